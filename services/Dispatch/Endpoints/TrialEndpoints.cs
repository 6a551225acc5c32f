using System.Security.Claims;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Dispatch.Commands;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Endpoints;

/// <summary>What an order would do, before it is given. Planning is asked, and nothing changes.</summary>
internal static class TrialEndpoints
{
    private const string UsualPage = "page";
    private const int LongestPage = 100;

    public static void MapTrials(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/days/{area}/{day}").WithTags("Dispatch").Admits(Door.Dispatcher);
        group.MapPost("/trials", Try).Validated<MoveStopBody>().WithName("TryMove")
            .WithSummary("What move-stop with this body would do: cost, way by own means, working time, promises that it would miss; or why it cannot be.")
            .WithDescription("Of each asker's questions only the newest is answered; an older one gets asked-anew. ?page= tells the pages of one person apart.");
        group.MapGet("/moves/{moveId:guid}/drivers", Drivers).WithName("TryDrivers")
            .WithSummary("What giving the move to each driver of the day would do, best first.");
        group.MapGet("/draft", Draft).WithName("ShowDraft")
            .WithSummary("For an area whose plans wait for approval: what publishing the draft would change, move by move, and what it costs.");
    }

    private static async Task<Results<Ok<Trial>, ProblemHttpResult>> Try(
        string area, DateOnly day, string? page, ClaimsPrincipal user, MoveStopBody body, [FromServices] CommandGate gate, [FromServices] IRequestClient<TryMove> planning,
        [FromServices] IOptions<DispatchOptions> options, HttpContext http, CancellationToken cancellationToken)
    {
        if (await gate.Refuse(new(area, day), body, [body.MoveId, body.AfterMoveId], [body.ToDriverId], cancellationToken) is { } refused) return refused;
        var question = new TryMove
        {
            Area = area,
            Day = day,
            By = Asker(user, page, "trial"),
            MoveId = body.MoveId!.Value,
            ToDriverId = body.ToDriverId,
            AfterMoveId = body.AfterMoveId,
            Window = body.Window,
        };
        try
        {
            var tried = await planning.GetResponse<MoveTried>(question, cancellationToken, RequestTimeout.After(s: options.Value.TrialTimeoutSeconds));
            return tried.Message.Trial is { } trial ? TypedResults.Ok(trial) : Overtaken();
        }
        catch (RequestException)
        {
            return Away(http);
        }
    }

    private static async Task<Results<Ok<IReadOnlyList<DriverTrial>>, ProblemHttpResult>> Drivers(
        string area, DateOnly day, Guid moveId, string? page, ClaimsPrincipal user, [FromServices] CommandGate gate, [FromServices] IRequestClient<TryDrivers> planning,
        [FromServices] IOptions<DispatchOptions> options, HttpContext http, CancellationToken cancellationToken)
    {
        var key = new DayKey(area, day);
        if (await gate.Refuse(key, moveId, [moveId], [], cancellationToken) is { } refused) return refused;
        var question = new TryDrivers { Area = area, Day = day, By = Asker(user, page, "drivers"), MoveId = moveId };
        try
        {
            var tried = await planning.GetResponse<DriversTried>(question, cancellationToken, RequestTimeout.After(s: options.Value.TrialTimeoutSeconds));
            return tried.Message.Drivers is { } drivers ? TypedResults.Ok(drivers) : Overtaken();
        }
        catch (RequestException)
        {
            return Away(http);
        }
    }

    private static async Task<Results<Ok<DraftShown>, ProblemHttpResult>> Draft(
        string area, DateOnly day, [FromServices] CommandGate gate, [FromServices] IRequestClient<ShowDraft> planning,
        [FromServices] IOptions<DispatchOptions> options, HttpContext http, CancellationToken cancellationToken)
    {
        if (await gate.Refuse(new(area, day), day, [], [], cancellationToken) is { } refused) return refused;
        try
        {
            var shown = await planning.GetResponse<DraftShown>(new ShowDraft { Area = area, Day = day }, cancellationToken, RequestTimeout.After(s: options.Value.TrialTimeoutSeconds));
            return TypedResults.Ok(shown.Message);
        }
        catch (RequestException)
        {
            return Away(http);
        }
    }

    /// <summary>Two pages of one person do not end each other's questions, nor does one kind of question the other.</summary>
    private static string Asker(ClaimsPrincipal user, string? page, string kind) =>
        $"{user.Identity?.Name}\n{(page is { Length: > 0 and <= LongestPage } ? page : UsualPage)}\n{kind}";

    private static ProblemHttpResult Overtaken() => DispatchFaults.AskedAnew.With("A newer question of yours came in: its answer is the one that counts.");

    private static ProblemHttpResult Away(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "5";
        return DispatchFaults.PlanningUnavailable.With("Planning did not answer in time. Try again in some seconds; an order can be given all the same.");
    }
}
