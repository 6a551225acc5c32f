using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>What a dispatcher ties stays tied, what is at risk is seen with its repair, and a plan can wait for approval.</summary>
public sealed class DispatcherAtWorkTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_move_that_is_locked_stays_with_its_driver_whatever_is_planned_anew()
    {
        var shop = await city.Open(["Ana Pereira", "Luis Sosa"]);
        var marta = await shop.Book("SBA 1001", new { @return = false, windows = new[] { new { from = city.Today("09:00"), until = city.Today("12:00") } } });
        var seen = await marta.Until("scheduled");
        var (move, before) = ((Guid)Customer.Move(seen, "collection")["moveId"]!, DriverOf(seen));
        var other = shop.Drivers.Single(driver => driver.Id != before);
        Assert.Equal("applied", (string)(await shop.Order("move-stop", new { moveId = move, toDriverId = other.Id }))["state"]!);
        Assert.Equal("applied", (string)(await shop.Order("lock-stop", new { moveId = move, strength = "driver" }))["state"]!);
        await shop.Order("replan", new { });
        await shop.Book("SBA 1002", new { @return = false });
        await shop.Order("replan", new { });
        Assert.Equal(other.Id, DriverOf(await marta.Sees()));
        Assert.NotEmpty(await other.UntilHas(move));

        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_plan_that_waits_for_approval_is_shown_as_a_difference_first()
    {
        var shop = await city.Open(["Ana Pereira", "Luis Sosa"]);
        var marta = await shop.Book("SBA 1011", new { @return = false, windows = new[] { new { from = city.Today("09:00"), until = city.Today("12:00") } } });
        var seen = await marta.Until("scheduled");
        var (move, before) = ((Guid)Customer.Move(seen, "collection")["moveId"]!, DriverOf(seen));
        var other = shop.Drivers.Single(driver => driver.Id != before);
        await shop.Staff.Put($"/api/areas/{shop.Area}", new { name = shop.Area, timeZone = DemoCity.Zone, autoPublish = false }, Token);
        await shop.Order("move-stop", new { moveId = move, toDriverId = other.Id });

        JsonNode draft = new JsonObject();
        await shop.Staff.Until(async () => (draft = await shop.Staff.Get($"/api/days/{shop.Area}/{shop.Day}/draft", Token))["moves"] is JsonArray { Count: 1 }, "the draft differs", Token);
        Assert.Equal((before, other.Id), ((Guid)draft["moves"]![0]!["now"]!["driverId"]!, (Guid)draft["moves"]![0]!["then"]!["driverId"]!));
        Assert.NotNull(draft["difference"]!["addedCents"]);
        Assert.Empty(await other.StopsOf(move));
        await shop.Order("publish", new { });
        Assert.NotEmpty(await other.UntilHas(move));
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_promise_at_risk_comes_with_the_driver_who_can_keep_it_and_what_that_costs()
    {
        var shop = await city.Open(["Ana Pereira", "Luis Sosa"]);
        var marta = await shop.Book("SBA 1101", new { @return = false });
        var seen = await marta.Until("scheduled");
        var (move, window) = ((Guid)Customer.Move(seen, "collection")["moveId"]!, Customer.Move(seen, "collection")["window"]!);
        var driver = shop.Drivers.Single(each => each.Id == DriverOf(seen));
        await driver.UntilHas(move);
        await driver.Tell(move, 0, "late", new { eta = (DateTimeOffset)window["until"]! + TimeSpan.FromMinutes(40) });

        JsonNode? risk = null;
        await shop.Staff.Until(async () => (risk = (await shop.DayView())["atRisk"]!.AsArray().FirstOrDefault(each => (Guid)each!["moveId"]! == move)) is not null, "the promise is at risk", Token);
        Assert.Equal("late", (string)risk!["cause"]!);
        Assert.InRange((int)risk["secondsLeft"]!, -41 * 60, -39 * 60);
        await marta.UntilTold("late");
        var tried = (await shop.Staff.Get($"/api/days/{shop.Area}/{shop.Day}/moves/{move}/drivers", Token)).AsArray();
        var best = tried.First(each => !(bool)each!["isNow"]!)!;
        Assert.True((DateTimeOffset)best["trial"]!["eta"]! <= (DateTimeOffset)window["until"]! && best["trial"]!["addedCents"] is not null, $"{best}");
        await shop.Order("move-stop", new { moveId = move, toDriverId = (Guid)best["driverId"]! });
        await shop.Staff.Until(async () => (await shop.DayView())["atRisk"]!.AsArray().Count == 0, "nothing is at risk", Token);
        Assert.Equal((Guid)best["driverId"]!, DriverOf(await marta.Sees()));
        city.EveryPlanHolds();
    }

    private static Guid DriverOf(JsonNode seen) => (Guid)Customer.Move(seen, "collection")["driverId"]!;
}
