using Routing.Contracts.Values;

namespace Routing.Drivers.Stops;

/// <summary>
/// What follows from a stop that failed, by its reason. docs/failed-stops.md shows the table to people, and a test holds
/// the one to the other.
/// </summary>
internal static class FailureConsequences
{
    /// <summary>At the customer's, with their car not taken over yet: whatever follows, the lift is free and the driver goes on by their own means.</summary>
    public static IReadOnlyDictionary<FailureReason, FailureConsequence> AtTheDoor { get; } = new Dictionary<FailureReason, FailureConsequence>
    {
        [FailureReason.Absent] = FailureConsequence.OfferWindows,
        [FailureReason.NoKey] = FailureConsequence.OfferWindows,
        [FailureReason.BlockedIn] = FailureConsequence.OfferWindows,
        [FailureReason.AddressWrong] = FailureConsequence.OfferWindows,
        [FailureReason.WillNotStart] = FailureConsequence.SendTransporter,
        [FailureReason.WrongCar] = FailureConsequence.AskDispatcher,
        [FailureReason.Unsafe] = FailureConsequence.AskDispatcher,
        [FailureReason.Refused] = FailureConsequence.AskDispatcher,
    };

    /// <param name="reason">Why it failed.</param>
    /// <param name="stop">Which stop.</param>
    /// <param name="move">All stops of its move.</param>
    /// <returns>Anywhere else, and with a car aboard, a dispatcher decides what becomes of the car.</returns>
    public static FailureConsequence Of(FailureReason reason, StopProgress stop, IEnumerable<StopProgress> move) =>
        stop.Kind == StopKind.Collect && !move.Any(other => other.IsDone) ? AtTheDoor[reason] : FailureConsequence.AskDispatcher;
}
