using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>What drivers do: of each kind the latest time counts, by the device's clock and never by ours.</summary>
internal sealed partial class DayWriter
{
    /// <summary>For so long a matched position is better than newer measured ones: the next match is on its way.</summary>
    public static readonly TimeSpan MatchCounts = TimeSpan.FromSeconds(20);

    public async Task On(AssignmentAcknowledged message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var row = await Driver(day, message.DriverId, cancellationToken);
        if (message.PlanVersion <= row.AcknowledgedVersion) return;
        row.AcknowledgedVersion = message.PlanVersion;
        row.AcknowledgedAt = message.At;
        await Note(day, "acknowledged", new { message.DriverId, message.PlanVersion, message.At }, cancellationToken);
    }

    public async Task On(DriverDeparted message, CancellationToken cancellationToken)
    {
        var day = await Active(message.Area, message.Day, message.DriverId, message.At, cancellationToken);
        if (message.MoveId is { } moveId)
        {
            var stop = await Stop(day, message.DriverId, moveId, message.StopIndex, cancellationToken);
            stop.DepartedAt = Later(stop.DepartedAt, message.At);
        }
        else
        {
            var driver = await Driver(day, message.DriverId, cancellationToken);
            driver.DepartedAt = Later(driver.DepartedAt, message.At);
        }

        await NoteStop(day, "departed", message.DriverId, message.MoveId, message.StopIndex, message.RequestId, message.At, cancellationToken);
    }

    public async Task On(DriverDelayed message, CancellationToken cancellationToken)
    {
        var day = await Active(message.Area, message.Day, message.DriverId, message.At, cancellationToken);
        var stop = await Stop(day, message.DriverId, message.MoveId, message.StopIndex, cancellationToken);
        if (message.At < stop.EtaAt) return;
        (stop.EtaAt, stop.Eta) = (message.At, message.Eta);
        await Note(day, "eta", new { message.DriverId, message.MoveId, message.StopIndex, message.RequestId, message.Eta, bySelf = true }, cancellationToken);
    }

    public async Task On(StopArrived message, CancellationToken cancellationToken)
    {
        var day = await Active(message.Area, message.Day, message.DriverId, message.At, cancellationToken);
        var stop = await Stop(day, message.DriverId, message.MoveId, message.StopIndex, cancellationToken);
        if (message.At <= stop.ArrivedNot) return;
        stop.ArrivedAt = Later(stop.ArrivedAt, message.At);
        await NoteStop(day, "arrived", message.DriverId, message.MoveId, message.StopIndex, message.RequestId, message.At, cancellationToken);
    }

    public async Task On(VehicleCollected message, CancellationToken cancellationToken)
    {
        var day = await Active(message.Area, message.Day, message.DriverId, message.At, cancellationToken);
        var stop = await Stop(day, message.DriverId, message.MoveId, message.StopIndex, cancellationToken);
        Report(stop, message.ReportId, message.StopDone, message.At);
        await NoteStop(
            day, message.StopDone ? "done" : "collected",
            message.DriverId, message.MoveId, message.StopIndex, message.RequestId, message.At, cancellationToken);
    }

    public async Task On(VehicleHandedOver message, CancellationToken cancellationToken)
    {
        var day = await Active(message.Area, message.Day, message.DriverId, message.At, cancellationToken);
        var stop = await Stop(day, message.DriverId, message.MoveId, message.StopIndex, cancellationToken);
        Report(stop, message.ReportId, message.StopDone, message.At);
        await NoteStop(
            day, message.StopDone ? "done" : "handedOver",
            message.DriverId, message.MoveId, message.StopIndex, message.RequestId, message.At, cancellationToken);
    }

    public async Task On(StopFailed message, CancellationToken cancellationToken)
    {
        var day = await Active(message.Area, message.Day, message.DriverId, message.At, cancellationToken);
        var stop = await Stop(day, message.DriverId, message.MoveId, message.StopIndex, cancellationToken);
        if (message.At < stop.FailedAt || message.At <= stop.FailedNot) return;
        stop.FailedAt = message.At;
        stop.FailureReason = message.Reason;
        stop.FailureNote = message.Note;
        await Note(
            day, "stop",
            new
            {
                state = "failed", message.DriverId, message.MoveId, message.StopIndex, message.RequestId, message.At, message.Reason, message.Note, message.Consequence,
            },
            cancellationToken);
        if (message.Consequence == FailureConsequence.AskDispatcher) await Ask(message, cancellationToken);
    }

    /// <summary>What a dispatcher has to decide stands among the messages until somebody has read it.</summary>
    private async Task Ask(StopFailed message, CancellationToken cancellationToken)
    {
        var vehicle = (await data.Requests.FindAsync([message.RequestId], cancellationToken))?.Vehicle;
        var plate = vehicle is null ? null : DayView.Read<Vehicle>(vehicle).Plate;
        var text = $"{plate ?? "A car"}: {Words(message.Reason)}. Decide with the customer what becomes of it. {message.Note}".TrimEnd();
        await Add(new MessageRow
        {
            WrittenId = NamedIds.Of($"failed {message.MoveId} {message.StopIndex} {message.At:O}"),
            DriverId = message.DriverId,
            Area = message.Area,
            Day = message.Day,
            Text = text.Length > Messages.MessageDesk.LongestText ? text[..Messages.MessageDesk.LongestText] : text,
            At = message.At,
        }, cancellationToken);
    }

