using System.Text.Json.Nodes;

namespace Routing.Stories.Tests.City;

/// <summary>A driver with a paired phone, who does what the sheet says, at the story's time.</summary>
internal sealed class Driver
{
    private readonly Shop shop;
    private readonly Api device;
    private readonly CancellationToken ct;
    private int mileage = 42_000;

    private Driver(Shop shop, Guid id, string name, Api device, CancellationToken ct) =>
        (this.shop, Id, Name, this.device, this.ct) = (shop, id, name, device, ct);

    public Guid Id { get; }

    public string Name { get; }

    /// <summary>The phone.</summary>
    public Api Device => device;

    public static async Task<Driver> Pair(Shop shop, Guid id, string name, CancellationToken ct)
    {
        var code = await Api.WhenKnown(() => shop.Staff.Post($"/api/drivers/{id}/pairing-codes", new { }, ct), ct);
        var paired = await shop.City.Stranger.Post("/api/devices/pair", new { code = (string)code["code"]!, name = $"{name}'s phone" }, ct);
        return new Driver(shop, id, name, new Api(shop.City.Stranger.Address, (string)paired["token"]!), ct);
    }

    /// <summary>The sheet of today that is in force; null when there is none.</summary>
    public async Task<JsonNode?> Sheet() => (await device.Get($"/api/route?day={shop.Day}", ct))["sheet"];

    /// <summary>The stops of a move on the present sheet, in order.</summary>
    public async Task<IReadOnlyList<JsonNode>> StopsOf(Guid moveId) =>
        [.. ((await Sheet())?["stops"]?.AsArray() ?? []).Where(stop => (Guid?)stop!["moveId"] == moveId).Select(stop => stop!)];

    /// <summary>Waits until a move is on this driver's sheet.</summary>
    public async Task<IReadOnlyList<JsonNode>> UntilHas(Guid moveId)
    {
        IReadOnlyList<JsonNode> stops = [];
        await device.Until(async () => (stops = await StopsOf(moveId)).Count > 0, $"{Name} has the move", ct);
        return stops;
    }

    /// <summary>Sets off to a stop in time: the clock goes on until then.</summary>
    public async Task Departs(Guid moveId, int stop = 0)
    {
        var planned = (await UntilHas(moveId))[stop];
        shop.City.Clock.GoTo((DateTimeOffset)planned["eta"]! - TimeSpan.FromSeconds((double?)planned["leg"]?["durationSeconds"] ?? 0));
        await Tell(moveId, stop, "depart", new { });
    }

    /// <summary>Arrives as the sheet says: the clock goes on until then.</summary>
    public async Task Arrives(Guid moveId, int stop = 0)
    {
        var planned = (await UntilHas(moveId))[stop];
        shop.City.Clock.GoTo((DateTimeOffset)planned["eta"]!);
        await Tell(moveId, stop, "arrive", new { });
    }

    /// <summary>Takes a car over, some minutes later.</summary>
    public Task Collects(Guid moveId, int stop = 0, object? more = null) => Reports(moveId, stop, "collect", more);

    /// <summary>Hands a car over, some minutes later.</summary>
    public Task HandsOver(Guid moveId, int stop, object? more = null) => Reports(moveId, stop, "hand-over", more);

    public Task<JsonNode> Fails(Guid moveId, string reason, int stop = 0, string? note = null) => Tell(moveId, stop, "fail", new { reason, note });

    /// <summary>The whole collection: there, the car taken, at the workshop, handed over.</summary>
    public async Task BringsIn(Guid moveId)
    {
        await Departs(moveId);
        await Arrives(moveId);
        await Collects(moveId);
        await Arrives(moveId, 1);
        await HandsOver(moveId, 1);
    }

    /// <summary>The whole return: at the workshop, the car taken, at the customer's, handed over.</summary>
    public async Task BringsBack(Guid moveId)
    {
        await Arrives(moveId);
        await Collects(moveId);
        await Departs(moveId, 1);
        await Arrives(moveId, 1);
        await HandsOver(moveId, 1);
    }

    /// <summary>What the phone tells of a stop, now.</summary>
    public Task<JsonNode> Tell(Guid moveId, int stop, string what, object body) => Api.WhenKnown(
        () => device.Post($"/api/stops/{moveId}/{stop}/{what}", Shop.Merged(new { eventId = Guid.CreateVersion7(shop.City.Clock.GetUtcNow()), at = shop.City.Clock.GetUtcNow() }, body), ct), ct);

    private async Task Reports(Guid moveId, int stop, string what, object? more)
    {
        shop.City.Clock.Advance(TimeSpan.FromMinutes(4));
        await Tell(moveId, stop, what, Shop.Merged(new { mileageKm = mileage++, fuelPercent = 60 }, more));
    }
}
