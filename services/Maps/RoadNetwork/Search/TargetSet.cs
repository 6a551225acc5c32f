using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// The destinations of a table by the states that reach them: made once, read by all sweeps at the same time.
/// </summary>
internal sealed class TargetSet
{
    /// <summary>By state: its first entry in <see cref="_entries"/>, -1 when no destination lies on it.</summary>
    private readonly int[] _firstEntry;

    private readonly List<Entry> _entries = [];

    public TargetSet(GraphColumns graph, RegionColumns roads, IReadOnlyList<Phantom?> targets)
    {
        Targets = targets;
        _firstEntry = new int[graph.StateCount];
        _firstEntry.AsSpan().Fill(-1);
        for (var t = 0; t < targets.Count; t++)
        {
            if (targets[t] is not { } target)
                continue;
            SnappedCount++;
            for (var arc = 2 * target.Segment; arc <= 2 * target.Segment + 1; arc++)
            {
                if (!target.Allows(arc))
                    continue;
                var length = roads.Centimetres[target.Segment];
                for (var state = graph.FirstState[arc]; state < graph.FirstState[arc + 1]; state++)
                {
                    _entries.Add(new Entry(t, target.Before(arc, graph.Weight[state]), target.CentimetresBefore(arc, length), _firstEntry[state]));
                    _firstEntry[state] = _entries.Count - 1;
                }
            }
        }
    }

    public IReadOnlyList<Phantom?> Targets { get; }

    public int SnappedCount { get; }

    public ReadOnlySpan<int> FirstEntry => _firstEntry;

    public Entry this[int entry] => _entries[entry];

    /// <param name="Target">Index of the destination.</param>
    /// <param name="Deciseconds">From entering the state to the destination.</param>
    /// <param name="Centimetres">The same way.</param>
    /// <param name="Next">The next entry of the same state, -1 at the end.</param>
    public readonly record struct Entry(int Target, int Deciseconds, int Centimetres, int Next);
}
