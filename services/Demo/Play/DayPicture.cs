using System.Globalization;
using Routing.Contracts.Values;
using Routing.Demo.Api;

namespace Routing.Demo.Play;

/// <summary>
/// Has Maps draw a planned day as a PNG: each driver's route in a colour of its own, solid where a car is driven and dotted
/// where the driver rides or walks, customers as dots and workshops as a W.
/// </summary>
public sealed class DayPicture(ApiClient api, ServiceAddresses services, string operatorToken)
{
    private const string Ink = "1f2937";

    private static readonly string[] Colours = ["1d4ed8", "c2410c", "15803d", "7e22ce", "be123c", "0e7490", "a16207", "4d7c0f", "9d174d"];

    /// <summary>Draws the day into a file.</summary>
    public async Task Draw(DayView day, string file, CancellationToken ct)
    {
        var routes = day.Routes.OrderBy(r => r.DriverName, StringComparer.Ordinal).ToArray();
        var fields = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < routes.Length; i++)
        {
            foreach (var leg in routes[i].Stops.Select(stop => stop.Leg).OfType<LegView>().Where(leg => leg.Geometry is { Length: > 0 }))
                fields.Add(new("path", $"{Colours[i % Colours.Length]},{(leg.Loaded ? "3.5" : "2.2,dashed")}:{leg.Geometry}"));
        }

        var stops = routes.SelectMany(route => route.Stops).Where(stop => stop.MoveId is not null || IsWorkshop(stop)).ToArray();
        fields.AddRange(stops.OrderBy(IsWorkshop).Select(stop => new KeyValuePair<string, string>("pin", Pin(stop.Place, IsWorkshop(stop)))).Distinct());
        using var form = new FormUrlEncodedContent(fields);
        using var picture = await api.Send(HttpMethod.Post, new Uri(services.Maps, "/static/day/auto/960x600@2x.png"), form, new Credential.Token(operatorToken), ct);
        await using var target = File.Create(file);
        await picture.Content.CopyToAsync(target, ct);
    }

    private static bool IsWorkshop(StopView stop) => stop.Kind is StopKind.CheckIn or StopKind.PickUp;

    private static string Pin(Place place, bool isWorkshop) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.Lon:F6},{place.Lat:F6},{Ink}{(isWorkshop ? ",W" : "")}");
}
