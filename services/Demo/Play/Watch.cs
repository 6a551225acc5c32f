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

    /// <summary>Waits until every move is scheduled or refused with a reason.</summary>
    /// <returns>How many of the moves are the demo day's; a return may have gone to another day.</returns>
    public async Task<int> UntilAnswered(DemoState state, CancellationToken ct)
    {
        var ofDay = 0;
        foreach (var booking in state.Requests)
        {
            var moves = await Moves(booking, ct);
            while (moves.Any(m => (string)m!["state"]! == "requested"))
            {
                await Task.Delay(50, ct);
                moves = await Moves(booking, ct);
            }

            ofDay += moves.Count(m => m!["day"] is not { } day || (string)day! == $"{state.Date:yyyy-MM-dd}");
        }

        return ofDay;
    }

    /// <summary>The day, once Dispatch has heard of so many moves; or as it is after some seconds.</summary>
    public async Task<DayView> UntilPlanned(DemoState state, int moves, CancellationToken ct)
    {
        for (var tries = 0; ; tries++)
        {
            var day = await Day(state, geometry: false, ct);
            if (day.Figures.Served + day.Figures.Unserved >= moves || tries == 100) return day;
            await Task.Delay(50, ct);
        }
    }

    private async Task<JsonArray> Moves(DemoBooking booking, CancellationToken ct)
    {
        var link = new Uri(services.Intake, "/api" + new Uri(booking.TrackingLink).PathAndQuery);
        return (await api.Send<JsonObject>(HttpMethod.Get, link, null, null, ct))["moves"]!.AsArray();
    }
}
