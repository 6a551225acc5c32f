using System.Collections.Immutable;
using Routing.Contracts.Drivers;
using Routing.Contracts.Values;

namespace Routing.Planning.Days;

/// <summary>What devices told: freezes what has begun, and moves the schedule to actual times.</summary>
internal static partial class DayFold
{
    // What tells the direction: a few fixes, none so old that the driver was on other roads.
    private const int MostFixes = 6;
    private static readonly TimeSpan TraceLasts = TimeSpan.FromMinutes(3);

    private static DayState On(DayState state, DriverDeparted e)
    {
        state = Located(state, e.DriverId, e.Position, e.At);
        if (e.MoveId is { } moveId)
        {
            state = OnRouteOf(state, e.DriverId, moveId, e.At);
            if (e.StopIndex == 0 && state.Moves.TryGetValue(moveId, out var move) && !move.HasBegun)
                state = WithMove(state, move with { Status = MoveStatus.Begun, IsUnassigned = false });
        }

        if (!state.Routes.TryGetValue(e.DriverId, out var route)) return state;
        var stops = Reached(route.Stops, e.MoveId, e.StopIndex, e.At);
        return state with { Routes = state.Routes.SetItem(e.DriverId, route with { Stops = stops, DepartedAt = e.At }) };
    }

    private static DayState On(DayState state, StopArrived e)
    {
        state = Located(state, e.DriverId, e.Position, e.At);
        state = OnRouteOf(state, e.DriverId, e.MoveId, e.At);
        if (state.Moves.TryGetValue(e.MoveId, out var move) && !move.HasBegun)
            state = WithMove(state, move with { Status = MoveStatus.Begun, IsUnassigned = false });
        if (!state.Routes.TryGetValue(e.DriverId, out var route)) return state;
        var stops = Reached(route.Stops, e.MoveId, e.StopIndex, e.At);
        var at = IndexOf(stops, e.MoveId, e.StopIndex);
        if (at >= 0 && !stops[at].IsDone)
            stops[at] = stops[at] with { ArrivedAt = e.At, Eta = e.At, Departure = Later(e.At, stops[at].Departure) };
        return state with { Routes = state.Routes.SetItem(e.DriverId, route with { Stops = stops }) };
    }

    private static DayState OnCar(DayState state, Guid driverId, Guid moveId, int stopIndex, bool isStopDone, DateTimeOffset at)
    {
        state = Located(state, driverId, null, at);
        state = OnRouteOf(state, driverId, moveId, at);
        if (!state.Moves.TryGetValue(moveId, out var move) || !state.Routes.TryGetValue(driverId, out var route)) return state;
        var stops = Reached(route.Stops, moveId, stopIndex, at);
        var index = IndexOf(stops, moveId, stopIndex);
        if (index < 0) return state;
        var stop = stops[index] with { ArrivedAt = stops[index].ArrivedAt ?? at };
        if (isStopDone) stop = stop with { IsDone = true, Eta = stop.ArrivedAt ?? at, Departure = at };
        stops[index] = stop;
        var isLast = !stops.Exists(other => other.MoveId == moveId && other.StopIndex > stopIndex);
        var status = !isStopDone ? MoveStatus.Begun : isLast ? MoveStatus.Done : MoveStatus.OnBoard;
        if (move.Status == MoveStatus.OnBoard && status == MoveStatus.Begun) status = MoveStatus.OnBoard;
        state = WithMove(state, move with { Status = status, IsUnassigned = false });
        return state with
        {
            Routes = state.Routes.SetItem(driverId, route with { Stops = stops, DepartedAt = isStopDone ? null : route.DepartedAt }),
        };
    }

    private static DayState On(DayState state, StopFailed e)
    {
        state = Located(state, e.DriverId, e.Position, e.At);
        if (!state.Moves.TryGetValue(e.MoveId, out var move) || move.Status is MoveStatus.Done or MoveStatus.Failed) return state;
        var text = $"The driver could not do it: {Words(e.Reason)}.";
        state = WithMove(state, move with { Status = MoveStatus.Failed, Reason = new Reason("stop-failed", text, Words(e.Consequence)) });
        state = state with { Cause = "a stop failed" };
        if (!state.Routes.TryGetValue(e.DriverId, out var route)) return state;

        // The driver stands where it failed: the stop stays, as done, and what would have followed goes.
        var stops = Reached(route.Stops, e.MoveId, e.StopIndex, e.At);
        var index = IndexOf(stops, e.MoveId, e.StopIndex);
        if (index >= 0)
            stops[index] = stops[index] with { ArrivedAt = stops[index].ArrivedAt ?? e.At, IsDone = true, Departure = e.At };
        stops.RemoveAll(stop => stop.MoveId == e.MoveId && !stop.IsDone);
        state = state with { Routes = state.Routes.SetItem(e.DriverId, route with { Stops = stops, DepartedAt = null }) };
        return move.Kind == MoveKind.Return ? state : WithoutReturn(state, move);
    }

    private static DayState On(DayState state, DriverPositioned e) =>
        Located(state, e.DriverId, new Place(e.Lon, e.Lat), e.At, e.AccuracyMetres);

    private static DayState On(DayState state, DriverUnavailable e)
    {
        state = Located(state, e.DriverId, e.Position, e.At);
        state = WithDriver(state, e.DriverId, driver => driver with { UnavailableAt = e.At });
        return Freed(state, e.DriverId, "driver-unavailable", "Its driver can go no further and has the car.")
            with { Cause = "a driver became unavailable" };
    }

