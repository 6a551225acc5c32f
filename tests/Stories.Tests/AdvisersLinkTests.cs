using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Routing.Notifications.Tests;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>The adviser has the appointment and the order, and the customer says where the car is.</summary>
public sealed class AdvisersLinkTests(DemoCity city)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly object[] AtHome = [new { lon = Shop.Home.Lon, lat = Shop.Home.Lat }];

    [Fact]
    public async Task A_customer_who_says_in_time_where_the_car_is_has_the_lift_that_was_held()
    {
        var shop = await city.Open(["Ana Pereira"], workshop: new { lifts = 1, technicians = 1 });
        await using var dealer = await HttpReceiver.Start(failures: 1);
        var secret = (string)(await shop.Staff.Post("/api/webhooks", new { url = dealer.Url + "/pickup", workshopId = shop.WorkshopId }, Ct))["secret"]!;
        var marta = await Ask(shop, "SBA 2001", "order-4711", "14:00", "11:00");

        var seen = await marta.Until("placeAsked");
        Assert.True((bool)seen["isLiftHeld"]!);
        Assert.Equal(city.Today("14:00"), (DateTimeOffset)seen["wish"]!["hold"]!["from"]!);
        await marta.UntilTold("placeAsked");

        // Until she answers, the lift is hers: whoever comes after it begins waits for it.
        await shop.Staff.Until(async () => (await ReadyTimes(shop)).All(ready => ready >= city.Today("17:00")), "the lift is held", Ct);

        var offers = (await marta.Api.Post($"{marta.Path}/slots", new { places = AtHome }, Ct))["slots"]!.AsArray();
        Assert.Equal("lift-held", (string)offers[0]!["whyCode"]!);
        Assert.True((DateTimeOffset)offers[0]!["readyAt"]! <= city.Today("16:01"));
        await marta.Change(new { places = AtHome, windows = new[] { offers[0]!["window"] } });
        var scheduled = await marta.Until("scheduled");
        Assert.Equal((DateTimeOffset)offers[0]!["window"]!["from"]!, (DateTimeOffset)Customer.Move(scheduled, "collection")["window"]!["from"]!);
        Assert.Null(scheduled["wish"]!["hold"]);

        // The adviser finds her among those that were asked, with what came of it.
        var question = (await Asked(shop, marta))!["question"]!;
        Assert.True((DateTimeOffset)question["answeredAt"]! >= (DateTimeOffset)question["askedAt"]!);
        Assert.Null(question["releasedAt"]);

        // The dealer's system was away for a moment, and has it all with its own order number.
        city.Clock.Advance(TimeSpan.FromSeconds(30));
        await shop.Staff.Until(() => Task.FromResult(States(dealer).Distinct().Count() == 3), "the dealer's system knows", Ct);
        Assert.Equal(["placeAsked", "requested", "scheduled"], States(dealer).Distinct());
        Assert.All(dealer.Calls, call => Assert.Equal("order-4711", (string)JsonNode.Parse(call.Body)!["workOrder"]!));
        Assert.All(dealer.Calls, call => Assert.Equal(Signature(secret, call), call.Headers["Webhook-Signature"]));
        Assert.Contains(dealer.Calls, call => call.Status == 500);

        // And once more, after an outage at the dealer's.
        var had = dealer.Calls.Count;
        var hook = (Guid)(await shop.Staff.Get("/api/webhooks", Ct)).AsArray().Last()!["id"]!;
        var again = (int)(await shop.Staff.Post($"/api/webhooks/{hook}/redeliver", new { since = city.Today("00:01") }, Ct))["deliveries"]!;
        await shop.Staff.Until(() => Task.FromResult(dealer.Calls.Count >= had + again), "all of it again", Ct);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task When_nobody_answers_the_lift_is_for_others_both_are_told_and_the_link_still_books()
    {
        var shop = await city.Open(["Ana Pereira"], workshop: new { lifts = 1, technicians = 1 });
        await using var dealer = await HttpReceiver.Start();
        await shop.Staff.Post("/api/webhooks", new { url = dealer.Url, workshopId = shop.WorkshopId, events = new[] { "liftReleased", "requestStateChanged" } }, Ct);
        var marta = await Ask(shop, "SBA 2002", "order-4712", "14:00", "11:00");
        await marta.UntilTold("placeAsked");
        await shop.Staff.Until(async () => (await ReadyTimes(shop)).All(ready => ready >= city.Today("17:00")), "the lift is held", Ct);

        city.Clock.GoTo(city.Today("11:01"));
        await marta.UntilTold("liftReleased");
        await shop.Staff.Until(() => Task.FromResult(dealer.Calls.Any(call => Type(call) == "liftReleased" && Order(call) == "order-4712")), "the workshop is told", Ct);
        Assert.False((bool)(await marta.Until("placeAsked"))["isLiftHeld"]!);
        Assert.NotNull((await Asked(shop, marta))!["question"]!["releasedAt"]);
        await shop.Staff.Until(async () => (await ReadyTimes(shop)).Any(ready => ready < city.Today("16:00")), "the lift is free", Ct);

        // That the adviser notes something holds it no more; another deadline would.
        await shop.Staff.Put($"/api/requests/{marta.RequestId}", new { workMinutes = 130 }, Ct);
        await shop.Staff.Until(async () => (int)(await marta.Sees())["wish"]!["workMinutes"]! == 130, "it is noted", Ct);
        Assert.False((bool)(await marta.Sees())["isLiftHeld"]!);
        await shop.Staff.Put($"/api/requests/{marta.RequestId}", new { holdUntil = city.Today("12:30") }, Ct);
        await shop.Staff.Until(async () => (await ReadyTimes(shop)).All(ready => ready >= city.Today("17:00")), "the lift is held again", Ct);
        Assert.Null((await Asked(shop, marta))!["question"]!["releasedAt"]);
        city.Clock.GoTo(city.Today("12:31"));
        await shop.Staff.Until(async () => (await ReadyTimes(shop)).Any(ready => ready < city.Today("16:00")), "the lift is free again", Ct);
        await shop.Staff.Put($"/api/requests/{marta.RequestId}", new { workMinutes = 120 }, Ct);

        var offers = (await marta.Api.Post($"{marta.Path}/slots", new { places = AtHome }, Ct))["slots"]!.AsArray();
        Assert.DoesNotContain(offers, offer => (string)offer!["whyCode"]! == "lift-held");
        await marta.Change(new { places = AtHome, windows = new[] { offers[0]!["window"] } });
        await marta.Until("scheduled");
        city.EveryPlanHolds();
    }

    /// <summary>As the workshop's own system does it, with its order number; twice, since its line is bad.</summary>
    private async Task<Customer> Ask(Shop shop, string plate, string order, string from, string until)
    {
        var wish = shop.Wish(plate, new { askPlace = true, workOrder = order, workMinutes = 120, liftFrom = city.Today(from), holdUntil = city.Today(until) });
        wish.Remove("places");
        wish.Remove("return");
        Task<JsonNode> Send() => city.Stranger.Post("/api/requests", wish, Ct, ("Booking-Key", shop.BookingKey), ("Idempotency-Key", order));
        var booked = await Api.WhenKnown(Send, Ct);
        Assert.Equal((Guid)booked["requestId"]!, (Guid)(await Send())["requestId"]!);
        return new Customer(shop, (Guid)booked["requestId"]!, (string)booked["trackingLink"]!, Ct);
    }

    /// <summary>When another car with an hour's work would be ready that came today after two o'clock.</summary>
    private async Task<List<DateTimeOffset>> ReadyTimes(Shop shop)
    {
        var wish = shop.Wish("SBA 9999", new { windows = new[] { new { from = city.Today("14:00"), until = city.Today("18:00") } }, days = 1, limit = 40 });
        wish.Remove("contact");
        var slots = (await city.Stranger.Post("/api/slots", wish, Ct, ("Booking-Key", shop.BookingKey)))["slots"]!.AsArray();
        return [.. slots.Where(slot => slot!["readyAt"] is not null).Select(slot => (DateTimeOffset)slot!["readyAt"]!)];
    }

    /// <summary>The request among those whose customers were asked; null where it is none of them.</summary>
    private static async Task<JsonNode?> Asked(Shop shop, Customer customer) =>
        (await shop.Staff.Get($"/api/requests?workshopId={shop.WorkshopId}&asked=true", Ct))["requests"]!.AsArray().SingleOrDefault(request => (Guid)request!["requestId"]! == customer.RequestId);

    private static List<string> States(HttpReceiver dealer) =>
        [.. dealer.Calls.Where(call => Type(call) == "requestStateChanged").Select(call => JsonNode.Parse(call.Body)!["data"]!).OrderBy(told => (int)told["version"]!).Select(told => (string)told["state"]!)];

    private static string Type(HttpReceiver.Call call) => (string)JsonNode.Parse(call.Body)!["type"]!;

    private static string? Order(HttpReceiver.Call call) => (string?)JsonNode.Parse(call.Body)!["workOrder"];

    private static string Signature(string secret, HttpReceiver.Call call) =>
        "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{call.Headers["Webhook-Timestamp"]}.{call.Body}")));
}
