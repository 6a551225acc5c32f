using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Values;
using Routing.Dispatch.Data;
using Routing.Dispatch.Day;

namespace Routing.Dispatch.Messages;

/// <summary>What customers and drivers write to dispatchers, and what these answer.</summary>
internal sealed class MessageDesk(DispatchContext data, DayWriter days, TimeProvider clock)
{
    public const int LongestText = 1000;

    /// <summary>The messages of a day, oldest first: of its requests, of its drivers, and whatever nobody has read yet in the area.</summary>
    public async Task<IReadOnlyList<MessageAnswer>> Of(DayKey key, CancellationToken cancellationToken)
    {
        var rows = await data.Messages.AsNoTracking().Where(row =>
            row.RequestId != null
                ? data.Moves.Any(move => move.RequestId == row.RequestId && move.Area == key.Area && (move.Day == key.Day || row.ReadAt == null))
                : row.Area == key.Area && (row.Day == key.Day || row.ReadAt == null))
            .ToListAsync(cancellationToken);
        var requests = rows.Select(row => row.RequestId).OfType<Guid>().Distinct().ToList();
        var drivers = rows.Select(row => row.DriverId).OfType<Guid>().Distinct().ToList();
        var moves = (await data.Moves.AsNoTracking().Where(move => requests.Contains(move.RequestId) && move.Area == key.Area && move.Day == key.Day)
            .Select(move => new { move.RequestId, move.MoveId, move.Kind }).ToListAsync(cancellationToken)).ToLookup(move => move.RequestId);
        var vehicles = await data.Requests.AsNoTracking().Where(request => requests.Contains(request.RequestId) && request.Vehicle != null)
            .ToDictionaryAsync(request => request.RequestId, request => request.Vehicle!, cancellationToken);
        var names = await data.Drivers.AsNoTracking().Where(driver => drivers.Contains(driver.DriverId))
            .ToDictionaryAsync(driver => driver.DriverId, driver => driver.Name, cancellationToken);
        return [.. rows.OrderBy(row => row.At).ThenBy(row => row.WrittenId).Select(row => new MessageAnswer
        {
            WrittenId = row.WrittenId,
            RequestId = row.RequestId,
            MoveId = row.RequestId is { } request && moves[request].Any() ? moves[request].MinBy(move => move.Kind)!.MoveId : null,
            Plate = row.RequestId is { } known && vehicles.TryGetValue(known, out var vehicle) ? JsonSerializer.Deserialize<Vehicle>(vehicle, WireJson.Options)!.Plate : null,
            DriverId = row.DriverId,
            DriverName = row.DriverId is { } driver ? names.GetValueOrDefault(driver) : null,
            By = row.By,
            Text = row.Text,
            At = row.At,
            ReadAt = row.ReadAt,
            ReadBy = row.ReadBy,
        })];
    }

    /// <summary>Keeps what a dispatcher writes and tells it, in one transaction; the same again changes nothing. Null when it is done, else why not.</summary>
    public async Task<ProblemHttpResult?> Send(DayKey key, MessageBody body, string by, CancellationToken cancellationToken)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellationToken);
        await days.Take(key, cancellationToken);
        if (await data.Messages.AsNoTracking().SingleOrDefaultAsync(row => row.WrittenId == body.WrittenId, cancellationToken) is { } known)
        {
            return known.By is not null && known.RequestId == body.RequestId && known.DriverId == body.DriverId && known.Text == body.Text
                ? null
                : DispatchFaults.MessageIdTaken.With("Make a new UUID for each message.");
        }

        if (body.RequestId is { } request && !await data.Moves.AnyAsync(move => move.RequestId == request && move.Area == key.Area, cancellationToken))
            return DispatchFaults.UnknownRequest.With($"The area '{key.Area}' has no request {request}.");
        if (body.DriverId is { } driver && !await data.Drivers.AnyAsync(row => row.DriverId == driver && row.Area == key.Area, cancellationToken))
            return DispatchFaults.UnknownDriver.With($"The area '{key.Area}' has no driver {driver}. GET /api/drivers lists those there are.");

        var now = clock.GetUtcNow();
        var message = new MessageRow
        {
            WrittenId = body.WrittenId!.Value, Area = key.Area, Day = key.Day, RequestId = body.RequestId, DriverId = body.DriverId,
            By = by, Text = body.Text!, At = now, ReadAt = now, ReadBy = by,
        };
        data.Add(message);
        data.Publish(new DispatcherWrote
        {
            WrittenId = message.WrittenId, Area = key.Area, Day = key.Day, RequestId = body.RequestId, DriverId = body.DriverId, Text = message.Text, By = by, At = now,
        });
        await days.NoteMessage(message, cancellationToken);
        await data.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>Notes that a dispatcher has read messages. Those that are read already, or are not there any more, stay as they are.</summary>
    public async Task Read(IReadOnlyList<Guid> written, string by, CancellationToken cancellationToken)
    {
        await using var transaction = await data.Database.BeginTransactionAsync(cancellationToken);
        foreach (var message in await data.Messages.Where(row => written.Contains(row.WrittenId) && row.ReadAt == null).ToListAsync(cancellationToken))
        {
            (message.ReadAt, message.ReadBy) = (clock.GetUtcNow(), by);
            await days.NoteMessage(message, cancellationToken);
        }

        await data.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
