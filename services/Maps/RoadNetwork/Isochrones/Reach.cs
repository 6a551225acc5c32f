using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Isochrones;

/// <summary>
/// Everything that is reached from a place within a time, by Dijkstra's search without a target. O(reached log reached).
/// </summary>
internal sealed class Reach : IReach
{
    private const int CancellationMask = 0xFFF;
    public const int Never = int.MaxValue;

    private readonly GraphColumns _graph;
    private readonly Metric _metric;
    private readonly Phantom _from;

    /// <summary>By arc: deciseconds to entering it, <see cref="Never"/> when it is not reached in time.</summary>
    private readonly int[] _entered;

    public Reach(GraphColumns graph, Metric metric, Phantom from, int maxDeciseconds, CancellationToken ct)
    {
        _graph = graph;
        _metric = metric;
        _from = from;
        _entered = new int[graph.FirstState.Length - 1];
        _entered.AsSpan().Fill(Never);
        var cost = new int[graph.StateCount];
        cost.AsSpan().Fill(Never);
        var heap = new StateHeap();
        for (var arc = 2 * from.Segment; arc <= 2 * from.Segment + 1; arc++)
        {
            var state = Ends.BeginState(graph, metric, from, arc);
            if (state >= 0)
                Relax(state, -from.Before(arc, metric.StateWeight[state]));
        }

        var settled = 0;
        while (!heap.IsEmpty)
        {
            if ((++settled & CancellationMask) == 0)
                ct.ThrowIfCancellationRequested();
            var state = heap.Pop(out var at);
            if (cost[state] < at)
                continue;
            Relax(state, at);
        }

        foreach (var arc in Arcs)
            Segments.Add(arc >> 1);
        Segments.Add(from.Segment);

        void Relax(int state, int at)
        {
            for (var turn = graph.FirstTurn[state]; turn < graph.FirstTurn[state + 1]; turn++)
            {
                var deciseconds = metric.TurnDeciseconds(graph, state, turn);
                if (deciseconds >= Metric.Infinite || at + deciseconds > maxDeciseconds)
                    continue;
                var next = graph.Turns[turn].State;
                if (cost[next] <= at + deciseconds)
                    continue;
                cost[next] = at + deciseconds;
                var arc = graph.StateArc[next];
                if (_entered[arc] == Never)
                    Arcs.Add(arc);
                _entered[arc] = Math.Min(_entered[arc], at + deciseconds);
                heap.Push(at + deciseconds, next);
            }
        }
    }

    public HashSet<int> Segments { get; } = [];

    private List<int> Arcs { get; } = [];

    public int At(int segment, double share)
    {
        var best = Never;
        for (var arc = 2 * segment; arc <= 2 * segment + 1; arc++)
        {
            if (!_metric.IsOpen(_graph, arc))
                continue;
            var weight = _metric.StateWeight[_graph.FirstState[arc]];
            var driven = (arc & 1) == 0 ? share : 1 - share;
            if (_entered[arc] != Never)
                best = Math.Min(best, _entered[arc] + (int)(weight * driven));
            if (segment != _from.Segment || !_from.Allows(arc))
                continue;
            var start = (arc & 1) == 0 ? _from.Ratio : 1 - _from.Ratio;
            if (driven >= start)
                best = Math.Min(best, (int)(weight * (driven - start)));
        }

        return best;
    }
}
