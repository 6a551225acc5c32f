using Routing.Contracts.Values;
using Routing.Defaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Routing.Drivers.Stops;

/// <summary>
/// In which order things can happen at stops. Moves may be done in another order than the sheet's, since the day is not
/// always as planned; but a move's own stops follow each other, and a driver has one car at a time.
/// </summary>
internal static class StopOrder
{
    /// <param name="stop">Where it is said to happen.</param>
    /// <param name="action">What.</param>
    /// <param name="all">All stops of the move, and of the driver's day.</param>
    /// <returns>Null if it can be so.</returns>
    public static ProblemHttpResult? Check(StopProgress stop, StopAction action, IReadOnlyCollection<StopProgress> all)
    {
        var move = all.Where(other => other.MoveId == stop.MoveId).ToList();
        if (stop.HasFailed) return DriversFaults.StopOver.With("The stop was told as failed; its move is off.");
        if (stop.IsDone) return DriversFaults.StopOver.With("Nothing is left to do at the stop: it is done.");
        if (move.Exists(other => other.HasFailed)) return DriversFaults.MoveOff.With("An earlier stop of the move failed, so the rest of it is off.");
        if (action == StopAction.Fail) return null;
        if (action == StopAction.Late) return stop.ArrivedAt is null ? null : DriversFaults.AlreadyTold.With("You have arrived there.");
        if (move.Find(other => other.StopIndex < stop.StopIndex && !other.IsDone && !other.EndsWithGoingOn) is { } earlier)
            return DriversFaults.OutOfOrder.With($"Stop {earlier.StopIndex} of the move ({Name(earlier.Kind)}) comes first.");
        if (all.FirstOrDefault(other => other.MoveId != stop.MoveId && other.DriverId == stop.DriverId && IsHeldUp(other, all)) is { } open)
            return DriversFaults.OutOfOrder.With($"You have the car of move {open.MoveId}: finish its stop {open.StopIndex} ({Name(open.Kind)}), or tell that it failed.");
        return action switch
        {
            StopAction.Depart when stop.ArrivedAt is not null => DriversFaults.AlreadyTold.With("You have arrived there."),
            StopAction.Depart when stop.DepartedAt is not null => DriversFaults.AlreadyTold.With("You are on the way there."),
            StopAction.Arrive when stop.ArrivedAt is not null => DriversFaults.AlreadyTold.With("You have arrived there."),
            StopAction.Collect or StopAction.HandOver when stop.Kind is StopKind.Charge =>
                DriversFaults.WrongKind.With("The car is charged here and stays with you: tell 'depart' of the next stop when it is."),
            StopAction.Collect when stop.Kind is not (StopKind.Collect or StopKind.PickUp or StopKind.Swap) =>
                DriversFaults.WrongKind.With($"No car is taken over at this stop ({Name(stop.Kind)}): tell 'hand-over'."),
            StopAction.HandOver when stop.Kind is not (StopKind.CheckIn or StopKind.Return or StopKind.Swap) =>
                DriversFaults.WrongKind.With($"No car is handed over at this stop ({Name(stop.Kind)}): tell 'collect'."),
            StopAction.Collect or StopAction.HandOver when stop.ArrivedAt is null => DriversFaults.OutOfOrder.With("Tell first that you have arrived."),
            StopAction.Collect when stop.CollectedAt is not null => DriversFaults.AlreadyTold.With("The car is with you already."),
            StopAction.HandOver when stop.HandedOverAt is not null => DriversFaults.AlreadyTold.With("The car is handed over already."),
            _ => null,
        };
    }

    /// <summary>True for the next stop of a move that has begun: somebody's car is with the driver.</summary>
    private static bool IsHeldUp(StopProgress stop, IReadOnlyCollection<StopProgress> all) =>
        !stop.IsDone && !stop.HasFailed
        && all.Any(other => other.MoveId == stop.MoveId && other.StopIndex == stop.StopIndex - 1 && other.IsDone)
        && !all.Any(other => other.MoveId == stop.MoveId && other.HasFailed);

    private static string Name(StopKind kind) => kind switch
    {
        StopKind.Collect => "collect the car",
        StopKind.CheckIn => "check in at the workshop",
        StopKind.PickUp => "pick up at the workshop",
        StopKind.Return => "return the car",
        StopKind.Swap => "swap the cars",
        StopKind.Charge => "charge the car",
        _ => "nothing",
    };
}
