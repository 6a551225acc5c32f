using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Defaults;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>What is written, each once.</summary>
internal sealed partial class DayWriter
{
    public Task On(CustomerWrote message, CancellationToken cancellationToken) => Add(
        new MessageRow { WrittenId = message.WrittenId, RequestId = message.RequestId, Text = message.Text, At = message.At }, cancellationToken);

    /// <summary>A dispute stands among the messages until somebody has read it.</summary>
    public Task On(ReportDisputed message, CancellationToken cancellationToken) => Add(
        new MessageRow { WrittenId = NamedIds.Of($"disputed {message.ReportId}"), RequestId = message.RequestId, Text = $"Disputes the condition report: {message.Text}", At = message.At }, cancellationToken);

    /// <summary>Whom the reminder did not reach is asked by a person.</summary>
    public Task On(ReturnUnanswered message, CancellationToken cancellationToken) => Add(
        new MessageRow
        {
            WrittenId = NamedIds.Of($"unanswered {message.RequestId} {message.ReadyAt:O}"), RequestId = message.RequestId, At = message.At,
            Text = "Was told that the car is ready, was reminded, and has not said when it is to come back: please ask.",
        },
        cancellationToken);

    public Task On(DriverWrote message, CancellationToken cancellationToken) => Add(
        new MessageRow { WrittenId = message.WrittenId, DriverId = message.DriverId, Area = message.Area, Day = message.Day, Text = message.Text, At = message.At }, cancellationToken);

    private async Task Add(MessageRow message, CancellationToken cancellationToken)
    {
        if (await data.Messages.AnyAsync(row => row.WrittenId == message.WrittenId, cancellationToken)) return;
        data.Add(message);
        await NoteMessage(message, cancellationToken);
    }

    /// <summary>Tells a message, or that it was read, on every day on which it is seen.</summary>
    public async Task NoteMessage(MessageRow message, CancellationToken cancellationToken)
    {
        foreach (var key in await DaysOf(message, cancellationToken))
        {
            await Note(await Take(key, cancellationToken), "message", new { message.WrittenId, message.RequestId, message.DriverId, message.By, isRead = message.ReadAt is not null }, cancellationToken);
        }
    }

    /// <summary>
    /// The days of the request's moves or of the driver's route, and those of the area from yesterday on: who looks at
    /// today sees what is written about last week's car.
    /// </summary>
    private async Task<List<DayKey>> DaysOf(MessageRow message, CancellationToken cancellationToken)
    {
        List<DayKey> own = message.RequestId is { } request
            ? await data.Moves.Where(move => move.RequestId == request).Select(move => new DayKey(move.Area, move.Day)).ToListAsync(cancellationToken)
            : [new DayKey(message.Area!, message.Day!.Value)];
        var areas = own.ConvertAll(key => key.Area);
        var yesterday = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var present = await data.Days.AsNoTracking().Where(day => areas.Contains(day.Area) && day.Day >= yesterday)
            .Select(day => new DayKey(day.Area, day.Day)).ToListAsync(cancellationToken);
        return [.. own.Union(present).OrderBy(key => key.Area, StringComparer.Ordinal).ThenBy(key => key.Day)];
    }
}
