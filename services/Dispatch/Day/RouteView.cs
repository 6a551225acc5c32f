using Routing.Contracts.Values;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>Puts a route and what happened on it together. Pure: the clock has no say, only the devices' times.</summary>
internal static class RouteView
{
    public static RouteAnswer Of(
        RouteRow route,
        IReadOnlyList<PlannedStop> planned,
        IReadOnlyList<string?>? geometries,
        IReadOnlyDictionary<(Guid DriverId, Guid MoveId, int StopIndex), StopRow> happened,
        DriverDayRow? driver,
        IReadOnlySet<Guid> cancelled,
        int? costCents = null)
    {
        var stops = new List<StopAnswer>(planned.Count);
        DateTimeOffset? left = null;
        for (var i = 0; i < planned.Count; i++)
        {
            var stop = planned[i];
            var row = stop.MoveId is { } moveId ? happened.GetValueOrDefault((route.DriverId, moveId, stop.StopIndex)) : null;
            var made = Stop(stop, row, left, geometries?[i], stop.RequestId is { } request && cancelled.Contains(request));
            if (stop.Kind == StopKind.Charge && GoneOn(i) is { } gone) made = made with { State = StopState.Done, DoneAt = gone };
            left = made.DoneAt ?? Later(made.ArrivedAt is { } there ? there + (stop.Departure - stop.Eta) : made.Departure, stop.Departure);
            stops.Add(made);
        }

        // Nothing changes hands where a car is charged: the next stop of its move tells that it is.
        DateTimeOffset? GoneOn(int i) =>
            i + 1 < planned.Count && planned[i + 1] is { MoveId: { } moveId } next && moveId == planned[i].MoveId
                && happened.GetValueOrDefault((route.DriverId, moveId, next.StopIndex)) is { } row
                ? row.DepartedAt ?? row.ArrivedAt ?? row.DoneAt
                : null;

        var moves = stops.Where(stop => stop.MoveId is not null).GroupBy(stop => stop.MoveId).ToList();
        var unavailable = Unavailable(driver);
        return new()
        {
            DriverId = route.DriverId,
            DriverName = route.DriverName,
            Means = route.Means,
            State = unavailable is null ? State(stops, driver) : DriverState.Unavailable,
            Unavailable = unavailable,
            PlanVersion = route.PlanVersion,
            AcknowledgedVersion = driver?.AcknowledgedVersion,
            AcknowledgedAt = driver?.AcknowledgedAt,
            Shift = new(route.ShiftFrom, route.ShiftUntil),
            Position = Position(driver),
            Moves = moves.Count,
            MovesDone = moves.Count(move => move.All(stop => stop.State == StopState.Done)),
            LoadedMetres = planned.Sum(stop => stop.Leg is { Loaded: true } leg ? (long)leg.DistanceMetres : 0),
            EmptyMetres = planned.Sum(stop => stop.Leg is { Loaded: false } leg ? (long)leg.DistanceMetres : 0),
            CostCents = costCents,
            MoveCosts = costCents is { } cents ? MoveCost.Share(cents, stops) : null,
            LateSeconds = stops.Count == 0 ? 0 : stops.Max(stop => stop.LateSeconds),
            Stops = stops,
        };
    }

    /// <summary>Null for one who can go on, and for one who was seen at work since.</summary>
    public static Unavailability? Unavailable(DriverDayRow? driver) =>
        driver is { UnavailableAt: { } at, UnavailableReason: { } reason } && !(driver.ActiveAt > at)
            ? new(reason, driver.UnavailableNote, at)
            : null;

    public static PositionAnswer? Position(DriverDayRow? driver) =>
        driver is { RoadLon: { } roadLon, RoadLat: { } roadLat, RoadAt: { } roadAt } && !(driver.PositionAt >= roadAt + DayWriter.MatchCounts) ? new(roadLon, roadLat, null, roadAt)
        : driver is { Lon: { } lon, Lat: { } lat, PositionAt: { } at } ? new(lon, lat, driver.AccuracyMetres, at)
        : null;

