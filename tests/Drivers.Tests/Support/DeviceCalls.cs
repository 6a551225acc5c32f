using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Routing.Contracts;
using Routing.Contracts.Values;

namespace Routing.Drivers.Tests.Support;

/// <summary>What a driver's phone sends.</summary>
internal static class DeviceCalls
{
    public static Task<HttpResponseMessage> Tell(
        this HttpClient device, RouteStop stop, string what, double hour, object? more = null, Guid? eventId = null)
    {
        var body = JsonSerializer.SerializeToNode(more ?? new { }, WireJson.Options)!.AsObject();
        body["eventId"] = eventId ?? Guid.CreateVersion7();
        body["at"] = SampleRoutes.At(hour);
        body["position"] = new JsonObject { ["lon"] = stop.Place.Lon, ["lat"] = stop.Place.Lat, ["accuracyMetres"] = 6 };
        return device.PostAsJsonAsync($"/api/stops/{stop.MoveId}/{stop.StopIndex}/{what}", body, TestContext.Current.CancellationToken);
    }

    /// <summary>The same, which must be taken.</summary>
    public static async Task<JsonElement> Done(
        this HttpClient device, RouteStop stop, string what, double hour, object? more = null, Guid? eventId = null)
    {
        using var answer = await device.Tell(stop, what, hour, more, eventId);
        Assert.True(answer.IsSuccessStatusCode, $"{what} at {stop.Kind}: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>The same, which must be refused with this status and code.</summary>
    public static async Task Refused(
        this HttpClient device, RouteStop stop, string what, double hour, int status, string code, object? more = null, Guid? eventId = null)
    {
        using var answer = await device.Tell(stop, what, hour, more, eventId);
        await answer.Is(status, code);
    }

    public static async Task Is(this HttpResponseMessage answer, int status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == (int)answer.StatusCode, $"{answer.StatusCode}: {body}");
        Assert.Equal(code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
    }
}
