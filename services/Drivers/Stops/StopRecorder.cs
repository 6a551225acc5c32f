using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Contracts.Drivers;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Contacts;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Queues;
using Routing.Drivers.Reports;

namespace Routing.Drivers.Stops;

/// <summary>
/// Writes down what a device tells of a stop, once, and tells the other services: state, answer and messages are one
/// transaction.
/// </summary>
internal sealed class StopRecorder(DriversContext context, CallingDevice device, CustomerLinks links, TimeProvider clock)
{
    // Who comes second at the same moment looks again; with this many at once something else is wrong.
    private const int Attempts = 5;

    public async Task<Results<Ok<StopAnswer>, ProblemHttpResult>> Record(
        Guid moveId, int stopIndex, StopAction action, StopTold told, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var result = await Try(moveId, stopIndex, action, told, cancellationToken);
                // Refused because the same event, told at the same moment, was written in between? Then it has an answer.
                return result.Result is ProblemHttpResult && await Repeated(told, Subject(moveId, stopIndex, action), cancellationToken) is { } repeated
                    ? repeated
                    : result;
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                context.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Results<Ok<StopAnswer>, ProblemHttpResult>> Try(
        Guid moveId, int stopIndex, StopAction action, StopTold told, CancellationToken cancellationToken)
    {
        var subject = Subject(moveId, stopIndex, action);
        if (await Repeated(told, subject, cancellationToken) is { } repeated) return repeated;
        var stop = await context.Stops.FindAsync([moveId, stopIndex], cancellationToken);
        if (stop is null) return DriversFaults.UnknownStop.With($"No sheet names stop {stopIndex} of move {moveId}. GET /api/route has yours.");
        if (stop.DriverId != device.DriverId)
            return DriversFaults.NotYourStop.With("By the newest plan the stop is not yours (any more). GET /api/route has your present route.");
        var all = await context.Stops
            .Where(other => other.MoveId == moveId
                || (other.DriverId == device.DriverId && other.Day == stop.Day && other.Area == stop.Area))
            .ToListAsync(cancellationToken);
        if (StopOrder.Check(stop, action, all) is { } disorder) return disorder;
        if (await OutsideDay(stop, told.At, cancellationToken) is { } outside) return outside;
        if (told is ReportTold report && await FallenMileage(stop, action, report, cancellationToken) is { } fallen) return fallen;

        var now = clock.GetUtcNow();
        Apply(stop, action, told, all);
        Publish(stop, action, told, now);
        if (told is ReportTold said) AddReport(stop, action, said, now);
        if (stop is { IsDone: true, IsLastOfMove: true })
            await ContactStore.WipeIfOver(context, stop.RequestId, stop.MoveId, now, cancellationToken);
        var answer = new StopAnswer(told.EventId, moveId, stopIndex, stop.IsDone, told is ReportTold ? told.EventId : null, told.At, now);
        context.Events.Add(new DeviceEvent
        {
            EventId = told.EventId,
            DriverId = device.DriverId,
            DeviceId = device.DeviceId,
            Subject = subject,
            At = told.At,
            ReceivedAt = now,
            Answer = JsonSerializer.Serialize(answer, WireJson.Options),
        });
        await context.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(answer);
    }

    /// <returns>Null when the event is new.</returns>
    private async Task<Results<Ok<StopAnswer>, ProblemHttpResult>?> Repeated(StopTold told, string subject, CancellationToken cancellationToken)
    {
        var earlier = await context.Events.AsNoTracking().FirstOrDefaultAsync(each => each.EventId == told.EventId, cancellationToken);
        if (earlier is null) return null;
        return earlier.DriverId == device.DriverId && earlier.Subject == subject
            ? TypedResults.Ok(JsonSerializer.Deserialize<StopAnswer>(earlier.Answer, WireJson.Options)!)
            : DriversFaults.EventIdUsed.With("Make a new UUIDv7 for each thing that is told.");
    }

    private static string Subject(Guid moveId, int stopIndex, StopAction action) => $"{action} {moveId} {stopIndex}";

    /// <summary>An event's time is the device's, held against the day of the route alone: a day may be played before it comes.</summary>
    private async Task<ProblemHttpResult?> OutsideDay(StopProgress stop, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var day = await context.Sheets.AsNoTracking()
            .Where(sheet => sheet.DriverId == device.DriverId && sheet.Day == stop.Day && sheet.Area == stop.Area)
            .Select(sheet => new { sheet.DayStart, sheet.DayEnd }).FirstAsync(cancellationToken);
        return at >= day.DayStart - StoredSheet.Slack && at < day.DayEnd + StoredSheet.Slack
            ? null
            : DriversFaults.OutsideDay.With($"'at' is {at:O}, but the stop is on {stop.Day:O}. Set the device's clock.");
    }

    /// <summary>A car's mileage only rises, from one report of it to the next within a request.</summary>
    private async Task<ProblemHttpResult?> FallenMileage(
        StopProgress stop, StopAction action, ReportTold report, CancellationToken cancellationToken)
    {
        var isCourtesy = IsCourtesy(stop, action);
        var before = await context.Reports
            .Where(each => each.RequestId == stop.RequestId && each.IsCourtesy == isCourtesy)
            .MaxAsync(each => (int?)each.MileageKm, cancellationToken);
        return report.MileageKm < before
            ? DriversFaults.MileageFalls.With($"'mileageKm' is {report.MileageKm}, but the car had {before} km before. Read the odometer again.")
            : null;
    }

    /// <summary>At a swap the car that is handed over is the courtesy car, and the one that is taken is the customer's.</summary>
    private static bool IsCourtesy(StopProgress stop, StopAction action) =>
        stop.IsCourtesy || (stop.Kind == StopKind.Swap && action == StopAction.HandOver);

    private static void Apply(StopProgress stop, StopAction action, StopTold told, List<StopProgress> all)
    {
        stop.Version++;
        switch (action)
        {
            case StopAction.Depart:
                stop.DepartedAt = told.At;
                // On the way to one place at a time: whoever turns round has not departed to the other.
                foreach (var other in all.Where(other => other != stop && other.DriverId == stop.DriverId && other is { DepartedAt: not null, ArrivedAt: null }))
                {
                    other.DepartedAt = null;
                    other.Version++;
                }

                break;
            case StopAction.Arrive:
                stop.ArrivedAt = told.At;
                break;
            case StopAction.Collect:
                stop.CollectedAt = told.At;
                if (stop.Kind != StopKind.Swap || stop.HandedOverAt is not null) stop.DoneAt = told.At;
                break;
            case StopAction.HandOver:
                stop.HandedOverAt = told.At;
                if (stop.Kind != StopKind.Swap || stop.CollectedAt is not null) stop.DoneAt = told.At;
                break;
            case StopAction.Fail:
                stop.FailedAt = told.At;
                break;
        }
    }

    private void AddReport(StopProgress stop, StopAction action, ReportTold report, DateTimeOffset now) => context.Reports.Add(new ConditionReport
    {
        ReportId = report.EventId,
        MoveId = stop.MoveId,
        StopIndex = stop.StopIndex,
        RequestId = stop.RequestId,
        DriverId = device.DriverId,
        DeviceId = device.DeviceId,
        Kind = action == StopAction.Collect ? ReportKind.Collected : ReportKind.HandedOver,
        IsCourtesy = IsCourtesy(stop, action),
        MileageKm = report.MileageKm!.Value,
        FuelPercent = report.FuelPercent,
        ChargePercent = report.ChargePercent,
        Damages = JsonSerializer.Serialize(report.Damages ?? [], WireJson.Options),
        Announced = JsonSerializer.Serialize(report.Photos ?? [], WireJson.Options),
        Note = report.Note,
        Signature = report.Signature,
        SignedBy = report.SignedBy,
        CodeMatched = string.IsNullOrWhiteSpace(report.Code) ? null : report.Code.Trim() == links.CodeOf(stop.RequestId),
        Lon = report.Position?.Lon,
        Lat = report.Position?.Lat,
        AccuracyMetres = report.Position?.AccuracyMetres,
        At = report.At,
        ReceivedAt = now,
    });

    private void Publish(StopProgress stop, StopAction action, StopTold told, DateTimeOffset now)
    {
        var (driver, area, day, move, index, request) = (device.DriverId, stop.Area, stop.Day, stop.MoveId, stop.StopIndex, stop.RequestId);
        var position = told.Position?.ToPlace();
        object message = (action, told) switch
        {
            (StopAction.Depart, _) => new DriverDeparted
            {
                DriverId = driver, Area = area, Day = day, MoveId = move, StopIndex = index, RequestId = request,
                At = told.At, ReceivedAt = now, Position = position,
            },
            (StopAction.Late, LateTold late) => new DriverDelayed
            {
                DriverId = driver, Area = area, Day = day, MoveId = move, StopIndex = index, RequestId = request,
                Eta = late.Eta!.Value, At = told.At, ReceivedAt = now, Position = position,
            },
            (StopAction.Arrive, _) => new StopArrived
            {
                DriverId = driver, Area = area, Day = day, MoveId = move, StopIndex = index, RequestId = request,
                At = told.At, ReceivedAt = now, Position = position,
            },
            (StopAction.Fail, FailTold failed) => new StopFailed
            {
                DriverId = driver, Area = area, Day = day, MoveId = move, StopIndex = index, RequestId = request,
                Reason = failed.Reason!.Value, Note = failed.Note, At = told.At, ReceivedAt = now, Position = position,
            },
            (StopAction.Collect, ReportTold report) => new VehicleCollected
            {
                DriverId = driver, Area = area, Day = day, MoveId = move, StopIndex = index, RequestId = request,
                StopDone = stop.IsDone, ReportId = told.EventId, MileageKm = report.MileageKm!.Value,
                EnergyPercent = report.FuelPercent ?? report.ChargePercent,
                DamageCount = report.Damages?.Count ?? 0, PhotoCount = report.Photos?.Count ?? 0,
                At = told.At, ReceivedAt = now, Position = position,
            },
            (StopAction.HandOver, ReportTold report) => new VehicleHandedOver
            {
                DriverId = driver, Area = area, Day = day, MoveId = move, StopIndex = index, RequestId = request,
                StopDone = stop.IsDone, ReportId = told.EventId, MileageKm = report.MileageKm!.Value,
                At = told.At, ReceivedAt = now, Position = position,
            },
            _ => throw new ArgumentException($"{action} cannot be told by a {told.GetType().Name}.", nameof(told)),
        };
        context.Publish(message);
    }
}

/// <summary>What a device is answered; told again, the same.</summary>
/// <param name="EventId">The event.</param>
/// <param name="MoveId">The move.</param>
/// <param name="StopIndex">Which of its stops, from 0.</param>
/// <param name="StopDone">True when nothing is left to do at the stop.</param>
/// <param name="ReportId">Where the photos go, <c>/api/reports/ID/photos</c>; equal to the event's id. Null where nothing changed hands.</param>
/// <param name="At">When it happened.</param>
/// <param name="ReceivedAt">When it was received.</param>
internal sealed record StopAnswer(
    Guid EventId, Guid MoveId, int StopIndex, bool StopDone, Guid? ReportId, DateTimeOffset At, DateTimeOffset ReceivedAt);
