using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Commands;

/// <summary>How a day came about.</summary>
internal sealed class DayHistory(DispatchContext data, AreaBook areas)
{
    /// <summary>Null when there is no such area.</summary>
    public async Task<HistoryAnswer?> Find(DayKey key, CancellationToken cancellationToken)
    {
        if (!await areas.Has(key.Area, cancellationToken)) return null;
        var plans = await data.Plans.AsNoTracking().Where(row => row.Area == key.Area && row.Day == key.Day)
            .OrderBy(row => row.Version).ToListAsync(cancellationToken);
        var commands = await data.Commands.AsNoTracking().Where(row => row.Area == key.Area && row.Day == key.Day)
            .OrderBy(row => row.At).ToListAsync(cancellationToken);
        return new(
            key.Area,
            key.Day,
            [
                .. plans.Select(row => new PlanAnswer(
                    row.Version, row.PublishedAt, row.Cause, row.Routes, row.Moves, row.Unserved, row.LoadedMetres, row.EmptyMetres)),
            ],
            [.. commands.Select(CommandAnswer.Of)]);
    }
}

/// <summary>How a day came about, oldest first.</summary>
internal sealed record HistoryAnswer(string Area, DateOnly Day, IReadOnlyList<PlanAnswer> Plans, IReadOnlyList<CommandAnswer> Commands);

/// <summary>A plan version in figures.</summary>
internal sealed record PlanAnswer(
    int Version,
    DateTimeOffset PublishedAt,
    string Cause,
    int Routes,
    int Moves,
    int Unserved,
    long LoadedMetres,
    long EmptyMetres);

/// <summary>A command and what became of it.</summary>
/// <param name="Kind">Its last path segment, such as <c>move-stop</c>.</param>
/// <param name="By">Who gave it.</param>
/// <param name="Body">What was asked.</param>
/// <param name="PlanVersion">The plan version that shows it, once applied.</param>
/// <param name="Code">Why it was refused, as a stable word.</param>
/// <param name="Text">The same for a person.</param>
internal sealed record CommandAnswer(
    Guid CommandId,
    string Area,
    DateOnly Day,
    string Kind,
    string By,
    DateTimeOffset At,
    JsonElement Body,
    CommandState State,
    int? PlanVersion,
    string? Code,
    string? Text,
    DateTimeOffset? AnsweredAt)
{
    public static CommandAnswer Of(CommandRow row) => new(
        row.CommandId, row.Area, row.Day, row.Kind, row.By, row.At, DayView.Read<JsonElement>(row.Body),
        row.State, row.PlanVersion, row.Code, row.Text, row.AnsweredAt);
}
