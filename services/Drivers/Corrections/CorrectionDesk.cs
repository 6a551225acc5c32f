using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Drivers;
using Routing.Contracts.Values;
using Routing.Drivers.Data;
using Routing.Drivers.Reports;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Corrections;

/// <summary>
/// Takes back or corrects what was told of a stop, as a new event with a reason: a wrong tap that was noticed too late, a
/// misread odometer, a car that stands at the roadside and not in its driver's hands. State and message are one transaction.
/// </summary>
internal sealed class CorrectionDesk(DriversContext context, TimeProvider clock)
{
    private const string Nothing = "nothing";

    public async Task<Results<Ok<CorrectionShown>, ProblemHttpResult>> Correct(Guid moveId, int stopIndex, CorrectionBody body, string by, CancellationToken cancellationToken)
    {
        if (body.CorrectionId is { } id && await context.Corrections.FindAsync([id], cancellationToken) is { } known)
            return (known.MoveId, known.StopIndex) == (moveId, stopIndex) ? TypedResults.Ok(CorrectionShown.Of(known)) : DriversFaults.EventIdUsed.With("Make a new UUIDv7 for each correction.");
        var move = await context.Stops.Where(other => other.MoveId == moveId).ToListAsync(cancellationToken);
        if (move.Find(other => other.StopIndex == stopIndex) is not { } stop) return DriversFaults.UnknownStop.With($"No sheet names stop {stopIndex} of move {moveId}.");
        var kind = KindOf(stop, body);
        var told = kind is { } which ? ToldAt(stop, which) : null;
        if (kind is null || told is not { } toldAt) return DriversFaults.NothingToCorrect.With($"That was not told of the stop, or is corrected already. Told are: {Told(stop)}.");
        if (body.Undo is not (null or StopEvent.Failed) && move.Find(later => later.StopIndex > stopIndex && Told(later) != Nothing) is { } after)
            return DriversFaults.OutOfOrder.With($"Stop {after.StopIndex} of the move was told after it ({Told(after)}): correct that first.");
        if (body.Undo is not null && await LaterMove(stop, toldAt, cancellationToken) is { } since)
            return DriversFaults.OutOfOrder.With($"Stop {since.StopIndex} of move {since.MoveId} was told after it ({Told(since)}), for the same request: correct that first.");
        var report = await ReportOf(stop, kind.Value, cancellationToken);
        if (body.MileageKm is not null && report is null) return DriversFaults.NothingToCorrect.With("No report of the stop has a mileage.");

        var made = new Correction
        {
            CorrectionId = body.CorrectionId ?? Guid.CreateVersion7(clock.GetUtcNow()),
            MoveId = moveId,
            StopIndex = stopIndex,
            RequestId = stop.RequestId,
            Undone = body.Undo,
            ToldAt = UpTo(toldAt),
            ReportId = report?.ReportId,
            MileageKm = body.MileageKm,
            Reason = body.Reason!.Trim(),
            By = by,
            At = clock.GetUtcNow(),
        };
        context.Corrections.Add(made);
        if (body.Undo is { } undone)
        {
            Undo(stop, undone);

            // A car that was never taken over was not charged either.
            foreach (var later in move.Where(later => later.StopIndex > stopIndex && later is { EndsWithGoingOn: true, IsDone: true }))
            {
                later.DoneAt = null;
                later.Version++;
            }
        }

        context.Publish(new StopCorrected
        {
            CorrectionId = made.CorrectionId, DriverId = report?.DriverId ?? stop.DriverId ?? Guid.Empty, Area = stop.Area, Day = stop.Day, MoveId = moveId, StopIndex = stopIndex,
            RequestId = stop.RequestId, Undone = made.Undone, ToldAt = made.ToldAt, MileageKm = made.MileageKm, Reason = made.Reason, By = by, At = made.At,
            Courtesy = report is { IsCourtesy: true } ? await CourtesyAt(stop, kind.Value, cancellationToken) : null,
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException)
        {
            return DriversFaults.ChangedMeanwhile.With("Look at the stop again, and correct it if that is still wanted.");
        }

        return TypedResults.Ok(CorrectionShown.Of(made));
    }

    private async Task<CourtesyVisit?> CourtesyAt(StopProgress stop, StopEvent kind, CancellationToken cancellationToken)
    {
        var sheet = await context.Sheets.AsNoTracking().FirstOrDefaultAsync(each => each.DriverId == stop.DriverId && each.Day == stop.Day && each.Area == stop.Area, cancellationToken);
        var planned = sheet?.Read().Stops.FirstOrDefault(each => each.MoveId == stop.MoveId && each.StopIndex == stop.StopIndex);
        return ReportRules.CourtesyAt(stop, planned, kind == StopEvent.Collected ? StopAction.Collect : StopAction.HandOver);
    }

    /// <summary>A stop of another move of the request that was told since: what came first is corrected last.</summary>
    private async Task<StopProgress?> LaterMove(StopProgress stop, DateTimeOffset toldAt, CancellationToken cancellationToken) =>
        (await context.Stops.Where(other => other.RequestId == stop.RequestId && other.MoveId != stop.MoveId).ToListAsync(cancellationToken))
            .Find(other => other.CollectedAt > toldAt || other.HandedOverAt > toldAt || other.FailedAt > toldAt);

    /// <summary>What is corrected: what is to be undone or, with a mileage alone, the last time a car changed hands there.</summary>
    private static StopEvent? KindOf(StopProgress stop, CorrectionBody body) =>
        body.Undo ?? (stop.HandedOverAt > stop.CollectedAt || stop.CollectedAt is null ? StopEvent.HandedOver : StopEvent.Collected);

    private static DateTimeOffset? ToldAt(StopProgress stop, StopEvent kind) => kind switch
    {
        StopEvent.Arrived => stop is { CollectedAt: null, HandedOverAt: null, FailedAt: null } ? stop.ArrivedAt : null,
        StopEvent.Collected => stop.CollectedAt,
        StopEvent.HandedOver => stop.HandedOverAt,
        _ => stop.FailedAt,
    };

    /// <summary>Databases keep instants less finely than messages: with the whole millisecond none of them is missed.</summary>
    private static DateTimeOffset UpTo(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds() + 1);

    private static string Told(StopProgress stop)
    {
        (string Name, DateTimeOffset? At)[] all = [("arrived", stop.ArrivedAt), ("collected", stop.CollectedAt), ("handedOver", stop.HandedOverAt), ("failed", stop.FailedAt)];
        var told = all.Where(each => each.At is not null).Select(each => each.Name).ToList();
        return told.Count > 0 ? string.Join(", ", told) : Nothing;
    }

    private static void Undo(StopProgress stop, StopEvent undone)
    {
        stop.Version++;
        switch (undone)
        {
            case StopEvent.Arrived:
                stop.ArrivedAt = stop.WaitsUntil = null;
                stop.StepsVersion = null;
                break;
            case StopEvent.Collected:
                stop.CollectedAt = stop.DoneAt = null;
                break;
            case StopEvent.HandedOver:
                stop.HandedOverAt = stop.DoneAt = null;
                break;
            case StopEvent.Failed:
                stop.FailedAt = null;
                break;
        }
    }

    private Task<ConditionReport?> ReportOf(StopProgress stop, StopEvent kind, CancellationToken cancellationToken)
    {
        var wanted = kind == StopEvent.Collected ? ReportKind.Collected : ReportKind.HandedOver;
        return kind is StopEvent.Collected or StopEvent.HandedOver
            ? context.Reports.Where(report => report.MoveId == stop.MoveId && report.StopIndex == stop.StopIndex && report.Kind == wanted)
                .OrderByDescending(report => report.At).FirstOrDefaultAsync(cancellationToken)
            : Task.FromResult<ConditionReport?>(null);
    }
}
