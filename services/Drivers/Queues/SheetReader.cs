using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Contracts.Drivers;
using Routing.Contracts.Values;
using Routing.Drivers.Data;
using Routing.Drivers.Steps;

namespace Routing.Drivers.Queues;

/// <summary>
/// A device's view of its driver's queue. Keeps nothing in memory, so that any process may answer any call.
/// </summary>
internal sealed partial class SheetReader(
    DriversContext context, IDriverQueue queue, QueueBell bell, StepBook steps, IOptions<DriversOptions> options, TimeProvider clock, ILogger<SheetReader> log)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The sheet that the device should have next: the earliest day's newest one that no device has acknowledged, or else
    /// the one in force; null when there is none. Waits for an unacknowledged one up to <paramref name="wait"/>.
    /// </summary>
    public async Task<RouteAnswer?> Next(Guid driverId, DateOnly? day, TimeSpan wait, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            var rung = bell.Next;
            if (await Unacknowledged(driverId, day, cancellationToken) is { } next) return next;
            var left = wait - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero) return await InForce(driverId, day, cancellationToken);
            await rung.WaitAsync(left < Poll ? left : Poll, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Notes that a device has a sheet, and takes it off the queue.</summary>
    /// <returns>False if no such sheet was ever assigned.</returns>
    public async Task<bool> Acknowledge(Guid driverId, string area, DateOnly day, int planVersion, CancellationToken cancellationToken)
    {
        var row = await context.Sheets.FindAsync([driverId, day, area], cancellationToken);
        if (row is null || planVersion < 1 || planVersion > row.PlanVersion) return false;
        if (planVersion > row.AcknowledgedVersion)
        {
            var now = clock.GetUtcNow();
            row.AcknowledgedVersion = planVersion;
            row.AcknowledgedAt = now;
            row.Version++;
            context.Publish(new AssignmentAcknowledged { DriverId = driverId, Area = area, Day = day, PlanVersion = planVersion, At = now });
            try
            {
                await context.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateConcurrencyException)
            {
                // A newer sheet came in, or the other hand acknowledged, at this moment: look again.
                context.ChangeTracker.Clear();
                return await Acknowledge(driverId, area, day, planVersion, cancellationToken);
            }
        }

        // If this is not reached, the next reader takes it away.
        await Look(driverId, cancellationToken);
        return true;
    }

    private async Task<RouteAnswer?> Unacknowledged(Guid driverId, DateOnly? day, CancellationToken cancellationToken)
    {
        var waiting = await Look(driverId, cancellationToken);
        var next = waiting
            .Where(sheet => day is null || sheet.Day == day)
            .OrderBy(sheet => sheet.Day).ThenByDescending(sheet => sheet.PlanVersion).FirstOrDefault();
        return next is null
            ? null
            : await Answer(isAcknowledged: false, next.Revoked, JsonSerializer.Deserialize<RouteSheet>(next.Body, WireJson.Options)!, cancellationToken);
    }

    private async Task<IReadOnlyList<QueuedSheet>> Look(Guid driverId, CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - StoredSheet.Slack;
        var known = await context.Sheets.AsNoTracking().Where(sheet => sheet.DriverId == driverId && sheet.DayEnd > oldest)
            .ToDictionaryAsync(sheet => (sheet.Area, sheet.Day), sheet => new { sheet.PlanVersion, sheet.AcknowledgedVersion, sheet.PostedVersion }, cancellationToken);
        if (known.Values.All(sheet => sheet.PostedVersion == 0)) return [];
        try
        {
            return await queue.Look(
                driverId,
                // Days that are over, versions that are superseded or acknowledged are of no use to anybody.
                sheet => known.TryGetValue((sheet.Area, sheet.Day), out var row)
                    && sheet.PlanVersion >= row.PlanVersion && sheet.PlanVersion > row.AcknowledgedVersion,
                cancellationToken);
        }
        catch (QueueAwayException exception)
        {
            // The sheet in force is in the database; the driver need not wait for the broker.
            LogAway(exception.Message);
            return [];
        }
    }

    private async Task<RouteAnswer?> InForce(Guid driverId, DateOnly? day, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var row = await context.Sheets.AsNoTracking()
            .Where(sheet => sheet.DriverId == driverId && (day == null ? sheet.DayEnd > now : sheet.Day == day))
            // One that was taken back counts only until a device knows.
            .Where(sheet => !sheet.Revoked || sheet.AcknowledgedVersion < sheet.PlanVersion)
            .OrderBy(sheet => sheet.Day).FirstOrDefaultAsync(cancellationToken);
        return row is null ? null : await Answer(row.IsAcknowledged, row.Revoked, row.Read(), cancellationToken);
    }

    private async Task<RouteAnswer> Answer(bool isAcknowledged, bool isRevoked, RouteSheet sheet, CancellationToken cancellationToken)
    {
        var (stops, lists) = await steps.For(sheet, cancellationToken);
        var moves = stops.Select(stop => stop.MoveId).ToHashSet();
        var corrected = await context.Corrections.AsNoTracking().Where(correction => moves.Contains(correction.MoveId) && correction.Undone != null)
            .OrderBy(correction => correction.At).Select(correction => new StopUndone(correction.MoveId, correction.StopIndex, correction.Undone!.Value, correction.ToldAt)).ToListAsync(cancellationToken);
        return new RouteAnswer(isAcknowledged, isRevoked, sheet, stops, lists, options.Value.WaitMinutes, corrected);
    }

    [LoggerMessage(313, LogLevel.Warning, "{Reason} Devices get their sheets out of the database meanwhile")]
    private partial void LogAway(string reason);
}

/// <summary>What a device gets when it asks for its route.</summary>
/// <param name="Acknowledged">True when a device of the driver has acknowledged this version.</param>
/// <param name="Revoked">True when the route was taken back; the sheet has no stops then.</param>
/// <param name="Sheet">The route.</param>
/// <param name="StopSteps">Which version of the workshops' steps counts at each stop of a move.</param>
/// <param name="StepLists">The versions that they name, so that they can be done without signal.</param>
/// <param name="WaitMinutes">How long to wait for a customer who is not there.</param>
/// <param name="Corrected">What dispatchers took back of what was told: it does not count, on the device either.</param>
internal sealed record RouteAnswer(
    bool Acknowledged, bool Revoked, RouteSheet Sheet, IReadOnlyList<StopSteps> StopSteps, IReadOnlyList<StepListShown> StepLists, int WaitMinutes,
    IReadOnlyList<StopUndone> Corrected);

/// <summary>What did not happen at a stop.</summary>
/// <param name="MoveId">The move.</param>
/// <param name="StopIndex">Which of its stops, from 0.</param>
/// <param name="Undone">What was told.</param>
/// <param name="ToldAt">For when it was told: what is told for a later time counts.</param>
internal sealed record StopUndone(Guid MoveId, int StopIndex, StopEvent Undone, DateTimeOffset ToldAt);
