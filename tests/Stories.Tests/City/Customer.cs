using System.Text.Json.Nodes;

namespace Routing.Stories.Tests.City;

/// <summary>A customer with the secret link of a request.</summary>
internal sealed class Customer(Shop shop, Guid requestId, string trackingLink, CancellationToken ct)
{
    private readonly string path = "/api" + new Uri(trackingLink).PathAndQuery;

    public Guid RequestId => requestId;

    public string TrackingLink => trackingLink;

    /// <summary>The tracking page's address in the API.</summary>
    public string Path => path;

    public Api Api => shop.City.Stranger;

    public Task<JsonNode> Sees() => Api.Get(path, ct);

    /// <summary>Looks at the page until it is as told.</summary>
    public async Task<JsonNode> Until(Func<JsonNode, bool> isSo, string what)
    {
        JsonNode? seen = null;
        try
        {
            await Api.Until(async () => isSo(seen = await Sees()), what, ct);
        }
        catch (Exception late) when (late is not OperationCanceledException)
        {
            Assert.Fail($"{late.Message}\nThe customer sees {seen}");
        }

        return seen!;
    }

    /// <summary>Looks at the page until it says so: <c>scheduled</c>, <c>collected</c>, <c>atWorkshop</c>, …</summary>
    public Task<JsonNode> Until(string state) => Until(seen => (string)seen["state"]! == state, $"the request is {state}");

    /// <summary>The move of a kind: <c>collection</c>, <c>return</c> or <c>swap</c>.</summary>
    public static JsonNode Move(JsonNode seen, string kind) => seen["moves"]!.AsArray().First(move => (string)move!["kind"]! == kind)!;

    public async Task<Guid> MoveId(string kind) => (Guid)Move(await Sees(), kind)["moveId"]!;

    public async Task<string> Code() => (string)(await Sees())["code"]!;

    public Task<JsonNode> Change(object body) => Api.Put(path, body, ct);

    public Task<JsonNode> Cancel() => Api.Delete(path, ct);

    /// <summary>What was sent to the customer so far, such as <c>booked</c>, oldest first.</summary>
    public async Task<IReadOnlyList<string>> Told() =>
        [.. (await shop.Staff.Get($"/api/notifications?requestId={requestId}", ct))["notifications"]!.AsArray()
            .Where(notice => (string)notice!["state"]! == "sent").Select(notice => (string)notice!["what"]!).Reverse()];

    /// <summary>Waits until something was sent.</summary>
    public Task UntilTold(string what) => shop.Staff.Until(async () => (await Told()).Contains(what), $"the customer is told '{what}'", ct);
}
