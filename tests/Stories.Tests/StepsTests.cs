using System.Net;
using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>A workshop has its own list of what drivers ask, photograph and have signed.</summary>
public sealed class StepsTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_workshop_asks_for_is_done_at_the_door_and_a_change_meets_nobody_halfway()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var path = $"/api/workshops/{shop.WorkshopId}/steps";
        object boot = new { key = "boot", kind = "photo", required = true, text = new { en = "The boot, open" } };
        object cable = new { key = "cable", kind = "question", required = true, answer = "yesNo", text = new { en = "Is the charging cable there?", es = "¿Está el cable?" } };
        await shop.Staff.Put(path, Steps(boot), Token);
        var marta = await shop.Book("SBA 1811");
        var ana = shop.Drivers[0];
        var collection = await marta.MoveId("collection");
        await marta.Until("scheduled");
        await ana.UntilHas(collection);

        // The phone has the list with the sheet, so that it works in a garage without signal.
        var route = await ana.Device.Get($"/api/route?day={shop.Day}", Token);
        Assert.Equal("boot", (string?)route["stepLists"]![0]!["steps"]!["collect"]![0]!["key"]);
        await ana.Departs(collection);
        await ana.Arrives(collection);

        // Ana stands at the door when the workshop adds a question: she goes on as she began.
        await shop.Staff.Put(path, Steps(boot, cable), Token);
        var refused = await Api.Refused(ana.Device.Post($"/api/stops/{collection}/0/collect", Report(), Token));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("'boot'", (string)refused.Problem["errors"]!["photos"]![0]!, StringComparison.Ordinal);
        await ana.Collects(collection, more: new { stepsVersion = 1, photos = new[] { new { side = "boot" } } });
        await ana.Arrives(collection, 1);
        await ana.HandsOver(collection, 1);
        await marta.Until("atWorkshop");

        // The next customer is asked both.
        var jose = await shop.Book("SBA 1812");
        await jose.Until("scheduled");
        var next = await jose.MoveId("collection");
        await ana.Departs(next);
        await ana.Arrives(next);
        refused = await Api.Refused(ana.Device.Post($"/api/stops/{next}/0/collect", Report(new { side = "boot" }), Token));
        Assert.Contains("'cable'", (string)refused.Problem["errors"]!["answers"]![0]!, StringComparison.Ordinal);
        await ana.Collects(next, more: new { photos = new[] { new { side = "boot" } }, answers = new[] { new { step = "cable", answer = "yes" } } });
        await jose.Until("collected");
        var report = (await shop.Staff.Get($"/api/reports?requestId={jose.RequestId}", Token))[0]!;
        Assert.Equal((2, "yes"), ((int)report["stepsVersion"]!, (string)report["answers"]![0]!["answer"]!));
        city.EveryPlanHolds();

        JsonObject Report(params object[] photos) => Shop.Merged(
            new { eventId = Guid.CreateVersion7(), at = city.Clock.GetUtcNow(), mileageKm = 42_100, photos }, null);
    }

    private static object Steps(params object[] collect) => new { collect, checkIn = Array.Empty<object>(), pickUp = Array.Empty<object>(), @return = Array.Empty<object>() };
}