    private static StopAnswer Stop(PlannedStop planned, StopRow? row, DateTimeOffset? left, string? geometry, bool cancelled)
    {
        var state = State(planned, row);
        var failed = state == StopState.Failed;

        // A stop that is tried again after it failed has the times of the new attempt alone.
        var since = failed ? null : row?.FailedAt;
        var arrivedAt = Since(row?.ArrivedAt, since);
        var eta = row?.Eta ?? Onwards(planned, left);
        var late = planned.Window is { } window && !failed && (arrivedAt ?? eta) is var there && there > window.Until
            ? (int)(there - window.Until).TotalSeconds
            : 0;
        return new()
        {
            Kind = planned.Kind,
            MoveId = planned.MoveId,
            StopIndex = planned.StopIndex,
            RequestId = planned.RequestId,
            State = state,
            Place = planned.Place,
            Window = planned.Window,
            Eta = eta,
            Departure = planned.Departure + (eta - planned.Eta),
            ServiceSeconds = planned.ServiceSeconds,
            DepartedAt = Since(row?.DepartedAt, since),
            ArrivedAt = arrivedAt,
            DoneAt = row?.DoneAt,
            FailedAt = failed ? row!.FailedAt : null,
            FailureReason = failed ? row!.FailureReason : null,
            FailureNote = failed ? row!.FailureNote : null,
            LateSeconds = late,
            Vehicle = planned.Vehicle,
            CourtesyCar = planned.CourtesyCar,
            WorkshopId = planned.WorkshopId,
            Cancelled = cancelled,
            ReportId = row?.ReportId,
            Leg = planned.Leg is { } leg ? new(leg.Means, leg.Loaded, leg.DurationSeconds, leg.DistanceMetres, geometry) : null,
        };
    }

    /// <summary>
    /// Planning sends new estimates for customers' stops. A workshop or the end of the route, where nobody was promised
    /// anything, is put off by as much as the way from the stop before asks for.
    /// </summary>
    private static DateTimeOffset Onwards(PlannedStop planned, DateTimeOffset? left) =>
        planned is { Window: null, Leg: { } leg } && left is { } from ? Later(from.AddSeconds(leg.DurationSeconds), planned.Eta) : planned.Eta;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static StopState State(PlannedStop planned, StopRow? row)
    {
        if (row is null) return planned.Done ? StopState.Done : StopState.Planned;
        if (row.DoneAt is { } done && !(row.FailedAt > done)) return StopState.Done;
        if (row.FailedAt is { } failed && !(row.ArrivedAt > failed) && !(row.DepartedAt > failed)) return StopState.Failed;
        if (planned.Done) return StopState.Done;
        if (Since(row.ArrivedAt, row.FailedAt) is not null || row.ReportedAt is not null) return StopState.Arrived;
        return Since(row.DepartedAt, row.FailedAt) is null ? StopState.Planned : StopState.Underway;
    }

    private static DriverState State(List<StopAnswer> stops, DriverDayRow? driver)
    {
        if (stops.Exists(stop => stop.State == StopState.Arrived)) return DriverState.AtStop;
        if (stops.Find(stop => stop.State == StopState.Underway) is { } ahead)
            return ahead.Leg is { Loaded: true } ? DriverState.Driving : DriverState.OnTheWay;

        var last = stops.FindLastIndex(stop => stop.State is StopState.Done or StopState.Failed);
        var next = stops.FindIndex(last + 1, stop => stop.MoveId is not null);
        if (last < 0 && driver?.ActiveAt is null) return DriverState.NotStarted;
        if (next < 0) return DriverState.Done;
        var movedOn = last < 0 || driver?.DepartedAt > (stops[last].DoneAt ?? stops[last].FailedAt);
        if (movedOn) return DriverState.OnTheWay;

        // Whoever has taken a car over drives it: the device need not say so.
        return next == last + 1 && stops[last].State == StopState.Done && stops[next].Leg is { Loaded: true }
            ? DriverState.Driving
            : DriverState.AtStop;
    }

    private static DateTimeOffset? Since(DateTimeOffset? at, DateTimeOffset? failedAt) => at < failedAt ? null : at;
}
