using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// The windows that can be offered, best first.
/// </summary>
/// <remarks>Sent by Planning. Handled by Intake.</remarks>
public sealed record SlotsQuoted
{
    /// <summary>Best first; empty when there are none.</summary>
    public required IReadOnlyList<Slot> Slots { get; init; }

    /// <summary>Why there are none; null when there are some.</summary>
    public Reason? Reason { get; init; }
}
