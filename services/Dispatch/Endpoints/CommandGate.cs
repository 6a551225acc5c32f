using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Routing.Contracts.Values;
using Routing.Dispatch.Commands;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Endpoints;

/// <summary>What all commands' calls have in common.</summary>
internal readonly record struct CommandCall(string Area, DateOnly Day, ClaimsPrincipal User, string? IdempotencyKey);

/// <summary>Lets commands in that name what there is.</summary>
internal sealed class CommandGate(AreaBook areas, CommandDesk desk, TimeProvider clock)
{
    private static readonly TimeSpan DayMargin = TimeSpan.FromHours(12);

    /// <summary>Checks what the command names, and gives it to Planning.</summary>
    /// <param name="call">Who calls, about which day.</param>
    /// <param name="kind">The last path segment.</param>
    /// <param name="body">What came.</param>
    /// <param name="asked">The same without its id.</param>
    /// <param name="moves">Moves that must be part of the day; null where none was named.</param>
    /// <param name="drivers">Drivers that must be of the area; null where none was named.</param>
    /// <param name="message">Makes the contract's message of the id, who gives it, and the instant.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Results<Accepted<CommandAnswer>, ProblemHttpResult>> Take(
        CommandCall call,
        string kind,
        ICommandBody? body,
        object asked,
        IReadOnlyList<Guid?> moves,
        IReadOnlyList<Guid?> drivers,
        Func<Guid, string, DateTimeOffset, object> message,
        CancellationToken cancellationToken)
    {
        if (call.IdempotencyKey?.Length > CommandIds.MaxKeyLength)
            return TypedResults.Problem($"Idempotency-Key is longer than {CommandIds.MaxKeyLength} characters.", statusCode: StatusCodes.Status400BadRequest, title: "The request is not valid");
        var key = new DayKey(call.Area, call.Day);
        if (await Refuse(key, asked, moves, drivers, cancellationToken) is { } refused) return refused;
        var by = call.User.Identity?.Name ?? "?";
        var commandId = CommandIds.Of(body?.CommandId, call.IdempotencyKey, by, clock.GetUtcNow());
        var row = await desk.Take(key, kind, commandId, by, asked, at => message(commandId, by, at), cancellationToken);
        return row is null
            ? DispatchFaults.CommandIdTaken.With($"The id {commandId} was used for another command. Give this one an id of its own.")
            : TypedResults.Accepted($"/api/commands/{commandId}", CommandAnswer.Of(row));
    }

    /// <summary>What is wrong with what a call names; null when nothing is.</summary>
    public async Task<ProblemHttpResult?> Refuse(DayKey key, object asked, IReadOnlyList<Guid?> moves, IReadOnlyList<Guid?> drivers, CancellationToken cancellationToken)
    {
        if (!await areas.Has(key.Area, cancellationToken))
            return DispatchFaults.UnknownArea.With($"There is no area '{key.Area}'. GET /api/days lists those there are.");
        foreach (var move in moves)
        {
            if (move is { } id && !await areas.HasMove(key, id, cancellationToken))
                return DispatchFaults.UnknownMove.With($"There is no move {id} in {key.Area} on {key.Day:yyyy-MM-dd}. GET /api/days/{key.Area}/{key.Day:yyyy-MM-dd} lists those there are.");
        }

        foreach (var driver in drivers)
        {
            if (driver is { } id && !await areas.HasDriver(key, id, cancellationToken))
                return DispatchFaults.UnknownDriver.With($"There is no driver {id} in {key.Area}. GET /api/drivers lists those there are.");
        }

        return Span(asked) is { } span && !await IsOfTheDay(span, key, cancellationToken)
            ? DispatchFaults.OtherDay.With($"{span.From:O} to {span.Until:O} is not on {key.Day:yyyy-MM-dd} in {key.Area}.")
            : null;
    }

    private static Window? Span(object asked) => asked switch
    {
        MoveStopBody move => move.Window,
        AddDriverBody add => add.Shift,
        _ => null,
    };

    private async Task<bool> IsOfTheDay(Window span, DayKey key, CancellationToken cancellationToken)
    {
        var zone = await areas.TimeZone(key.Area, cancellationToken) is { } name ? NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) : null;
        if (zone is null) return true;
        var local = NodaTime.LocalDate.FromDateOnly(key.Day);
        var begin = zone.AtStartOfDay(local).ToDateTimeOffset() - DayMargin;
        var end = zone.AtStartOfDay(local.PlusDays(1)).ToDateTimeOffset() + DayMargin;
        return span.From >= begin && span.Until <= end;
    }
}
