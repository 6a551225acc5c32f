using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;
using SkiaSharp;

namespace Routing.Stories.Tests;

/// <summary>Evidence that holds: what was photographed, where, when, and what the customer says of it.</summary>
public sealed class EvidenceTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Photos_are_known_by_what_they_were_when_taken_and_the_customer_disputes_the_return_within_a_day()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var marta = await shop.Book("SBA 1701");
        await marta.Until("scheduled");
        var collection = await marta.MoveId("collection");
        await ana.Departs(collection);
        await ana.Arrives(collection);
        city.Clock.Advance(TimeSpan.FromMinutes(4));
        var (photo, taken, report) = (Photo(SKColors.Red), city.Clock.GetUtcNow(), Guid.CreateVersion7());
        var stop = (await ana.StopsOf(collection))[0]["place"]!;

        // Taken and told in a garage without signal; heard ten minutes later.
        var told = new
        {
            eventId = report, at = taken, mileageKm = 42_000, fuelPercent = 60, damages = new[] { new { part = "bonnet", kind = "scratch" } },
            photos = new[] { new { side = "front", sha256 = Convert.ToHexStringLower(SHA256.HashData(photo)), takenAt = taken } },
            position = new { lon = (double)stop["lon"]!, lat = (double)stop["lat"]! + 0.0002, accuracyMetres = 7 },
        };
        city.Clock.Advance(TimeSpan.FromMinutes(10));
        await Api.WhenKnown(() => ana.Device.Post($"/api/stops/{collection}/0/collect", told, Token), Token);
        Assert.True((bool)(await Upload(ana, report, photo))[0]!["asTaken"]!);
        Assert.False((bool)(await Upload(ana, report, Photo(SKColors.Blue)))[0]!["asTaken"]!);
        var kept = await shop.Staff.Get($"/api/reports/{report}", Token);
        Assert.InRange((int)kept["distanceMetres"]!, 21, 23);
        Assert.InRange(((DateTimeOffset)kept["receivedAt"]! - (DateTimeOffset)kept["at"]!).TotalMinutes, 9.9, 11);
        await ana.Arrives(collection, 1);
        await ana.HandsOver(collection, 1);
        await marta.Until("atWorkshop");
        Assert.Equal("not-returned", (string?)(await Api.Refused(city.Stranger.Post($"{marta.Path}/countersign", new { name = "Marta Rey" }, Token))).Problem["code"]);

        city.Clock.Advance(TimeSpan.FromMinutes(70));
        await shop.Ready(marta);
        var back = await marta.Until(seen => Customer.Move(seen, "return")["window"] is not null, "the return has a window");
        await ana.BringsBack((Guid)Customer.Move(back, "return")["moveId"]!);
        var home = await marta.Until("returned");

        // The two reports that she was there for stand side by side, and she sees what is new.
        var reports = (await city.Stranger.Get($"/api/visits/{marta.RequestId}/{marta.Path.Split('/')[^1]}/reports", Token)).AsArray();
        var (before, after) = ((Guid)Customer.Move(home, "collection")["collectionReportId"]!, (Guid)Customer.Move(home, "return")["handoverReportId"]!);
        Assert.Equal([before, after], reports.Select(each => (Guid)each!["reportId"]!).Where(id => id == before || id == after));
        await Upload(marta, after, Photo(SKColors.Yellow));
        await Upload(marta, after, Photo(SKColors.Yellow));
        Assert.Equal("unknown-report", (string?)(await Api.Refused(Upload(marta, before, Photo(SKColors.Yellow)))).Problem["code"]);
        Assert.Single((await shop.Staff.Get($"/api/reports/{after}", Token))["photos"]!.AsArray(), each => (bool)each!["fromCustomer"]!);
        await city.Stranger.Post($"{marta.Path}/dispute", new { text = "The left mirror is broken." }, Token);
        await city.Stranger.Post($"{marta.Path}/dispute", new { text = "The left mirror is broken." }, Token);
        Assert.Equal("already-answered", (string?)(await Api.Refused(city.Stranger.Post($"{marta.Path}/countersign", new { name = "Marta Rey" }, Token))).Problem["code"]);
        await shop.Staff.Until(async () => (await shop.Staff.Get($"/api/days/{shop.Area}/{shop.Day}/messages", Token)).ToJsonString().Contains("The left mirror is broken.", StringComparison.Ordinal), "the dispatcher reads of it", Token);
        Assert.Equal("The left mirror is broken.", (string?)(await shop.Staff.Get($"/api/requests/{marta.RequestId}", Token))["verdict"]!["dispute"]);
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task Who_agrees_countersigns_and_after_a_day_it_is_too_late()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var (marta, jose) = (await shop.Book("SBA 1702"), await shop.Book("SBA 1703"));
        foreach (var customer in new[] { marta, jose })
        {
            await customer.Until("scheduled");
            await ana.BringsIn(await customer.MoveId("collection"));
            await customer.Until("atWorkshop");
        }

        city.Clock.Advance(TimeSpan.FromMinutes(70));
        foreach (var customer in new[] { marta, jose })
        {
            await shop.Ready(customer);
            var back = await customer.Until(seen => Customer.Move(seen, "return")["window"] is not null, "the return has a window");
            await ana.BringsBack((Guid)Customer.Move(back, "return")["moveId"]!);
            await customer.Until("returned");
        }

        var signed = await city.Stranger.Post($"{marta.Path}/countersign", new { name = "Marta Rey" }, Token);
        Assert.Equal("Marta Rey", (string?)signed["verdict"]!["signedBy"]);
        city.Clock.Advance(TimeSpan.FromHours(25));
        var report = (Guid)Customer.Move(await jose.Sees(), "return")["handoverReportId"]!;
        Assert.Equal("dispute-over", (string?)(await Api.Refused(Upload(jose, report, Photo(SKColors.Yellow)))).Problem["code"]);
        var late = await Api.Refused(city.Stranger.Post($"{jose.Path}/dispute", new { text = "A scratch." }, Token));
        Assert.Equal((HttpStatusCode.Conflict, "dispute-over"), (late.Status, (string?)late.Problem["code"]));
    }

    private static async Task<JsonNode> Upload(Driver driver, Guid report, byte[] photo)
    {
        using var content = new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        return await driver.Device.Send(HttpMethod.Post, $"/api/reports/{report}/photos", content, Token);
    }

    private Task<JsonNode> Upload(Customer customer, Guid report, byte[] photo) => city.Stranger.Send(
        HttpMethod.Post, $"/api/visits/{customer.RequestId}/{customer.Path.Split('/')[^1]}/reports/{report}/photos",
        new ByteArrayContent(photo) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } }, Token);

    private static byte[] Photo(SKColor colour)
    {
        using var bitmap = new SKBitmap(30, 20);
        bitmap.Erase(colour);
        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }
}
