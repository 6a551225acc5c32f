using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Planning.Days;

/// <summary>What dispatchers ordered. What can be refused without a plan is refused here.</summary>
internal static partial class DayFold
{
    private static DayState On(DayState state, AddDriver e)
    {
        if (!state.Drivers.TryGetValue(e.DriverId, out var driver))
            return Answered(state, e.CommandId, new CommandRefusal("unknown-driver", $"There is no driver {e.DriverId} in {state.Area}: make one at POST /api/drivers."));
        if (!driver.Driver.Active)
            return Answered(state, e.CommandId, new CommandRefusal("driver-left", $"{driver.Driver.Name} is not active: set active at PUT /api/drivers/{e.DriverId}."));
        if (e.Shift.Until <= e.Shift.From)
            return Answered(state, e.CommandId, new CommandRefusal("shift-empty", "The shift ends before it begins: give an end that is later."));
        return Answered(WithDriver(state, e.DriverId, d => d with { Shift = e.Shift, StartPlace = e.StartPlace ?? d.StartPlace, IsRemoved = false, UnavailableAt = null }), e.CommandId, null)
            with { Cause = "a driver was added" };
    }

    private static DayState On(DayState state, RemoveDriver e)
    {
        if (!state.Drivers.ContainsKey(e.DriverId))
            return Answered(state, e.CommandId, new CommandRefusal("unknown-driver", $"There is no driver {e.DriverId} in {state.Area}."));
        if (e.Reason is { } reason)
        {
            return Answered(On(state, new DriverUnavailable
            {
                DriverId = e.DriverId,
                Area = e.Area,
                Day = e.Day,
                Reason = reason,
                Note = e.Note,
                At = e.At,
                ReceivedAt = e.At,
            }), e.CommandId, null);
        }

        if (state.Routes.TryGetValue(e.DriverId, out var route)
            && route.Stops.Any(stop => stop.MoveId is { } id && state.Moves.TryGetValue(id, out var move) && move.Status is MoveStatus.Begun or MoveStatus.OnBoard && !stop.IsDone))
        {
            return Answered(state, e.CommandId, new CommandRefusal("move-begun", "The driver has begun a move: wait until it is done, or say why the driver can go no further."));
        }

        state = WithDriver(state, e.DriverId, driver => driver with { IsRemoved = true });
        return Answered(Freed(state, e.DriverId, "driver-removed", "Its driver was taken out of the day."), e.CommandId, null)
            with { Cause = "a driver was removed" };
    }

    private static DayState On(DayState state, LockStop e)
    {
        if (Refused(state, e.MoveId) is { } refusal) return Answered(state, e.CommandId, refusal);
        var move = state.Moves[e.MoveId];
        if (e.Strength == LockStrength.None)
            return Answered(WithMove(state, move with { Lock = LockStrength.None, LockedDriver = null, LockedAfter = null, LockedAt = null }), e.CommandId, null) with { Cause = "a move was freed" };
        if (RouteOf(state, e.MoveId) is not { } route)
            return Answered(state, e.CommandId, new CommandRefusal("move-unserved", "The move is on no route yet: give it to a driver first."));
        return Answered(WithMove(state, Locked(move, e.Strength, route)), e.CommandId, null) with { Cause = "a move was locked" };
    }

    private static DayState On(DayState state, MoveStop e)
    {
        if (Refused(state, e.MoveId) is { } refusal) return Answered(state, e.CommandId, refusal);
        var before = state.Moves[e.MoveId];
        var driverId = e.ToDriverId;
        if (e.AfterMoveId is { } after)
        {
            if (after == e.MoveId || RouteOf(state, after) is not { } other)
                return Answered(state, e.CommandId, new CommandRefusal("unknown-move", $"The move {after} is on no route of the day, so nothing can follow it."));
            if (driverId is not null && driverId != other.DriverId)
                return Answered(state, e.CommandId, new CommandRefusal("other-route", "The move to follow is on another driver's route."));
            if (state.WaitsFor(after, e.MoveId))
                return Answered(state, e.CommandId, new CommandRefusal("waits-for-it", "The move to follow waits for this one, so this one cannot come after it."));
            driverId = other.DriverId;
        }

        if (driverId is { } to && (!state.Drivers.TryGetValue(to, out var driver) || !driver.Driver.Active || driver.IsRemoved || driver.UnavailableAt is not null))
            return Answered(state, e.CommandId, new CommandRefusal("driver-not-working", "That driver does not work on the day: add the driver first."));
        if (e.Window is { } window && window.Until < window.From)
            return Answered(state, e.CommandId, new CommandRefusal("window-empty", "The window ends before it begins."));

        var move = before with
        {
            Status = MoveStatus.Waiting,
            IsUnassigned = false,
            Promised = e.Window ?? before.Promised,
            Lock = e.AfterMoveId is not null ? LockStrength.Order : driverId is not null ? LockStrength.Driver : LockStrength.None,
            LockedDriver = driverId,
            LockedAfter = e.AfterMoveId,
            LockedAt = null,
        };
        state = WithMove(OffRoute(state, e.MoveId), move) with { Cause = "a move was given elsewhere" };
        return state with { Commands = state.Commands.Add(new PendingCommand { CommandId = e.CommandId, Before = before }) };
    }

