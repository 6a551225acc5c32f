using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Matching;

/// <summary>
/// The fastest ways from one place to a few near ones: Dijkstra's search that goes no farther than a bound in metres.
/// O(settled log settled), some hundred states as a rule. Not thread-safe.
/// </summary>
internal sealed class LocalSearch(GraphColumns graph, RegionColumns roads)
{
    private const int CancellationMask = 0xFFF;

    private readonly Labels _labels = new(graph.StateCount);
    private readonly StateHeap _heap = new();

    /// <summary>Targets by arc.</summary>
    private readonly Dictionary<int, List<int>> _onArc = [];

    /// <summary>Fills the length in centimetres of the fastest way to each target, -1 where there is none within the bound.</summary>
    public void Run(Metric metric, Phantom from, IReadOnlyList<Phantom> targets, int maxCentimetres, int[] centimetres, CancellationToken ct)
    {
        var best = new int[targets.Count];
        Array.Fill(best, int.MaxValue);
        Array.Fill(centimetres, -1, 0, targets.Count);
        _onArc.Clear();
        for (var t = 0; t < targets.Count; t++)
        {
            if (Ends.Direct(graph, metric, from, targets[t]) is { } direct)
                (best[t], centimetres[t]) = (direct.Deciseconds, direct.Centimetres);
            for (var arc = 2 * targets[t].Segment; arc <= 2 * targets[t].Segment + 1; arc++)
            {
                if (!targets[t].Allows(arc) || !metric.IsOpen(graph, arc))
                    continue;
                if (!_onArc.TryGetValue(arc, out var here))
                    _onArc.Add(arc, here = []);
                here.Add(t);
            }
        }

        Seed(metric, from);
        var labels = _labels.All;
        var settled = 0;
        while (!_heap.IsEmpty)
        {
            if ((++settled & CancellationMask) == 0)
                ct.ThrowIfCancellationRequested();
            var state = _heap.Pop(out var cost);
            if (labels[state].Cost < cost)
                continue;
            var length = labels[state].Centimetres;
            var arc = graph.StateArc[state];
            if (_onArc.TryGetValue(arc, out var ends))
            {
                foreach (var t in ends)
                {
                    var total = cost + targets[t].Before(arc, metric.StateWeight[state]);
                    if (total >= best[t])
                        continue;
                    best[t] = total;
                    centimetres[t] = length + targets[t].CentimetresBefore(arc, roads.Centimetres[arc >> 1]);
                }
            }

            var after = length + roads.Centimetres[arc >> 1];
            if (after > maxCentimetres)
                continue;
            for (var i = graph.FirstTurn[state]; i < graph.FirstTurn[state + 1]; i++)
                Reach(graph.Turns[i].State, metric.TurnDeciseconds(graph, state, i), cost, after);
        }
    }

    private void Seed(Metric metric, Phantom from)
    {
        _labels.Reset();
        _heap.Clear();
        var whole = roads.Centimetres[from.Segment];
        for (var arc = 2 * from.Segment; arc <= 2 * from.Segment + 1; arc++)
        {
            var state = Ends.BeginState(graph, metric, from, arc);
            if (state < 0)
                continue;
            var before = from.Before(arc, metric.StateWeight[state]);
            for (var i = graph.FirstTurn[state]; i < graph.FirstTurn[state + 1]; i++)
                Reach(graph.Turns[i].State, metric.TurnDeciseconds(graph, state, i), -before, whole - from.CentimetresBefore(arc, whole));
        }
    }

    private void Reach(int state, int turn, int before, int centimetres)
    {
        if (turn >= Metric.Infinite)
            return;
        var cost = before + turn;
        ref var label = ref _labels.All[state];
        if (label.Generation == _labels.Generation && label.Cost <= cost)
            return;
        label = new Label { Generation = _labels.Generation, Cost = cost, Parent = Labels.None, Centimetres = centimetres };
        _heap.Push(cost, state);
    }
}
