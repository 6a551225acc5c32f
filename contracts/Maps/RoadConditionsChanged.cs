using Routing.Contracts.Values;

namespace Routing.Contracts.Maps;

/// <summary>
/// The road conditions that are known now: all that have not ended, also those that have not begun. The whole set, not
/// what changed: whoever has the newest version knows all, whatever else was lost, came twice or in another order. There are
/// some dozens of them.
/// </summary>
/// <remarks>Sent by Maps when one is added, changed, taken back or ends, and at its start. Handled by Planning and Dispatch.</remarks>
public sealed record RoadConditionsChanged
{
    /// <summary>Rises with each change; an older one than is known is passed over.</summary>
    public required long Version { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Those that have not ended, by their beginning.</summary>
    public required IReadOnlyList<RoadCondition> Conditions { get; init; }
}
