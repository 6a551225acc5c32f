using System.Text.Json.Nodes;
using Routing.Demo.Api;

namespace Routing.Demo.Play;

/// <summary>Looks at the demo day through the public API.</summary>
public sealed class Watch(ApiClient api, ServiceAddresses services, string operatorToken)
{
    /// <summary>The day as Dispatch knows it now.</summary>
    public Task<DayView> Day(DemoState state, bool geometry, CancellationToken ct) =>
        api.Send<DayView>(
            HttpMethod.Get,
            new Uri(services.Dispatch, $"/api/days/{state.Area}/{state.Date:yyyy-MM-dd}?geometry={(geometry ? "true" : "false")}"),
            null,
            new Credential.Token(operatorToken),
            ct);

    /// <summary>Waits until every request is scheduled or refused with a reason.</summary>
    /// <param name="state">The day.</param>
    /// <param name="progress">Told how many of the requests have their answer.</param>
    /// <param name="ct">Stops the wait.</param>
    public async Task UntilAnswered(DemoState state, Action<int>? progress, CancellationToken ct)
    {
        var answered = 0;
        foreach (var booking in state.Requests)
        {
            var link = new Uri(services.Intake, new Uri(booking.TrackingLink).PathAndQuery);
            while ((await api.Send<JsonObject>(HttpMethod.Get, link, null, null, ct))["state"]!.ToString() == "requested")
                await Task.Delay(50, ct);
            progress?.Invoke(++answered);
        }
    }

    /// <summary>
    /// The day, once Dispatch has heard of every move; or after some seconds, since a return may have gone to another day.
    /// </summary>
    public async Task<DayView> UntilPlanned(DemoState state, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            var day = await Day(state, geometry: false, ct);
            if (day.Figures.Served + day.Figures.Unserved >= state.Moves || tries == 100) return day;
            await Task.Delay(50, ct);
        }
    }
}
