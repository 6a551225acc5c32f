using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>The workshop sees what comes and says how far it is; the customer chooses when the car comes home.</summary>
public sealed class WorkshopAndReturnTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_board_counts_the_minutes_and_a_slip_moves_the_return_before_anyone_is_late()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var marta = await shop.Book("SBA 1301");
        var move = (Guid)Customer.Move(await marta.Until("scheduled"), "collection")["moveId"]!;
        await ana.Departs(move);
        await ana.Arrives(move);
        await ana.Collects(move);
        JsonNode? car = null;
        await shop.Staff.Until(async () => (string)(car = await Car(shop, marta))!["state"]! == "coming", "the car is coming", Token);
        Assert.Equal(("Ana Pereira", "SBA 1301"), ((string)car!["arrivesWith"]!, (string)car["vehicle"]!["plate"]!));
        Assert.InRange((DateTimeOffset)car["arrivesAt"]! - city.Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromMinutes(20));
        await ana.Arrives(move, 1);
        await ana.HandsOver(move, 1);
        await marta.Until("atWorkshop");
        await Api.WhenKnown(() => shop.Staff.Post($"/api/boards/{shop.WorkshopId}/cars/{marta.RequestId}/check-in", new { keyTag = "b7", keyHolder = "Reception" }, Token), Token);
        car = await Car(shop, marta);
        Assert.Equal(("B7", "Reception"), ((string)car!["keyTag"]!, (string)car["keyHolder"]!));
        Assert.Contains((await shop.DayView())["liftLoads"]!.AsArray(), load => (int)load!["liftsBusy"]! == 1);

        // It takes two hours longer: said well before the return, which moves at once.
        var before = (DateTimeOffset)Customer.Move(await marta.Until(seen => Customer.Move(seen, "return")["window"] is not null, "the return is promised"), "return")["window"]!["until"]!;
        var ready = before + TimeSpan.FromHours(2);
        await shop.Ready(marta, ready);
        await marta.Until(seen => (DateTimeOffset?)Customer.Move(seen, "return")["window"]?["from"] is { } from && from >= ready - TimeSpan.FromMinutes(30), "the return has another window");
        await marta.UntilTold("returnChanged");
        Assert.Single(await marta.Told(), told => told is "late" or "returnChanged");
        Assert.Empty((await shop.DayView())["atRisk"]!.AsArray());
        await shop.Ready(marta);
        await marta.UntilTold("ready");
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task On_ready_the_customer_picks_a_window_and_who_stays_silent_is_reminded_and_then_asked_by_a_person()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var (marta, jose) = (await shop.Book("SBA 1501"), await shop.Book("SBA 1502", new { places = new[] { new { lon = Shop.Office.Lon, lat = Shop.Office.Lat } } }));
        foreach (var customer in new[] { marta, jose })
        {
            await customer.Until("scheduled");
            await ana.BringsIn(await customer.MoveId("collection"));
            await customer.Until("atWorkshop");
        }

        foreach (var customer in new[] { marta, jose })
        {
            await shop.Ready(customer);
            await customer.UntilTold("ready");
        }

        var offered = (await city.Stranger.Post($"{marta.Path}/slots", new { }, Token))["slots"]!.AsArray();
        Assert.All(offered, slot => Assert.NotEqual("", (string)slot!["why"]!));
        var chosen = offered.Last(slot => DateTimeOffset.Parse((string)slot!["window"]!["from"]!, null) < city.Today("18:00"))!["window"]!;
        await marta.Change(new { @return = true, returnWindows = new[] { chosen.DeepClone() } });
        await marta.Until(seen => Customer.Move(seen, "return")["window"] is { } window && (DateTimeOffset)window["from"]! >= (DateTimeOffset)chosen["from"]!, "the return is when Marta wishes it");

        city.Clock.Advance(TimeSpan.FromHours(3) + TimeSpan.FromMinutes(1));
        await jose.UntilTold("returnReminder");
        Assert.DoesNotContain("returnReminder", await marta.Told());

        // Still nothing: a person is to ask. What was promised stays until then.
        city.Clock.Advance(TimeSpan.FromHours(3));
        JsonArray messages = [];
        await shop.Staff.Until(async () => (messages = (await shop.Staff.Get($"/api/days/{shop.Area}/{shop.Day}/messages", Token)).AsArray()).Count > 0, "the dispatcher is told", Token);
        Assert.Equal([jose.RequestId], messages.Select(message => (Guid)message!["requestId"]!));
        Assert.Contains("please ask", (string)messages[0]!["text"]!);
        city.EveryPlanHolds();
    }

    private static async Task<JsonNode?> Car(Shop shop, Customer customer) =>
        (await shop.Board())["cars"]!.AsArray().FirstOrDefault(car => (Guid)car!["requestId"]! == customer.RequestId);
}