    /// <summary>Gives back what a driver has not begun; a car on board stays with them, and is told loudly.</summary>
    private static DayState Freed(DayState state, Guid driverId, string code, string text)
    {
        if (!state.Routes.TryGetValue(driverId, out var route)) return state;
        foreach (var moveId in route.Stops.Where(stop => stop is { MoveId: not null, IsDone: false }).Select(stop => stop.MoveId!.Value).Distinct().ToList())
        {
            if (!state.Moves.TryGetValue(moveId, out var move)) continue;
            state = OffRoute(state, moveId);
            if (move.Status == MoveStatus.OnBoard)
            {
                state = WithMove(state, move with { Status = MoveStatus.Failed, Reason = new Reason(code, text, null) });
                if (move.Kind != MoveKind.Return) state = WithoutReturn(state, move);
                continue;
            }

            // Somebody else's now, so ties to this driver are off.
            state = WithMove(state, move with { Status = MoveStatus.Waiting, Lock = LockStrength.None, LockedDriver = null, LockedAfter = null, LockedAt = null });
        }

        return state;
    }

    /// <summary>A car that was not brought in cannot be brought back.</summary>
    private static DayState WithoutReturn(DayState state, MoveState collection)
    {
        foreach (var move in state.Moves.Values.Where(m => m.RequestId == collection.RequestId && m.Kind == MoveKind.Return && !m.HasBegun).ToList())
        {
            state = OffRoute(state, move.MoveId);
            state = WithMove(state, move with { Status = MoveStatus.Failed, Reason = new Reason("car-not-there", "The car was not brought to the workshop.", null) });
        }

        return state;
    }

    /// <summary>
    /// Puts a move on the route of the driver who is doing it, should the plan have given it to another meanwhile: what
    /// happened counts.
    /// </summary>
    private static DayState OnRouteOf(DayState state, Guid driverId, Guid moveId, DateTimeOffset at)
    {
        var present = state.Routes.Values.FirstOrDefault(route => route.Stops.Any(stop => stop.MoveId == moveId));
        if (present is null || present.DriverId == driverId) return state;
        var stops = present.Stops.Where(stop => stop.MoveId == moveId).ToList();
        if (stops.Exists(stop => stop.IsDone)) return state;
        state = OffRoute(state, moveId);
        var route = state.Routes.GetValueOrDefault(driverId) ?? new RouteState { DriverId = driverId, Stops = [] };
        var done = route.Stops.TakeWhile(stop => stop.IsDone || stop.Kind == StopKind.Start).ToList();
        return state with
        {
            Cause = "a driver began another's work",
            Routes = state.Routes.SetItem(driverId, route with
            {
                Stops = [.. done, .. stops.Select(stop => stop with { Eta = Later(at, stop.Eta) }), .. route.Stops.Skip(done.Count)],
            }),
        };
    }

    /// <summary>
    /// Marks what lies before a stop as done, and brings the stop forward to the first that is not: a driver goes by
    /// what is there, not by the sheet.
    /// </summary>
    private static List<PlannedStop> Reached(IReadOnlyList<PlannedStop> stops, Guid? moveId, int stopIndex, DateTimeOffset at)
    {
        var result = stops.ToList();
        var first = result.FindIndex(stop => !stop.IsDone);
        if (first >= 0 && result[first].Kind == StopKind.Start)
        {
            result[first] = result[first] with { IsDone = true, Departure = at };
            first++;
        }

        if (moveId is null || first < 0) return result;
        var target = IndexOf(result, moveId.Value, stopIndex);
        if (target <= first) return result;

        // A break on the way has been had; another move's stops were overtaken.
        var overtaken = result.GetRange(first, target - first);
        if (overtaken.TrueForAll(stop => stop.Kind == StopKind.Break || stop.MoveId == moveId))
        {
            for (var i = first; i < target; i++) result[i] = result[i] with { IsDone = true, Departure = at };
            return result;
        }

        var move = result.Where(stop => stop.MoveId == moveId && !stop.IsDone).ToList();
        result.RemoveAll(stop => stop.MoveId == moveId && !stop.IsDone);
        result.InsertRange(first, move);
        return result;
    }

    private static int IndexOf(List<PlannedStop> stops, Guid moveId, int stopIndex) =>
        stops.FindIndex(stop => stop.MoveId == moveId && stop.StopIndex == stopIndex);

    private static DayState Located(DayState state, Guid driverId, Place? position, DateTimeOffset at, int? accuracyMetres = null)
    {
        state = state with { LatestAt = Later(state.LatestAt, at) };
        return position is null
            ? state
            : WithDriver(state, driverId, driver => driver with { Trace = Followed(driver.Trace, new Fix(position.Lon, position.Lat, accuracyMetres, at)) });
    }

    private static ImmutableList<Fix> Followed(ImmutableList<Fix> trace, Fix fix)
    {
        if (trace.Count > 0 && trace[^1].At >= fix.At) return trace;
        trace = trace.RemoveAll(known => known.At < fix.At - TraceLasts).Add(fix);
        return trace.Count > MostFixes ? trace.RemoveAt(0) : trace;
    }

    private static string Words(FailureConsequence consequence) => consequence switch
    {
        FailureConsequence.SendTransporter => "A transporter is sent for it.",
        FailureConsequence.AskDispatcher => "Decide with the customer, and change or cancel the request.",
        _ => "The customer is offered other windows.",
    };

    private static string Words(FailureReason reason) => reason switch
    {
        FailureReason.Absent => "nobody was there",
        FailureReason.NoKey => "no key was to be had",
        FailureReason.WillNotStart => "the car does not start",
        FailureReason.BlockedIn => "the car cannot get out",
        FailureReason.WrongCar => "it is another car",
        FailureReason.Unsafe => "the car is not safe to drive",
        FailureReason.Refused => "the customer refused",
        FailureReason.AddressWrong => "the place could not be found",
        _ => "unknown",
    };
}
