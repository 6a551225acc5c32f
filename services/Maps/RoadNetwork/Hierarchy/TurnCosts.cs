using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>A turn graph with what its turns cost in one metric: what a customisation begins with.</summary>
internal readonly ref struct TurnCosts
{
    /// <summary>By state, states + 1: where its turns begin in <see cref="Turns"/>.</summary>
    public required ReadOnlySpan<int> FirstTurn { get; init; }

    /// <summary>With the usual weights in them.</summary>
    public required ReadOnlySpan<TurnTo> Turns { get; init; }

    /// <summary>By state: its arc, whose half is its segment.</summary>
    public required ReadOnlySpan<int> StateArc { get; init; }

    /// <summary>By state: deciseconds along its arc as the rules have it.</summary>
    public required ReadOnlySpan<int> Usual { get; init; }

    /// <summary>The same in this metric; <see cref="Metric.Infinite"/>: closed.</summary>
    public required ReadOnlySpan<int> Weight { get; init; }

    public required ReadOnlySpan<int> SegmentCentimetres { get; init; }

    /// <summary>By state: whether nothing leads on from its end; null: none is.</summary>
    public bool[]? ShutEnds { get; init; }
}
