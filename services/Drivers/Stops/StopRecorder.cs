using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Contracts.Drivers;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Contacts;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Queues;
using Routing.Drivers.Reports;
using Routing.Drivers.Steps;

namespace Routing.Drivers.Stops;

/// <summary>
/// Writes down what a device tells of a stop, once, and tells the other services: state, answer and messages are one
/// transaction.
/// </summary>
internal sealed class StopRecorder(
    DriversContext context, CallingDevice device, ReportRules rules, StepBook steps, CustomerLinks links, IOptions<DriversOptions> options, TimeProvider clock)
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
        var sheet = await context.Sheets.AsNoTracking()
            .FirstAsync(each => each.DriverId == device.DriverId && each.Day == stop.Day && each.Area == stop.Area, cancellationToken);
        if (OutsideDay(sheet, told.At) is { } outside) return outside;
        if (told is FailTold { Reason: FailureReason.Absent } && StillWaiting(stop, told.At) is { } waiting) return waiting;
        var planned = sheet.Read().Stops.FirstOrDefault(each => each.MoveId == moveId && each.StopIndex == stopIndex);
        if (told is ReportTold report && await rules.Refuse(stop, planned, action, report, cancellationToken) is { } refused) return refused;

        var now = clock.GetUtcNow();
        var distance = Distance(told, planned);
        Apply(stop, action, told, all);
        if (told is ArriveTold arrived) await Begin(stop, planned, arrived, cancellationToken);
        Publish(stop, planned, action, told, distance, all, now);
        if (told is ReportTold said) AddReport(stop, action, said, distance, now);
        if (stop.IsDone) await ContactStore.Forget(context, stop, now, cancellationToken);
        var answer = new StopAnswer(told.EventId, moveId, stopIndex, stop.IsDone, told is ReportTold ? told.EventId : null, told.At, now, stop.WaitsUntil);
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
    private static ProblemHttpResult? OutsideDay(StoredSheet sheet, DateTimeOffset at) =>
        at >= sheet.DayStart - StoredSheet.Slack && at < sheet.DayEnd + StoredSheet.Slack
            ? null
            : DriversFaults.OutsideDay.With($"'at' is {at:O}, but the stop is on {sheet.Day:O}. Set the device's clock.");

    /// <summary>Nobody is absent before they were waited for.</summary>
    private static ProblemHttpResult? StillWaiting(StopProgress stop, DateTimeOffset at) => stop switch
    {
        { IsAtCustomer: false } => null,
        { ArrivedAt: null } => DriversFaults.OutOfOrder.With("Tell first that you have arrived: the waiting time begins then."),
        { WaitsUntil: { } until } when at < until => DriversFaults.StillWaiting.With($"Wait for the customer until {until:O}, call them, and tell it then."),
        _ => null,
    };

    /// <summary>From the arrival on the steps stay as they are, and the customer is waited for.</summary>
    private async Task Begin(StopProgress stop, RouteStop? planned, ArriveTold told, CancellationToken cancellationToken)
    {
        if (planned?.WorkshopId is { } workshop)
        {
            var present = await steps.Present(workshop, cancellationToken);
            stop.StepsVersion ??= Math.Min(told.StepsVersion ?? present, present);
        }

        if (!stop.IsAtCustomer) return;
        var begins = planned?.Window is { } window && window.From > told.At ? window.From : told.At;
        stop.WaitsUntil = begins.AddMinutes(options.Value.WaitMinutes);
    }

    private static int? Distance(StopTold told, RouteStop? planned) =>
        told.Position is { } here && planned is not null ? (int)Math.Round(Ground.Metres(here.ToPlace(), planned.Place)) : null;

    private static void Apply(StopProgress stop, StopAction action, StopTold told, List<StopProgress> all)
    {
        stop.Version++;
        if (action is not (StopAction.Fail or StopAction.Late))
        {
            foreach (var before in all.Where(other => other.MoveId == stop.MoveId && other.StopIndex < stop.StopIndex && other is { EndsWithGoingOn: true, IsDone: false }))
            {
                before.DoneAt = told.At;
                before.Version++;
            }
        }

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

    private void AddReport(StopProgress stop, StopAction action, ReportTold report, int? distance, DateTimeOffset now) => context.Reports.Add(new ConditionReport
    {
        ReportId = report.EventId,
        MoveId = stop.MoveId,
        StopIndex = stop.StopIndex,
        RequestId = stop.RequestId,
        DriverId = device.DriverId,
        DeviceId = device.DeviceId,
        Kind = action == StopAction.Collect ? ReportKind.Collected : ReportKind.HandedOver,
        IsCourtesy = ReportRules.IsCourtesy(stop, action),
        MileageKm = report.MileageKm!.Value,
        FuelPercent = report.FuelPercent,
        ChargePercent = report.ChargePercent,
        Damages = JsonSerializer.Serialize(report.Damages ?? [], WireJson.Options),
        Announced = JsonSerializer.Serialize(report.Photos ?? [], WireJson.Options),
        Note = report.Note,
        Signature = report.Signature,
        SignedBy = report.SignedBy,
        CodeMatched = string.IsNullOrWhiteSpace(report.Code) ? null : report.Code.Trim() == links.CodeOf(stop.RequestId),
        CarRead = report.Plate?.Trim() ?? report.VinEnd?.Trim(),
        Handover = report.Handover ?? HandoverKind.InPerson,
        StepsVersion = stop.StepsVersion ?? 0,
        Answers = JsonSerializer.Serialize(report.Answers ?? [], WireJson.Options),
        DistanceMetres = distance,
        Lon = report.Position?.Lon,
        Lat = report.Position?.Lat,
        AccuracyMetres = report.Position?.AccuracyMetres,
        At = report.At,
        ReceivedAt = now,
    });

    private void Publish(StopProgress stop, RouteStop? planned, StopAction action, StopTold told, int? distance, List<StopProgress> all, DateTimeOffset now)
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
                At = told.At, ReceivedAt = now, Position = position, WaitsUntil = stop.WaitsUntil,
            },
            (StopAction.Fail, FailTold failed) => new StopFailed
            {
                DriverId = driver, Area = area, Day = day, MoveId = move, StopIndex = index, RequestId = request,
                Reason = failed.Reason!.Value, Note = failed.Note, At = told.At, ReceivedAt = now, Position = position,
                Consequence = FailureConsequences.Of(failed.Reason.Value, stop, all.Where(other => other.MoveId == move)),
            },
            (StopAction.Collect, ReportTold report) => new VehicleCollected
            {
                DriverId = driver, Area = area, Day = day, MoveId = move, StopIndex = index, RequestId = request,
                StopDone = stop.IsDone, ReportId = told.EventId, MileageKm = report.MileageKm!.Value,
                EnergyPercent = report.FuelPercent ?? report.ChargePercent,
                DamageCount = report.Damages?.Count ?? 0, PhotoCount = report.Photos?.Count ?? 0,
                At = told.At, ReceivedAt = now, Position = position, Handover = At(stop, report), DistanceMetres = distance,
                Courtesy = ReportRules.CourtesyAt(stop, planned, action),
            },
            (StopAction.HandOver, ReportTold report) => new VehicleHandedOver
            {
                DriverId = driver, Area = area, Day = day, MoveId = move, StopIndex = index, RequestId = request,
                StopDone = stop.IsDone, ReportId = told.EventId, MileageKm = report.MileageKm!.Value,
                EnergyPercent = report.FuelPercent ?? report.ChargePercent, IsSigned = !string.IsNullOrEmpty(report.Signature),
                At = told.At, ReceivedAt = now, Position = position, Handover = At(stop, report), DistanceMetres = distance,
                Courtesy = ReportRules.CourtesyAt(stop, planned, action),
            },
            _ => throw new ArgumentException($"{action} cannot be told by a {told.GetType().Name}.", nameof(told)),
        };
        context.Publish(message);

        static HandoverKind? At(StopProgress stop, ReportTold report) => stop.IsAtCustomer ? report.Handover ?? HandoverKind.InPerson : null;
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
/// <param name="WaitsUntil">Until when the driver waits for the customer; null where nobody is waited for.</param>
internal sealed record StopAnswer(
    Guid EventId, Guid MoveId, int StopIndex, bool StopDone, Guid? ReportId, DateTimeOffset At, DateTimeOffset ReceivedAt, DateTimeOffset? WaitsUntil);
