using System.Globalization;
using System.Text.Json.Nodes;
using Routing.Planning.CommandLine;
using Routing.Planning.Replay;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>A car that is not ready by closing stays at the workshop, and its customer chooses again when it comes back.</summary>
public sealed class OvernightTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_car_that_is_not_ready_by_closing_stays_and_its_customer_is_asked_again()
    {
        var shop = await city.Open(["Ana Pereira"], workshop: new { courtesyCars = 1, parking = 3 });
        var today = shop.Day;
        var marta = await shop.Book("SBA 1401", new { swap = true });
        var ana = shop.Drivers[0];
        var seen = await marta.Until("scheduled");
        var swap = (Guid)Customer.Move(seen, "swap")["moveId"]!;
        await ana.Arrives(swap);
        await ana.Collects(swap);
        await ana.Departs(swap, 1);
        await ana.Arrives(swap, 1);
        await ana.HandsOver(swap, 1);
        await ana.Collects(swap, 1);
        await ana.Arrives(swap, 2);
        await ana.HandsOver(swap, 2);
        await marta.Until("atWorkshop");
        seen = await marta.Until(each => Customer.Move(each, "return")["window"] is not null, "the return is promised");
        Assert.Equal(today, (string)Customer.Move(seen, "return")["day"]!);

        // At half past eight the workshop knows that a part comes in three days.
        city.Clock.GoTo(city.Today("08:30"));
        var ready = InWorkingDays(3);
        await shop.Ready(marta, ready);
        seen = await marta.Until(each => (string?)Customer.Move(each, "return")["day"] is { } day && day != today, "the return is on another day");
        Assert.True((DateTimeOffset)Customer.Move(seen, "return")["window"]!["from"]! >= ready, $"{Customer.Move(seen, "return")}");
        await marta.UntilTold("overnight");
        Assert.DoesNotContain("returnChanged", await marta.Told());

        // Windows are offered again, from when the car is ready; the customer takes another one.
        var slots = (await marta.Api.Post($"{marta.Path}/slots", new { }, Token))["slots"]!.AsArray();
        Assert.All(slots, slot => Assert.True((DateTimeOffset)slot!["window"]!["from"]! >= ready.AddMinutes(-60), $"{slot}"));
        var chosen = slots[^1]!["window"]!;
        await marta.Change(new { @return = true, returnWindows = new[] { chosen.DeepClone() } });
        await marta.Until(each => Overlaps(Customer.Move(each, "return")["window"], chosen), "the return is when the customer wishes it");

        // On the days in between the car keeps its place and the customer the courtesy car, so that nobody else gets it.
        city.ToTheNextMorning();
        var other = await shop.Book("SBA 1402", new { swap = true, windows = new[] { new { from = city.Today("08:00"), until = city.Today("17:00") } } });
        seen = await other.Until("unserved");
        Assert.Contains("courtesy", (string)Customer.Move(seen, "swap")["reason"]!["text"]!);
        Assert.All((await shop.DayView())["liftLoads"]!.AsArray(), load => Assert.Equal((1, 0), ((int)load!["carsWaiting"]!, (int)load["liftsBusy"]!)));
        var board = await shop.Board();
        Assert.Contains(board["cars"]!.AsArray(), car => (string)car!["vehicle"]!["plate"]! == "SBA 1401" && (string)car["state"]! == "here");
        Assert.Contains(board["courtesyCars"]!.AsArray(), trip => (string)trip!["state"]! == "out");

        // Played again, the day knows that they are not there.
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var between = DateOnly.Parse(shop.Day, CultureInfo.InvariantCulture);
        var code = await new ReplayCommand(output, errors).Run(new(city.Data, null, shop.Area, between, ReplayChange.None, null, IsJson: true, ShowsProgress: false), Token);
        Assert.True(code == 0, errors.ToString());
        var played = JsonNode.Parse(output.ToString())!["played"]![0]!["figures"]!;
        Assert.Equal((0, 2), ((int)played["served"]!, (int)played["unserved"]!));

        // The part has come.
        while (city.Clock.GetUtcNow() < ready.AddHours(-6)) city.ToTheNextMorning();
        city.Clock.GoTo((DateTimeOffset)chosen["from"]! - TimeSpan.FromHours(1));
        await shop.Ready(marta);
        var back = await marta.MoveId("return");
        await ana.Arrives(back);
        await ana.Collects(back);
        await ana.Departs(back, 1);
        await ana.Arrives(back, 1);
        await ana.HandsOver(back, 1);
        await marta.Until("returned");
        city.EveryPlanHolds();
    }

    private DateTimeOffset InWorkingDays(int days)
    {
        var at = city.Today("10:00");
        for (var i = 0; i < days;)
        {
            at = at.AddDays(1);
            if (at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) i++;
        }

        return at;
    }

    private static bool Overlaps(JsonNode? window, JsonNode wished) =>
        window is not null && (DateTimeOffset)window["from"]! < (DateTimeOffset)wished["until"]! && (DateTimeOffset)wished["from"]! < (DateTimeOffset)window["until"]!;
}