    private static DayState On(DayState state, UnassignStop e)
    {
        if (Refused(state, e.MoveId) is { } refusal) return Answered(state, e.CommandId, refusal);
        var move = state.Moves[e.MoveId] with
        {
            Status = MoveStatus.Unserved,
            IsUnassigned = true,
            Lock = LockStrength.None,
            LockedDriver = null,
            LockedAfter = null,
            LockedAt = null,
            Reason = new Reason("unassigned", "A dispatcher took it off its route.", "Give it to a driver."),
        };
        return Answered(WithMove(OffRoute(state, e.MoveId), move), e.CommandId, null) with { Cause = "a move was unassigned" };
    }

    /// <summary>
    /// What has not begun goes back to the driver, the order and the lock of the plan in force. Promises that were told
    /// stay; what came in since is planned anew.
    /// </summary>
    private static DayState On(DayState state, DiscardDraft e)
    {
        if (state.Published is not { } published)
            return Answered(state, e.CommandId, new CommandRefusal("nothing-published", "No plan of the day was published yet, so there is none to go back to."));
        if (!state.IsDraft) return Answered(state, e.CommandId, new CommandRefusal("no-draft", "The plan is published as it is: there is no draft."));
        var free = state.Moves.Values.Where(move => !move.HasBegun && move.Status != MoveStatus.Failed).ToDictionary(move => move.MoveId);
        var back = published.Routes.Values
            .SelectMany(route => route.Stops.Where(stop => stop.MoveId is { } id && free.ContainsKey(id) && !stop.IsDone).Select(stop => (route.DriverId, Stop: stop)))
            .ToLookup(pair => pair.DriverId, pair => pair.Stop);
        var routes = state.Routes;
        foreach (var driver in state.Routes.Keys.Union(back.Select(stops => stops.Key)))
        {
            var route = state.Routes.GetValueOrDefault(driver) ?? new RouteState { DriverId = driver, Stops = [] };
            var stays = route.Stops.Where(stop => stop.Kind != StopKind.End && (stop.MoveId is not { } id || !free.ContainsKey(id)));
            routes = routes.SetItem(driver, route with { Stops = [.. stays, .. back[driver], .. route.Stops.Where(stop => stop.Kind == StopKind.End)] });
        }

        var placed = back.SelectMany(stops => stops).Select(stop => stop.MoveId!.Value).ToHashSet();
        var moves = free.Values.Select(move => published.Moves.GetValueOrDefault(move.MoveId) is { } was
            ? move with
            {
                Status = placed.Contains(move.MoveId) ? MoveStatus.Planned : was.IsUnassigned ? MoveStatus.Unserved : MoveStatus.Waiting,
                Lock = was.Lock,
                LockedDriver = was.LockedDriver,
                LockedAfter = was.LockedAfter,
                LockedAt = was.LockedAt,
                IsUnassigned = was.IsUnassigned,
                Reason = placed.Contains(move.MoveId) ? null : was.Reason,
            }
            : move with { Status = MoveStatus.Waiting });
        return Answered(state with { Routes = routes, Moves = state.Moves.SetItems(moves.Select(move => KeyValuePair.Create(move.MoveId, move))) }, e.CommandId, null);
    }

    private static CommandRefusal? Refused(DayState state, Guid moveId)
    {
        if (!state.Moves.TryGetValue(moveId, out var move))
            return new CommandRefusal("unknown-move", $"There is no move {moveId} on {state.Day:yyyy-MM-dd} in {state.Area}.");
        if (move.HasBegun) return new CommandRefusal("move-begun", "The move has begun: only its driver can end it.");
        return move.Status == MoveStatus.Failed
            ? new CommandRefusal("move-failed", "The move failed: change the request to have it planned again.")
            : null;
    }

    private static MoveState Locked(MoveState move, LockStrength strength, RouteState route)
    {
        var moves = route.Stops.Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId!.Value).Distinct().ToList();
        var at = moves.IndexOf(move.MoveId);
        return move with
        {
            Lock = strength,
            LockedDriver = route.DriverId,
            LockedAfter = strength is LockStrength.Order or LockStrength.Time && at > 0 ? moves[at - 1] : null,
            LockedAt = strength == LockStrength.Time ? route.Stops.First(stop => stop.MoveId == move.MoveId).Eta : null,
        };
    }

    private static RouteState? RouteOf(DayState state, Guid moveId) =>
        state.Routes.Values.FirstOrDefault(route => route.Stops.Any(stop => stop.MoveId == moveId));

    private static DayState Answered(DayState state, Guid commandId, CommandRefusal? refusal) =>
        state with { Commands = state.Commands.Add(new PendingCommand { CommandId = commandId, Refusal = refusal }) };
}
