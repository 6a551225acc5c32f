using Routing.Contracts.Drivers;
using Routing.Contracts.Values;

namespace Routing.Planning.Days;

/// <summary>What dispatchers took back of what devices told: the day goes on as if it had not been.</summary>
internal static partial class DayFold
{
    /// <summary>Names what was told of a stop.</summary>
    public static string TakenBackKey(Guid moveId, int stopIndex, StopEvent told) => $"{moveId} {stopIndex} {told}";

    private static bool IsTakenBack(DayState state, Guid moveId, int stopIndex, StopEvent told, DateTimeOffset at) =>
        state.TakenBack.TryGetValue(TakenBackKey(moveId, stopIndex, told), out var until) && at <= until;

    private static DayState On(DayState state, StopCorrected e)
    {
        if (e.Undone is not { } undone || IsTakenBack(state, e.MoveId, e.StopIndex, undone, e.ToldAt)) return state;
        state = state with { TakenBack = state.TakenBack.SetItem(TakenBackKey(e.MoveId, e.StopIndex, undone), e.ToldAt) };
        if (!state.Moves.TryGetValue(e.MoveId, out var move)) return state;
        state = undone switch
        {
            StopEvent.Failed => NotFailed(state, move),
            StopEvent.Arrived => WithStop(state, e.MoveId, e.StopIndex, stop => stop is { IsDone: false } && stop.ArrivedAt <= e.ToldAt ? stop with { ArrivedAt = null } : stop),
            _ => NotDone(state, move, e.StopIndex, e.ToldAt),
        };
        return state with { Cause = "a stop was corrected" };
    }

    /// <summary>The move is planned again, if nobody gave it up meanwhile, and so is the return that waited for it.</summary>
    private static DayState NotFailed(DayState state, MoveState move)
    {
        if (move is not { Status: MoveStatus.Failed, Reason.Code: "stop-failed" } || !IsWished(state, move)) return state;
        state = WithMove(OffRouteWhole(state, move.MoveId), Waiting(move));
        return WithReturn(state, move);
    }

    /// <summary>A car that did not change hands: its driver is at that stop still or, where they can go no further, the move is anybody's.</summary>
    private static DayState NotDone(DayState state, MoveState move, int stopIndex, DateTimeOffset toldAt)
    {
        if (move.Status == MoveStatus.Failed)
            return stopIndex == 0 && IsWished(state, move) ? WithReturn(WithMove(OffRouteWhole(state, move.MoveId), Waiting(move)), move) : state;
        var route = state.Routes.Values.FirstOrDefault(route => route.Stops.Any(stop => stop.MoveId == move.MoveId && stop.StopIndex == stopIndex && stop.IsDone && stop.Departure <= toldAt));
        if (route is null) return state;

        // What was done since stays done; the stop comes before all that is not.
        var stops = route.Stops.ToList();
        var at = stops.FindIndex(stop => stop.MoveId == move.MoveId && stop.StopIndex == stopIndex);
        var isLatest = !stops.Skip(at + 1).Any(stop => stop.IsDone);
        var open = stops.Where(stop => stop.MoveId == move.MoveId && stop.StopIndex >= stopIndex)
            .Select(stop => stop with { IsDone = false, ArrivedAt = isLatest && stop.StopIndex == stopIndex ? stop.ArrivedAt : null }).ToList();
        var others = stops.Where(stop => stop.MoveId != move.MoveId || stop.StopIndex < stopIndex).ToList();
        var done = others.TakeWhile(stop => stop.IsDone || stop.Kind == StopKind.Start).ToList();
        state = state with { Routes = state.Routes.SetItem(route.DriverId, route with { Stops = [.. done, .. open, .. others.Skip(done.Count)], DepartedAt = null }) };
        return WithMove(state, move with { Status = stopIndex == 0 ? MoveStatus.Begun : MoveStatus.OnBoard });
    }

    private static bool IsWished(DayState state, MoveState move) =>
        state.Requests.TryGetValue(move.RequestId, out var request) && (request.Details.CollectionMoveId == move.MoveId || request.Details.ReturnMoveId == move.MoveId);

    /// <summary>The promise stays; ties to who tried it are off.</summary>
    private static MoveState Waiting(MoveState move) => new()
    {
        MoveId = move.MoveId,
        RequestId = move.RequestId,
        Kind = move.Kind,
        Promised = move.Promised,
        PlaceIndex = move.PlaceIndex,
        Told = move.Told,
        RemainingWorkSeconds = move.RemainingWorkSeconds,
    };

    /// <summary>The return that was off because the car was not brought in.</summary>
    private static DayState WithReturn(DayState state, MoveState collection)
    {
        if (collection.Kind == MoveKind.Return) return state;
        foreach (var back in state.Moves.Values.Where(other => other.RequestId == collection.RequestId && other is { Kind: MoveKind.Return, Status: MoveStatus.Failed, Reason.Code: "car-not-there" }).ToList())
            state = WithMove(state, Waiting(back));
        return state;
    }

    private static DayState OffRouteWhole(DayState state, Guid moveId)
    {
        foreach (var route in state.Routes.Values.Where(route => route.Stops.Any(stop => stop.MoveId == moveId)).ToList())
            state = state with { Routes = state.Routes.SetItem(route.DriverId, route with { Stops = [.. route.Stops.Where(stop => stop.MoveId != moveId)] }) };
        return state;
    }

    private static DayState WithStop(DayState state, Guid moveId, int stopIndex, Func<PlannedStop, PlannedStop> change)
    {
        var route = state.Routes.Values.FirstOrDefault(route => route.Stops.Any(stop => stop.MoveId == moveId && stop.StopIndex == stopIndex));
        return route is null ? state : state with
        {
            Routes = state.Routes.SetItem(route.DriverId, route with { Stops = [.. route.Stops.Select(stop => stop.MoveId == moveId && stop.StopIndex == stopIndex ? change(stop) : stop)] }),
        };
    }
}
