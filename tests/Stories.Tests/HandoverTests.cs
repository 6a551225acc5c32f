using Microsoft.Data.Sqlite;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>A handover that can be trusted: each knows the other, and who has the key is known at every moment.</summary>
public sealed class HandoverTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_code_is_checked_without_signal_the_plate_matches_and_the_key_is_never_lost_sight_of()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var marta = await shop.Book("SBA 1601");
        await marta.Until("scheduled");
        var collection = await marta.MoveId("collection");
        Assert.Equal(["customer"], await Keys(shop, marta));
        await ana.Departs(collection);
        await marta.Until("onTheWay");

        // Marta sees who comes before Ana is there.
        var visit = await city.Stranger.Get($"/api/visits/{marta.RequestId}/{marta.Path.Split('/')[^1]}/driver", Token);
        Assert.Equal("Ana Pereira", (string?)visit["name"]);
        await ana.Arrives(collection);

        // The phone has what it needs to check the code by itself: not the code, but its hash with the move's id.
        var contact = await ana.Device.Get($"/api/stops/{collection}/0/contact", Token);
        var code = await marta.Code();
        Assert.Equal((string?)contact["codeHash"], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{collection} {code}"))));
        var other = await Api.Refused(Report(ana, collection, new { plate = "SBA 1610" }));
        Assert.Equal((HttpStatusCode.Conflict, "wrong-car"), (other.Status, (string?)other.Problem["code"]));
        await ana.Collects(collection, more: new { code, plate = "sba1601" });
        await marta.Until("collected");
        Assert.Equal(["customer", "driver Ana Pereira"], await Keys(shop, marta));
        await ana.Arrives(collection, 1);
        await ana.HandsOver(collection, 1);
        await marta.Until("atWorkshop");
        await Api.WhenKnown(() => shop.Staff.Post($"/api/boards/{shop.WorkshopId}/cars/{marta.RequestId}/check-in", new { keyTag = "17" }, Token), Token);
        Assert.Equal(["customer", "driver Ana Pereira", "workshop"], await Keys(shop, marta));
        Assert.Equal("17", (string?)(await shop.Board())["cars"]!.AsArray().Single(car => (Guid)car!["requestId"]! == marta.RequestId)!["keyTag"]);

        var reports = (await shop.Staff.Get($"/api/reports?requestId={marta.RequestId}", Token)).AsArray();
        Assert.Equal((true, "sba1601"), ((bool)reports[0]!["codeMatched"]!, (string)reports[0]!["carRead"]!));
        city.EveryPlanHolds();
    }

    [Fact]
    public async Task A_key_locker_opens_for_the_driver_at_the_door_and_for_nobody_else_and_the_car_comes_back_to_a_neighbour()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var ana = shop.Drivers[0];
        var marta = await shop.Book("SBA 1602");
        await marta.Until("scheduled");
        var collection = await marta.MoveId("collection");
        var bad = await Api.Refused(city.Stranger.Put($"{marta.Path}/handover", new { collection = new { kind = "locker" } }, Token));
        Assert.Contains("where", bad.Problem["errors"]!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        await city.Stranger.Put($"{marta.Path}/handover", new { collection = new { kind = "locker", where = "Left of the gate", lockerCode = "4711" }, @return = new { kind = "otherPerson", who = "Señora Núñez, 2nd floor" } }, Token);
        Assert.Equal(["locker"], await Keys(shop, marta));

        // Before Ana sets off, her phone is shown nothing of it.
        await ana.UntilHas(collection);
        Assert.Equal("contact-not-yet", (string?)(await Api.Refused(ana.Device.Get($"/api/stops/{collection}/0/contact", Token))).Problem["code"]);
        await ana.Departs(collection);
        JsonNode? contact = null;
        await ana.Device.Until(async () => (contact = await ana.Device.Get($"/api/stops/{collection}/0/contact", Token))["handover"] is not null, "Ana sees the locker", Token);
        Assert.Equal("4711", (string?)contact!["handover"]!["lockerCode"]);
        Assert.DoesNotContain("4711", await KeptByDrivers(marta.RequestId), StringComparison.Ordinal);
        await ana.Arrives(collection);
        var blind = await Api.Refused(Report(ana, collection, new { handover = "locker" }));
        Assert.Contains("keyPlace", (string)blind.Problem["errors"]!["photos"]![0]!, StringComparison.Ordinal);
        await ana.Collects(collection, more: new { handover = "locker", photos = new[] { new { side = "keyPlace" } } });

        // Afterwards the code is nowhere any more, and how it was handed over cannot be changed.
        var seen = await marta.Until("collected");
        Assert.Equal(("locker", null), ((string?)seen["handovers"]!["collection"]!["kind"], (string?)seen["handovers"]!["collection"]!["lockerCode"]));
        Assert.Equal("contact-gone", (string?)(await Api.Refused(ana.Device.Get($"/api/stops/{collection}/0/contact", Token))).Problem["code"]);
        Assert.Equal("car-collected", (string?)(await Api.Refused(city.Stranger.Put($"{marta.Path}/handover", new { collection = new { kind = "inPerson" } }, Token))).Problem["code"]);
        await ana.Arrives(collection, 1);
        await ana.HandsOver(collection, 1);
        await marta.Until("atWorkshop");

        // The place of the return is changed at the link, never by a call to the driver; the key goes to the neighbour.
        city.Clock.Advance(TimeSpan.FromMinutes(70));
        await shop.Ready(marta);
        await Api.WhenKnown(() => marta.Change(new { returnPlace = new { lon = Shop.Office.Lon, lat = Shop.Office.Lat } }), Token);
        var back = await marta.Until(there => (string)Customer.Move(there, "return")["state"]! == "scheduled" && (double)Customer.Move(there, "return")["place"]!["lon"]! < -56.17, "the car comes back to the office");
        var move = (Guid)Customer.Move(back, "return")["moveId"]!;
        await ana.Arrives(move);
        await ana.Collects(move);
        await ana.Departs(move, 1);
        await ana.Device.Until(async () => (string?)(await ana.Device.Get($"/api/stops/{move}/1/contact", Token))["handover"]?["who"] is { } who && who.StartsWith("Señora Núñez", StringComparison.Ordinal), "Ana sees to whom", Token);
        await ana.Arrives(move, 1);
        await ana.HandsOver(move, 1, new { handover = "otherPerson", signedBy = "Señora Núñez" });
        await marta.Until("returned");
        Assert.Equal(["locker", "driver Ana Pereira", "workshop", "driver Ana Pereira", "otherPerson Señora Núñez, 2nd floor"], await Keys(shop, marta));
        city.EveryPlanHolds();
    }

    private Task<JsonNode> Report(Driver driver, Guid move, object more) =>
        driver.Device.Post($"/api/stops/{move}/0/collect", Shop.Merged(new { eventId = Guid.CreateVersion7(), at = city.Clock.GetUtcNow(), mileageKm = 42_000 }, more), Token);

    private static async Task<IEnumerable<string>> Keys(Shop shop, Customer customer) =>
        (await shop.Staff.Get($"/api/requests/{customer.RequestId}", Token))["keys"]!.AsArray().Select(key => $"{key!["holder"]} {key["name"]}".Trim());

    /// <summary>What the drivers' service has of a request's handover, as it came by message and lies in its database.</summary>
    private async Task<string> KeptByDrivers(Guid requestId)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(city.Data, "drivers.db")};Mode=ReadOnly");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT CollectionHandover FROM Contacts WHERE lower(RequestId) = $id";
        command.Parameters.AddWithValue("$id", requestId.ToString());
        return Assert.IsType<string>(await command.ExecuteScalarAsync(Token));
    }
}
