using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Routing.Contracts.Planning;
using Routing.Defaults.Doors;
using Routing.Defaults.Idempotency;
using Routing.Defaults.Validation;
using Routing.Dispatch.Commands;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Endpoints;

/// <summary>A dispatcher's commands. Planning carries them out; what becomes of one is to be asked at its Location.</summary>
internal static class CommandEndpoints
{
    private const string KeyHeader = "Idempotency-Key";
    private const int LongestWaitSeconds = 30;

    public static void MapCommands(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/days/{area}/{day}/commands").WithTags("Dispatch").Admits(Door.Dispatcher).HonoursKey();
        group.MapPost("/lock-stop", LockStop).Validated<LockStopBody>().WithName("lock-stop").WithSummary("Ties a move to its driver, its order or its time, or frees it.");
        group.MapPost("/move-stop", MoveStop).Validated<MoveStopBody>().WithName("move-stop").WithSummary("Gives a move to a driver, to another time, or to whom the search finds best.");
        group.MapPost("/unassign-stop", UnassignStop).Validated<UnassignStopBody>().WithName("unassign-stop").WithSummary("Takes a move off its route until somebody assigns it again.");
        group.MapPost("/add-driver", AddDriver).Validated<AddDriverBody>().WithName("add-driver").WithSummary("Adds a driver to the day, or changes the driver's shift on it.");
        group.MapPost("/remove-driver", RemoveDriver).Validated<RemoveDriverBody>().WithName("remove-driver").WithSummary("Takes a driver out of the day; what was not begun goes to others. With a reason (breakdown, accident, ill, sos) also one who is under way.");
        group.MapPost("/replan", Replan).WithName("Replan").WithSummary("Searches the whole day anew, locks and begun work apart.");
        group.MapPost("/publish", Publish).WithName("Publish").WithSummary("Publishes the draft of an area whose plans wait for approval.");
        group.MapPost("/discard-draft", DiscardDraft).WithName("discard-draft").WithSummary("Drops the draft: what has not begun goes back to where the published plan has it.");
        app.MapGet("/api/commands/{id:guid}", Get).WithName("GetCommand").WithTags("Dispatch").Admits(Door.Dispatcher)
            .WithSummary("What became of a command. With ?waitSeconds=, up to 30, the answer waits until Planning has answered.");
    }

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> LockStop(
        string area, DateOnly day, [FromHeader(Name = KeyHeader)] string? idempotencyKey, ClaimsPrincipal user, LockStopBody body,
        [FromServices] CommandGate gate, CancellationToken cancellationToken) =>
        gate.Take(new(area, day, user, idempotencyKey), "lock-stop", body, body with { CommandId = null }, [body.MoveId], [], (id, by, at) => new LockStop
        {
            CommandId = id,
            Area = area,
            Day = day,
            By = by,
            At = at,
            MoveId = body.MoveId!.Value,
            Strength = body.Strength!.Value,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> MoveStop(
        string area, DateOnly day, [FromHeader(Name = KeyHeader)] string? idempotencyKey, ClaimsPrincipal user, MoveStopBody body,
        [FromServices] CommandGate gate, CancellationToken cancellationToken) =>
        gate.Take(new(area, day, user, idempotencyKey), "move-stop", body, body with { CommandId = null }, [body.MoveId, body.AfterMoveId], [body.ToDriverId], (id, by, at) => new MoveStop
        {
            CommandId = id,
            Area = area,
            Day = day,
            By = by,
            At = at,
            MoveId = body.MoveId!.Value,
            ToDriverId = body.ToDriverId,
            AfterMoveId = body.AfterMoveId,
            Window = body.Window,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> UnassignStop(
        string area, DateOnly day, [FromHeader(Name = KeyHeader)] string? idempotencyKey, ClaimsPrincipal user, UnassignStopBody body,
        [FromServices] CommandGate gate, CancellationToken cancellationToken) =>
        gate.Take(new(area, day, user, idempotencyKey), "unassign-stop", body, body with { CommandId = null }, [body.MoveId], [], (id, by, at) => new UnassignStop
        {
            CommandId = id,
            Area = area,
            Day = day,
            By = by,
            At = at,
            MoveId = body.MoveId!.Value,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> AddDriver(
        string area, DateOnly day, [FromHeader(Name = KeyHeader)] string? idempotencyKey, ClaimsPrincipal user, AddDriverBody body,
        [FromServices] CommandGate gate, CancellationToken cancellationToken) =>
        gate.Take(new(area, day, user, idempotencyKey), "add-driver", body, body with { CommandId = null }, [], [body.DriverId], (id, by, at) => new AddDriver
        {
            CommandId = id,
            Area = area,
            Day = day,
            By = by,
            At = at,
            DriverId = body.DriverId!.Value,
            Shift = body.Shift!,
            StartPlace = body.StartPlace,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> RemoveDriver(
        string area, DateOnly day, [FromHeader(Name = KeyHeader)] string? idempotencyKey, ClaimsPrincipal user, RemoveDriverBody body,
        [FromServices] CommandGate gate, CancellationToken cancellationToken) =>
        gate.Take(new(area, day, user, idempotencyKey), "remove-driver", body, body with { CommandId = null }, [], [body.DriverId], (id, by, at) => new RemoveDriver
        {
            CommandId = id,
            Area = area,
            Day = day,
            By = by,
            At = at,
            DriverId = body.DriverId!.Value,
            Reason = body.Reason,
            Note = body.Note,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> Replan(
        string area, DateOnly day, [FromHeader(Name = KeyHeader)] string? idempotencyKey, ClaimsPrincipal user, WholeDayBody? body,
        [FromServices] CommandGate gate, CancellationToken cancellationToken) =>
        gate.Take(new(area, day, user, idempotencyKey), "replan", body, new WholeDayBody(CommandId: null), [], [], (id, by, at) => new ReplanArea
        {
            CommandId = id,
            Area = area,
            Day = day,
            By = by,
            At = at,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> Publish(
        string area, DateOnly day, [FromHeader(Name = KeyHeader)] string? idempotencyKey, ClaimsPrincipal user, WholeDayBody? body,
        [FromServices] CommandGate gate, CancellationToken cancellationToken) =>
        gate.Take(new(area, day, user, idempotencyKey), "publish", body, new WholeDayBody(CommandId: null), [], [], (id, by, at) => new PublishPlan
        {
            CommandId = id,
            Area = area,
            Day = day,
            By = by,
            At = at,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> DiscardDraft(
        string area, DateOnly day, [FromHeader(Name = KeyHeader)] string? idempotencyKey, ClaimsPrincipal user, WholeDayBody? body,
        [FromServices] CommandGate gate, CancellationToken cancellationToken) =>
        gate.Take(new(area, day, user, idempotencyKey), "discard-draft", body, new WholeDayBody(CommandId: null), [], [], (id, by, at) => new DiscardDraft
        {
            CommandId = id,
            Area = area,
            Day = day,
            By = by,
            At = at,
        }, cancellationToken);

    private static async Task<Results<Ok<CommandAnswer>, ProblemHttpResult>> Get(
        Guid id, int? waitSeconds, [FromServices] CommandDesk desk, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromSeconds(Math.Clamp(waitSeconds ?? 0, 0, LongestWaitSeconds));
        return await desk.Find(id, wait, cancellationToken) is { } row
            ? TypedResults.Ok(CommandAnswer.Of(row))
            : DispatchFaults.UnknownCommand.With($"There is no command {id}.");
    }
}
