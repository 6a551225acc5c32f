using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// What publishing the draft would change of the plan in force.
/// </summary>
/// <remarks>Sent by Planning, in answer to <see cref="ShowDraft"/>. Handled by Dispatch.</remarks>
public sealed record DraftShown
{
    /// <summary>True when the plan differs from what drivers were sent.</summary>
    public required bool IsDraft { get; init; }

    /// <summary>False before the first plan of the day was published: then there is nothing to compare with or to go back to.</summary>
    public required bool HasPublished { get; init; }

    /// <summary>What it costs and breaks, against the plan in force at this moment; null without one.</summary>
    public required Trial? Difference { get; init; }

    /// <summary>Moves with another driver, another place in their route, another promise or another time; in the order of their times.</summary>
    public required IReadOnlyList<DraftMove> Moves { get; init; }
}
