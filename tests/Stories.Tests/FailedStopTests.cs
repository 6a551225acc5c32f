using System.Net;
using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>A stop that fails is no dead end: each reason has its consequence.</summary>
public sealed class FailedStopTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nobody_is_there_so_the_driver_waits_goes_on_by_scooter_and_the_customer_chooses_another_time()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var marta = await shop.Book("SBA 1801");
        var jose = await shop.Book("SBA 1802", new { places = new[] { new { lon = Shop.Office.Lon, lat = Shop.Office.Lat } }, windows = new[] { new { from = city.Today("10:00"), until = city.Today("12:00") } } });
        await marta.Until("scheduled");
        await jose.Until("scheduled");
        var (tried, other) = (await marta.MoveId("collection"), await jose.MoveId("collection"));
        await ana.Departs(tried);
        await ana.Arrives(tried);

        // Marta is told that Ana is there and until when she waits; until then nobody is absent.
        var waits = await marta.Until(seen => Customer.Move(seen, "collection")["waitsUntil"] is not null, "Marta sees until when Ana waits");
        await marta.UntilTold("arrived");
        var early = await Api.Refused(ana.Device.Post($"/api/stops/{tried}/0/fail", new { eventId = Guid.CreateVersion7(), at = city.Clock.GetUtcNow(), reason = "absent" }, Token));
        Assert.Equal((HttpStatusCode.Conflict, "still-waiting"), (early.Status, (string?)early.Problem["code"]));
        city.Clock.GoTo((DateTimeOffset)Customer.Move(waits, "collection")["waitsUntil"]!);
        await ana.Fails(tried, "absent");

        // She is offered other windows; the lift is nobody's; Ana goes on from there, on her scooter.
        var failed = await marta.Until("failed");
        Assert.Equal("offerWindows", (string?)Customer.Move(failed, "collection")["consequence"]);
        await marta.UntilTold("failed");
        await ana.Device.Until(async () => Next(await ana.Sheet()) is { } next && (Guid)next["moveId"]! == other && (string)next["leg"]!["means"]! == "scooter", "Ana is sent on by scooter", Token);
        var offered = (await city.Stranger.Post($"{marta.Path}/slots", new { }, Token))["slots"]!.AsArray();
        Assert.NotEmpty(offered);
        await marta.Change(new { windows = new[] { offered[^1]!["window"]! } });
        var again = await marta.Until("scheduled");
        Assert.NotEqual(tried, (Guid)Customer.Move(again, "collection")["moveId"]!);
        Assert.Equal((DateTimeOffset)offered[^1]!["window"]!["from"]!, (DateTimeOffset)Customer.Move(again, "collection")["window"]!["from"]!, TimeSpan.FromHours(2));
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task Nobody_is_there_to_get_the_car_back_so_it_goes_to_the_workshop_and_comes_another_time()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var marta = await shop.Book("SBA 1807", new { workMinutes = 30 });
        await marta.Until("scheduled");
        await ana.BringsIn(await marta.MoveId("collection"));
        await shop.Ready(marta);
        await marta.Until(seen => Customer.Move(seen, "return")["window"] is not null, "the return is promised");
        var tried = await marta.MoveId("return");
        await ana.Arrives(tried);
        await ana.Collects(tried);
        var left = city.Clock.GetUtcNow();
        await ana.Departs(tried, 1);
        await ana.Arrives(tried, 1);
        var drive = city.Clock.GetUtcNow() - left;
        var waits = await marta.Until(seen => Customer.Move(seen, "return")["waitsUntil"] is not null, "Marta sees until when Ana waits");
        city.Clock.GoTo((DateTimeOffset)Customer.Move(waits, "return")["waitsUntil"]!);
        await ana.Fails(tried, "absent", stop: 1);
        var failedAt = city.Clock.GetUtcNow();
        await marta.Until(seen => (string?)Customer.Move(seen, "return")["state"] == "failed", "the return failed");

        // She chooses again, at her link; the car is fetched at the workshop, where Ana takes it first.
        var offered = (await city.Stranger.Post($"{marta.Path}/slots", new { }, Token))["slots"]!.AsArray().Where(slot => (string)slot!["day"]! == shop.Day).ToList();
        Assert.NotEmpty(offered);
        await marta.Change(new { @return = true, returnWindows = new[] { offered[0]!["window"]!.DeepClone() } });
        var again = await marta.Until(seen => Customer.Move(seen, "return") is { } move && (Guid)move["moveId"]! != tried && move["window"] is not null, "the return is promised anew");
        var stops = await ana.UntilHas((Guid)Customer.Move(again, "return")["moveId"]!);
        Assert.Equal("pickUp", (string)stops[0]["kind"]!);
        Assert.True((DateTimeOffset)stops[0]["departure"]! >= failedAt + drive, $"{stops[0]["departure"]} is before the car is back: failed {failedAt:O}, drive {drive}");
        await ana.BringsBack((Guid)Customer.Move(again, "return")["moveId"]!);
        await marta.Until("returned");
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_car_that_does_not_start_is_fetched_by_the_transporter_on_the_same_day()
    {
        var shop = await city.Open(["Ana Pereira", "Raul Sosa"], driver: name => name == "Raul Sosa" ? new { means = "transporter" } : new { });
        var (ana, raul) = (shop.Drivers[0], shop.Drivers[1]);
        var marta = await shop.Book("SBA 1803");
        await marta.Until("scheduled");
        var tried = await marta.MoveId("collection");
        await ana.Departs(tried);
        await ana.Arrives(tried);
        await ana.Fails(tried, "willNotStart", note: "The battery is flat.");

        var again = await marta.Until(seen => Customer.Move(seen, "collection") is { } move && (Guid)move["moveId"]! != tried && (string)move["state"]! == "scheduled", "a transporter comes");
        Assert.True((bool)again["wish"]!["vehicle"]!["cannotBeDriven"]!);
        Assert.Equal((raul.Id, shop.Day), ((Guid)Customer.Move(again, "collection")["driverId"]!, (string)Customer.Move(again, "collection")["day"]!));
        await raul.BringsIn(await marta.MoveId("collection"));
        await marta.Until("atWorkshop");
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task Without_a_transporter_the_customer_hears_why_the_car_that_does_not_start_is_not_fetched()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var marta = await shop.Book("SBA 1804");
        await marta.Until("scheduled");
        var tried = await marta.MoveId("collection");
        await ana.Departs(tried);
        await ana.Arrives(tried);
        await ana.Fails(tried, "willNotStart");
        var left = await marta.Until("unserved");
        Assert.NotNull(Customer.Move(left, "collection")["reason"]!["text"]);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task Another_car_at_the_door_is_a_question_to_the_dispatcher()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var marta = await shop.Book("SBA 1805");
        await marta.Until("scheduled");
        var tried = await marta.MoveId("collection");
        await ana.Departs(tried);
        await ana.Arrives(tried);
        var refused = await Api.Refused(ana.Device.Post($"/api/stops/{tried}/0/collect", new { eventId = Guid.CreateVersion7(), at = city.Clock.GetUtcNow(), mileageKm = 5, plate = "SBA 9999" }, Token));
        Assert.Equal("wrong-car", (string?)refused.Problem["code"]);
        await ana.Fails(tried, "wrongCar", note: "There is only a blue one here.");
        JsonNode? asked = null;
        await shop.Staff.Until(async () => (asked = Find(await shop.Staff.Get($"/api/days/{shop.Area}/{shop.Day}/messages", Token))) is not null, "the dispatcher is asked", Token);
        Assert.Contains("There is only a blue one here.", (string)asked!["text"]!, StringComparison.Ordinal);
        Assert.Equal("askDispatcher", (string?)Customer.Move(await marta.Until("failed"), "collection")["consequence"]);
        city.EveryPlanHolds();

        JsonNode? Find(JsonNode messages) => All(messages).FirstOrDefault(message => message["text"] is { } text && ((string)text!).StartsWith("SBA 1805", StringComparison.Ordinal));
    }

    private static IEnumerable<JsonNode> All(JsonNode node) => node switch
    {
        JsonArray list => list.SelectMany(each => All(each!)),
        JsonObject fields => fields.Where(field => field.Value is not null).SelectMany(field => All(field.Value!)).Prepend(fields),
        _ => [],
    };

    /// <summary>The first stop of a move that is not done.</summary>
    private static JsonNode? Next(JsonNode? sheet) => sheet?["stops"]?.AsArray().FirstOrDefault(stop => stop!["moveId"] is not null && !(bool)stop["done"]!);
}