    private static string Words(FailureReason reason) => reason switch
    {
        FailureReason.Absent => "nobody is there",
        FailureReason.NoKey => "no key is to be had",
        FailureReason.WillNotStart => "the car does not start",
        FailureReason.BlockedIn => "the car cannot get out",
        FailureReason.WrongCar => "it is another car",
        FailureReason.Unsafe => "the car is not safe to drive",
        FailureReason.Refused => "the customer refuses",
        FailureReason.AddressWrong => "the place cannot be found",
        _ => "the stop failed",
    };

    public async Task On(DriverPositioned message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var row = await Driver(day, message.DriverId, cancellationToken);
        if (message.At <= row.PositionAt) return;
        row.PositionAt = message.At;
        row.Lon = message.Lon;
        row.Lat = message.Lat;
        row.AccuracyMetres = message.AccuracyMetres;

        // On its way the driver is shown on the road, a moment later.
        if (message.At < row.RoadAt + MatchCounts) return;
        await Note(day, "position", new { message.DriverId, message.Lon, message.Lat, message.At }, cancellationToken);
    }

    public async Task On(DriverLocated message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var row = await Driver(day, message.DriverId, cancellationToken);
        if (message.At <= row.RoadAt) return;
        (row.RoadLon, row.RoadLat, row.RoadAt) = (message.Lon, message.Lat, message.At);
        await Note(day, "position", new { message.DriverId, message.Lon, message.Lat, message.At }, cancellationToken);
    }

    public async Task On(DriverUnavailable message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var row = await Driver(day, message.DriverId, cancellationToken);
        if (message.At < row.UnavailableAt) return;
        row.UnavailableAt = message.At;
        row.UnavailableReason = message.Reason;
        row.UnavailableNote = message.Note;
        await Note(day, "unavailable", new { message.DriverId, message.Reason, message.Note, message.At }, cancellationToken);
    }

    /// <summary>What is taken back counts no more, whichever of the two was heard of first.</summary>
    public async Task On(StopCorrected message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var stop = await Stop(day, message.DriverId, message.MoveId, message.StopIndex, cancellationToken);
        switch (message.Undone)
        {
            case StopEvent.Arrived:
                stop.ArrivedNot = Later(stop.ArrivedNot, message.ToldAt);
                if (stop.ArrivedAt <= stop.ArrivedNot) stop.ArrivedAt = null;
                break;
            case StopEvent.Collected or StopEvent.HandedOver:
                stop.DoneNot = Later(stop.DoneNot, message.ToldAt);
                if (stop.DoneAt <= stop.DoneNot) stop.DoneAt = null;
                if (stop.ReportedAt <= stop.DoneNot) (stop.ReportedAt, stop.ReportId) = (null, null);
                break;
            case StopEvent.Failed:
                stop.FailedNot = Later(stop.FailedNot, message.ToldAt);
                if (stop.FailedAt <= stop.FailedNot) (stop.FailedAt, stop.FailureReason, stop.FailureNote) = (null, null, null);
                break;
        }

        await Note(
            day, "corrected",
            new { message.DriverId, message.MoveId, message.StopIndex, message.RequestId, message.Undone, message.MileageKm, message.Reason, message.By, message.At },
            cancellationToken);
    }

    private static void Report(StopRow stop, Guid reportId, bool stopDone, DateTimeOffset at)
    {
        if (at <= stop.DoneNot) return;
        if (!(at < stop.ReportedAt))
        {
            stop.ReportedAt = at;
            stop.ReportId = reportId;
        }

        if (stopDone) stop.DoneAt = Later(stop.DoneAt, at);
    }

    private async Task<DayRow> Active(string area, DateOnly day, Guid driverId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var row = await Take(new DayKey(area, day), cancellationToken);
        var driver = await Driver(row, driverId, cancellationToken);
        driver.ActiveAt = Later(driver.ActiveAt, at);
        return row;
    }

    private Task NoteStop(
        DayRow day, string state, Guid driverId, Guid? moveId, int stopIndex, Guid? requestId, DateTimeOffset at, CancellationToken cancellationToken) =>
        Note(day, "stop", new { state, driverId, moveId, stopIndex, requestId, at }, cancellationToken);

    private Task<DriverDayRow> Driver(DayRow day, Guid driverId, CancellationToken cancellationToken) =>
        FindOrAdd(
            () => new DriverDayRow { Area = day.Area, Day = day.Day, DriverId = driverId },
            cancellationToken, day.Area, day.Day, driverId);
}
