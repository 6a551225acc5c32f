using Routing.RoadNetwork.Alternatives;
using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Isochrones;

/// <summary>Everything from which a place is reached within a time: Dijkstra's search against the turns. O(reached log reached).</summary>
internal sealed class ReachBack : IReach
{
    private const int CancellationMask = 0xFFF;

    private readonly GraphColumns _graph;
    private readonly Metric _metric;

    /// <summary>By arc: deciseconds from beginning a route at its tail to the place; <see cref="Reach.Never"/> beyond the search.</summary>
    private readonly int[] _left;

    public ReachBack(GraphColumns graph, TurnsBack back, Metric metric, Phantom to, int maxDeciseconds, CancellationToken ct)
    {
        _graph = graph;
        _metric = metric;
        _left = new int[graph.FirstState.Length - 1];
        _left.AsSpan().Fill(Reach.Never);
        var cost = new int[graph.StateCount];
        cost.AsSpan().Fill(Reach.Never);
        var heap = new StateHeap();
        for (var arc = 2 * to.Segment; arc <= 2 * to.Segment + 1; arc++)
        {
            for (var state = graph.FirstState[arc]; state < graph.FirstState[arc + 1]; state++)
            {
                if (Ends.MayEnd(graph, metric, to, state))
                    Put(state, to.Before(arc, metric.StateWeight[state]));
            }
        }

        for (var settled = 1; !heap.IsEmpty; settled++)
        {
            if ((settled & CancellationMask) == 0)
                ct.ThrowIfCancellationRequested();
            var state = heap.Pop(out var at);

            // An arc whose end alone lies within the time is a part of it; what comes before is not.
            if (cost[state] < at || at > maxDeciseconds)
                continue;
            var (begin, end) = back.Into(state);
            for (var i = begin; i < end; i++)
            {
                var before = back.From[i];
                var turn = metric.TurnDeciseconds(graph, before, back.Turn[i]);
                if (turn < Metric.Infinite && at + turn - metric.StateWeight[before] <= maxDeciseconds)
                    Put(before, at + turn);
            }
        }

        void Put(int state, int total)
        {
            if (cost[state] <= total)
                return;
            cost[state] = total;
            heap.Push(total, state);
            var arc = graph.StateArc[state];
            Segments.Add(arc >> 1);
            if (state == graph.FirstState[arc])
                _left[arc] = total;
        }
    }

    public HashSet<int> Segments { get; } = [];

    public int At(int segment, double share)
    {
        var best = Reach.Never;
        for (var arc = 2 * segment; arc <= 2 * segment + 1; arc++)
        {
            if (_left[arc] == Reach.Never)
                continue;
            var driven = (arc & 1) == 0 ? share : 1 - share;
            var left = _left[arc] - (int)(_metric.StateWeight[_graph.FirstState[arc]] * driven);

            // Beyond the place on its own arc one has to go round, or to use the other direction.
            if (left >= 0)
                best = Math.Min(best, left);
        }

        return best;
    }
}
