using System.Net;
using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>What was told wrongly is corrected later, as a new event with a reason.</summary>
public sealed class CorrectionTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_wrong_tap_and_a_misread_odometer_are_corrected_and_the_day_goes_on_as_it_is()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var marta = await shop.Book("SBA 1121");
        await marta.Until("scheduled");
        var move = await marta.MoveId("collection");
        await ana.Departs(move);
        await ana.Arrives(move);

        // Ana taps the wrong line: failed. A minute later she calls the dispatcher.
        await ana.Fails(move, "noKey");
        await marta.Until("failed");
        var wordless = await Api.Refused(Correct(shop, move, 0, new { undo = "failed" }));
        Assert.Equal(HttpStatusCode.BadRequest, wordless.Status);
        await Correct(shop, move, 0, new { undo = "failed", reason = "A wrong tap, Ana called." });
        Assert.Equal("nothing-to-correct", (string?)(await Api.Refused(Correct(shop, move, 0, new { undo = "failed", reason = "Twice." }))).Problem["code"]);
        await marta.Until(seen => (string)seen["state"]! is "scheduled" or "onTheWay", "Marta's car is collected after all");
        await ana.UntilHas(move);

        // The day says who corrected what, and why.
        var route = await ana.Device.Get($"/api/route?day={shop.Day}", Token);
        Assert.Contains(route["corrected"]!.AsArray(), told => (string)told!["undone"]! == "failed" && (Guid)told["moveId"]! == move);
        city.Clock.Advance(TimeSpan.FromMinutes(4));
        await ana.Tell(move, 0, "collect", new { mileageKm = 420_000 });
        await marta.Until("collected");

        // One nought too many: the next report would be refused for ever.
        await ana.Arrives(move, 1);
        city.Clock.Advance(TimeSpan.FromMinutes(2));
        var low = await Api.Refused(ana.Device.Post($"/api/stops/{move}/1/hand-over", new { eventId = Guid.CreateVersion7(), at = city.Clock.GetUtcNow(), mileageKm = 42_003 }, Token));
        Assert.Equal("mileage-falls", (string?)low.Problem["code"]);
        await Correct(shop, move, 0, new { mileageKm = 42_000, reason = "One nought too many." });
        await ana.Tell(move, 1, "hand-over", new { mileageKm = 42_003 });
        await marta.Until("atWorkshop");

        // Handed over too early: the car is still on its way.
        await Correct(shop, move, 1, new { undo = "handedOver", reason = "She is still in the queue at the gate." });
        await marta.Until("collected");
        Assert.Equal("driver", (string?)(await shop.Staff.Get($"/api/requests/{marta.RequestId}", Token))["keys"]!.AsArray()[^1]!["holder"]);
        await ana.Tell(move, 1, "hand-over", new { mileageKm = 42_004 });
        await marta.Until("atWorkshop");
        var kept = (await shop.Staff.Get($"/api/corrections?requestId={marta.RequestId}", Token)).AsArray();
        Assert.Equal(["failed", null, "handedOver"], kept.Select(each => (string?)each!["undone"]));
        Assert.All(kept, each => Assert.False(string.IsNullOrEmpty((string?)each!["by"])));
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_car_whose_driver_calls_for_help_is_brought_in_by_another_from_where_it_stands()
    {
        var shop = await city.Open(["Ana Pereira", "Luis Mar"]);
        var marta = await shop.Book("SBA 1122");
        var scheduled = await marta.Until("scheduled");
        var move = await marta.MoveId("collection");
        var ana = shop.Drivers.Single(driver => driver.Id == (Guid)Customer.Move(scheduled, "collection")["driverId"]!);
        var luis = shop.Drivers.Single(driver => driver != ana);
        await ana.Departs(move);
        await ana.Arrives(move);
        await ana.Collects(move);
        await marta.Until("collected");
        city.Clock.Advance(TimeSpan.FromMinutes(2));
        await ana.Device.Post("/api/route/unavailable", new { eventId = Guid.CreateVersion7(), at = city.Clock.GetUtcNow(), reason = "sos", position = new { lon = Shop.Office.Lon, lat = Shop.Office.Lat } }, Token);

        // The dispatchers see it, loudly: the car is with somebody who can go no further.
        await shop.Staff.Until(async () => (await shop.DayView())["unserved"]!.AsArray().Any(each => (Guid)each!["moveId"]! == move && (string)each["reason"]!["code"]! == "driver-unavailable"), "the day shows the car without a driver", Token);
        await Api.WhenKnown(() => Correct(shop, move, 0, new { undo = "collected", reason = "Ana is hurt; the car stands at Bulevar Artigas." }), Token);
        await marta.Until(seen => (string)seen["state"]! != "collected", "the car is not with Ana any more");
        await Api.WhenKnown(() => shop.Staff.Put($"/api/requests/{marta.RequestId}", new { places = new[] { new { lon = Shop.Office.Lon, lat = Shop.Office.Lat } } }, Token), Token);
        await marta.Until(seen => (string)Customer.Move(seen, "collection")["state"]! == "scheduled" && (Guid)Customer.Move(seen, "collection")["driverId"]! == luis.Id, "Luis fetches it");
        await luis.BringsIn(await marta.MoveId("collection"));
        await marta.Until("atWorkshop");
        city.EveryPlanHolds();
    }

    private static Task<JsonNode> Correct(Shop shop, Guid move, int stop, object body) => shop.Staff.Post($"/api/stops/{move}/{stop}/corrections", body, Token);
}
