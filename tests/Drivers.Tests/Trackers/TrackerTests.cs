using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts.Drivers;
using Routing.Defaults.Doors;
using Routing.Drivers.Tests.Support;
using Routing.Drivers.Trackers;

namespace Routing.Drivers.Tests.Trackers;

public sealed class TrackerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tracker_app_tells_positions_on_shift_until_its_phone_is_taken_away()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var link = new Uri((await device.GetFromJsonAsync<JsonElement>("/api/devices/tracker", Token)).GetProperty("url").GetString()!).PathAndQuery;
        var at = sheet.Stops[1].Eta.ToUnixTimeSeconds();

        Assert.Equal(HttpStatusCode.OK, await Tell(app, $"{link}?id=123&lat=-34.9&lon=-56.17&timestamp={at}&accuracy=7.5&batt=80"));
        var told = (await app.Heard.Expect<DriverPositioned>())[0];
        Assert.Equal((-56.17, -34.9, 8), (told.Lon, told.Lat, told.AccuracyMetres));

        // Off shift: the app is content, and nobody hears of it.
        var night = sheet.Stops[1].Eta.AddDays(-20).ToUnixTimeSeconds();
        Assert.Equal(HttpStatusCode.OK, await Tell(app, $"{link}?lat=-34.8&lon=-56.1&timestamp={night}"));
        Assert.Equal(HttpStatusCode.BadRequest, await Tell(app, $"{link}?lat=north&lon=-56.1"));
        Assert.Equal(HttpStatusCode.NotFound, await Tell(app, $"{link}x?lat=-34.8&lon=-56.1"));

        using var dispatcher = app.As(Roles.Dispatcher);
        var id = (await dispatcher.GetFromJsonAsync<JsonElement>("/api/devices", Token))[0].GetProperty("deviceId").GetGuid();
        using var revoked = await dispatcher.DeleteAsync($"/api/devices/{id}", Token);
        Assert.Equal(HttpStatusCode.NotFound, await Tell(app, $"{link}?lat=-34.9&lon=-56.17&timestamp={at}"));
        Assert.Single(app.Heard.All<DriverPositioned>());
    }

    [Theory]
    [InlineData("1764150000", "2025-11-26T09:40:00Z")]
    [InlineData("1764150000123", "2025-11-26T09:40:00.123Z")]
    [InlineData("2025-11-26T09:40:00Z", "2025-11-26T09:40:00Z")]
    [InlineData(null, "2031-01-01T00:00:00Z")]
    public void A_time_is_read_in_each_spelling(string? text, string expected)
    {
        var now = new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var (fix, problem) = TrackerFix.Read(name => name switch { "lat" => "1", "lon" => "2", "timestamp" => text, _ => null }, now);
        Assert.Null(problem);
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), fix!.At);
        Assert.Null(fix.AccuracyMetres);
    }

    private static async Task<HttpStatusCode> Tell(DriversApp app, string path)
    {
        using var answer = await app.Client.GetAsync(path, Token);
        return answer.StatusCode;
    }
}
