using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;
using Routing.Dispatch.Commands;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Endpoints;

/// <summary>The day: as it is now, as it goes on, and how it came about.</summary>
internal static class DayEndpoints
{
    public static void MapDays(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/days").WithTags("Dispatch").Admits(Door.Dispatcher);
        group.MapGet("/", List).WithName("ListDays")
            .WithSummary("The areas and the days there are, latest first, in figures.");
        group.MapGet("/{area}/{day}", Get).WithName("GetDay")
            .WithSummary("The day: routes with every stop, unserved with reasons, what is at risk, the workshops' load. Leg geometry with ?geometry=true.");
        group.MapGet("/{area}/{day}/history", History).WithName("GetDayHistory")
            .WithSummary("The day's plan versions, and who gave which command.");
        group.MapGet("/{area}/{day}/events", Follow).WithName("FollowDay")
            .WithSummary("The day as it goes on, as server-sent events.")
            .WithDescription(
                """
                Begins with `ready`. Resumes after the event that Last-Event-ID, or ?after=, names (GetDay's lastEventId); `reset` says
                that events in between are not kept any more: read the day again. Then `plan`, `route`, `routeRevoked`, `move`, `request`,
                `eta`, `acknowledged`, `stop`, `ready`, `position`, `unavailable` and `command`, each with a JSON object; `heartbeat` in silence.
                A browser's EventSource passes its token as ?access_token=. The stream ends after a while: connect again.
                """);
    }

    private static async Task<Ok<IReadOnlyList<AreaDays>>> List(
        DateOnly? from, DateOnly? until, [FromServices] DayReader days, CancellationToken cancellationToken) =>
        TypedResults.Ok(await days.List(from, until, cancellationToken));

    private static async Task<Results<Ok<DayAnswer>, ProblemHttpResult>> Get(
        string area, DateOnly day, bool? geometry, [FromServices] DayReader days, CancellationToken cancellationToken) =>
        await days.Find(new(area, day), geometry ?? false, cancellationToken) is { } found ? TypedResults.Ok(found) : UnknownArea(area);

    private static async Task<Results<Ok<HistoryAnswer>, ProblemHttpResult>> History(
        string area, DateOnly day, [FromServices] DayHistory history, CancellationToken cancellationToken) =>
        await history.Find(new(area, day), cancellationToken) is { } found ? TypedResults.Ok(found) : UnknownArea(area);

    private static async Task<Results<ServerSentEventsResult<string>, ProblemHttpResult>> Follow(
        string area,
        DateOnly day,
        long? after,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        [FromServices] AreaBook areas,
        [FromServices] DayEvents events,
        HttpContext http,
        CancellationToken cancellationToken)
    {
        if (!await areas.Has(area, cancellationToken)) return UnknownArea(area);
        if (long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out var last)) after = last;

        // Proxies that gather answers before they pass them on must not gather these.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(WhileAdmitted(events.Follow(new(area, day), after, cancellationToken), http, cancellationToken));
    }

    /// <summary>
    /// Ends the stream when the process stops, which otherwise would wait for it, and soon after whoever looks on has lost
    /// their account.
    /// </summary>
    private static async IAsyncEnumerable<SseItem<string>> WhileAdmitted(
        IAsyncEnumerable<SseItem<string>> events, HttpContext http, [EnumeratorCancellation] CancellationToken aborted)
    {
        var services = http.RequestServices;
        var clock = services.GetRequiredService<TimeProvider>();
        var patience = TimeSpan.FromSeconds(services.GetRequiredService<IOptions<DispatchOptions>>().Value.HeartbeatSeconds);
        var asked = clock.GetTimestamp();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping, aborted);
        await using var items = events.GetAsyncEnumerator(ended.Token);
        while (true)
        {
            try
            {
                if (!await items.MoveNextAsync()) yield break;
                if (clock.GetElapsedTime(asked) >= patience)
                {
                    if (!await IsAdmitted(services, http.User, ended.Token)) yield break;
                    asked = clock.GetTimestamp();
                }
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                yield break;
            }

            yield return items.Current;
        }
    }

    private static async Task<bool> IsAdmitted(IServiceProvider services, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        foreach (var check in scope.ServiceProvider.GetServices<ITokenCheck>())
        {
            if (await check.Refuse(user, cancellationToken) is not null) return false;
        }

        return true;
    }

    public static ProblemHttpResult UnknownArea(string area) =>
        DispatchFaults.UnknownArea.With($"There is no area '{area}'. GET /api/days lists those there are.");
}
