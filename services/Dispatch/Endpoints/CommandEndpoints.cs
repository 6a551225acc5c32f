using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Routing.Contracts.Planning;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Dispatch.Commands;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Endpoints;

/// <summary>A dispatcher's commands. Planning carries them out; what becomes of one is to be asked at its Location.</summary>
internal static class CommandEndpoints
{
    private const int LongestWaitSeconds = 30;

    public static void MapCommands(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/days/{area}/{day}/commands").WithTags("Dispatch").Admits(Door.Dispatcher);
        Post<LockStopBody>(group, "lock-stop", LockStop, "Ties a move to its driver, its order or its time, or frees it.");
        Post<MoveStopBody>(group, "move-stop", MoveStop, "Gives a move to a driver, to another time, or to whom the search finds best.");
        Post<UnassignStopBody>(group, "unassign-stop", UnassignStop, "Takes a move off its route until somebody assigns it again.");
        Post<AddDriverBody>(group, "add-driver", AddDriver, "Adds a driver to the day, or changes the driver's shift on it.");
        Post<RemoveDriverBody>(group, "remove-driver", RemoveDriver, "Takes a driver out of the day; what was not begun goes to others.");
        group.MapPost("/replan", Replan).WithName("Replan").WithSummary("Searches the whole day anew, locks and begun work apart.");
        group.MapPost("/publish", Publish).WithName("Publish").WithSummary("Publishes the draft of an area whose plans wait for approval.");
        app.MapGet("/api/commands/{id:guid}", Get).WithName("GetCommand").WithTags("Dispatch").Admits(Door.Dispatcher)
            .WithSummary("What became of a command. With ?waitSeconds=, up to 30, the answer waits until Planning has answered.");
    }

    private static void Post<TBody>(RouteGroupBuilder group, string name, Delegate handler, string summary) where TBody : class =>
        group.MapPost($"/{name}", handler).Validated<TBody>().WithName(name).WithSummary(summary);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> LockStop(
        [AsParameters] CommandCall call, LockStopBody body, CancellationToken cancellationToken) =>
        call.Give("lock-stop", body, body with { CommandId = null }, [body.MoveId], [], (id, by, at) => new LockStop
        {
            CommandId = id,
            Area = call.Area,
            Day = call.Day,
            By = by,
            At = at,
            MoveId = body.MoveId!.Value,
            Strength = body.Strength!.Value,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> MoveStop(
        [AsParameters] CommandCall call, MoveStopBody body, CancellationToken cancellationToken) =>
        call.Give("move-stop", body, body with { CommandId = null }, [body.MoveId, body.AfterMoveId], [body.ToDriverId], (id, by, at) => new MoveStop
        {
            CommandId = id,
            Area = call.Area,
            Day = call.Day,
            By = by,
            At = at,
            MoveId = body.MoveId!.Value,
            ToDriverId = body.ToDriverId,
            AfterMoveId = body.AfterMoveId,
            Window = body.Window,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> UnassignStop(
        [AsParameters] CommandCall call, UnassignStopBody body, CancellationToken cancellationToken) =>
        call.Give("unassign-stop", body, body with { CommandId = null }, [body.MoveId], [], (id, by, at) => new UnassignStop
        {
            CommandId = id,
            Area = call.Area,
            Day = call.Day,
            By = by,
            At = at,
            MoveId = body.MoveId!.Value,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> AddDriver(
        [AsParameters] CommandCall call, AddDriverBody body, CancellationToken cancellationToken) =>
        call.Give("add-driver", body, body with { CommandId = null }, [], [body.DriverId], (id, by, at) => new AddDriver
        {
            CommandId = id,
            Area = call.Area,
            Day = call.Day,
            By = by,
            At = at,
            DriverId = body.DriverId!.Value,
            Shift = body.Shift!,
            StartPlace = body.StartPlace,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> RemoveDriver(
        [AsParameters] CommandCall call, RemoveDriverBody body, CancellationToken cancellationToken) =>
        call.Give("remove-driver", body, body with { CommandId = null }, [], [body.DriverId], (id, by, at) => new RemoveDriver
        {
            CommandId = id,
            Area = call.Area,
            Day = call.Day,
            By = by,
            At = at,
            DriverId = body.DriverId!.Value,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> Replan(
        [AsParameters] CommandCall call, WholeDayBody? body, CancellationToken cancellationToken) =>
        call.Give("replan", body, new WholeDayBody(CommandId: null), [], [], (id, by, at) => new ReplanArea
        {
            CommandId = id,
            Area = call.Area,
            Day = call.Day,
            By = by,
            At = at,
        }, cancellationToken);

    private static Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> Publish(
        [AsParameters] CommandCall call, WholeDayBody? body, CancellationToken cancellationToken) =>
        call.Give("publish", body, new WholeDayBody(CommandId: null), [], [], (id, by, at) => new PublishPlan
        {
            CommandId = id,
            Area = call.Area,
            Day = call.Day,
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
