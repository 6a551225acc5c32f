using System.Globalization;
using System.Text.Json;
using Routing.Contracts.Values;
using Routing.Planning.CommandLine;
using Routing.Planning.Replay;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>In the evening the manager asks what one more driver would have changed.</summary>
public sealed class PlayedAgainTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_with_more_wishes_than_one_driver_can_serve_is_played_again_with_a_second()
    {
        var shop = await city.Open(["Ana Pereira"], driver: _ => new { shifts = new[] { "monday", "tuesday", "wednesday", "thursday", "friday" }.Select(day => new { day, from = "07:30", until = "09:30" }) });
        var wished = new[] { new { from = city.Today("07:30"), until = city.Today("09:30") } };
        var customers = new List<Customer>();
        for (var i = 0; i < 9; i++)
            customers.Add(await shop.Book($"SBA 20{i:00}", new { @return = false, windows = wished, places = new[] { new { lon = Shop.Office.Lon - (0.002 * i), lat = Shop.Office.Lat } } }));
        foreach (var customer in customers) await customer.Until(seen => (string)seen["state"]! is "scheduled" or "unserved", "there is an answer");

        using var output = new StringWriter();
        using var errors = new StringWriter();
        var change = new ReplayChange { AddedDrivers = [Means.Scooter] };
        var day = DateOnly.Parse(shop.Day, CultureInfo.InvariantCulture);
        var code = await new ReplayCommand(output, errors).Run(new(city.Data, null, shop.Area, day, change, null, IsJson: true, ShowsProgress: false), Token);
        Assert.True(code == 0, errors.ToString());
        var played = JsonDocument.Parse(output.ToString()).RootElement.GetProperty("played");
        var (asItWas, withOneMore) = (Served(played[0]), Served(played[1]));
        Assert.True(asItWas < 9 && withOneMore > asItWas, $"{asItWas} served, {withOneMore} with one driver more");
        city.EveryPlanHolds();

        static int Served(JsonElement of) => of.GetProperty("figures").GetProperty("served").GetInt32();
    }
}
