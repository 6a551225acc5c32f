using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// From one place to many: Dijkstra's search that stops once no destination can become nearer. One row of a table.
/// Not thread-safe: one a query object.
/// </summary>
internal sealed class Sweep(GraphColumns graph, RegionColumns roads, Metric metric)
{
    private const int CancellationMask = 0x3FFF;

    private readonly Labels _labels = new(graph.StateCount);
    private readonly StateHeap _heap = new();

    /// <summary>
    /// Fills one row: deciseconds and centimetres by destination, -1 where it is farther than
    /// <paramref name="maxDeciseconds"/> or cannot be reached. O(settled log settled).
    /// </summary>
    public void Run(Phantom from, TargetSet targets, int maxDeciseconds, Span<int> deciseconds, Span<int> centimetres, CancellationToken ct)
    {
        deciseconds.Fill(-1);
        centimetres.Fill(-1);
        var missing = targets.SnappedCount - FillDirect(from, targets, maxDeciseconds, deciseconds, centimetres);
        Seed(from);

        var limit = missing == 0 ? Farthest(deciseconds) : maxDeciseconds;
        var firstTurn = graph.FirstTurn.Span;
        var turns = graph.Turns.Span;
        var lengths = roads.Centimetres.Span;
        var arcs = graph.StateArc.Span;
        var firstEntry = targets.FirstEntry;
        var labels = _labels.All;
        var generation = _labels.Generation;
        var settled = 0;
        while (!_heap.IsEmpty && _heap.SmallestCost <= limit)
        {
            if ((++settled & CancellationMask) == 0)
                ct.ThrowIfCancellationRequested();
            var state = _heap.Pop(out var cost);
            ref readonly var at = ref labels[state];
            if (at.Cost < cost)
                continue;
            var length = at.Centimetres;
            for (var e = firstEntry[state]; e >= 0;)
            {
                var entry = targets[e];
                e = entry.Next;
                var total = cost + entry.Deciseconds;
                var known = deciseconds[entry.Target];
                if (total > maxDeciseconds || (known >= 0 && known <= total))
                    continue;
                deciseconds[entry.Target] = total;
                centimetres[entry.Target] = length + entry.Centimetres;

                // All destinations have an answer: what is left to find is nearer than the farthest of them.
                if (known < 0 && --missing == 0)
                    limit = Farthest(deciseconds);
            }

            var after = length + lengths[arcs[state] >> 1];
            foreach (ref readonly var turn in turns[firstTurn[state]..firstTurn[state + 1]])
            {
                var next = cost + turn.Deciseconds;
                ref var label = ref labels[turn.State];
                if (label.Generation == generation && label.Cost <= next)
                    continue;
                label.Generation = generation;
                label.Cost = next;
                label.Centimetres = after;
                _heap.Push(next, turn.State);
            }
        }
    }

    private static int Farthest(ReadOnlySpan<int> deciseconds)
    {
        var farthest = -1;
        foreach (var d in deciseconds)
            farthest = Math.Max(farthest, d);
        return farthest;
    }

    /// <summary>Destinations on the source's own segment, without leaving it. Returns how many.</summary>
    private int FillDirect(Phantom from, TargetSet targets, int maxDeciseconds, Span<int> deciseconds, Span<int> centimetres)
    {
        var found = 0;
        for (var t = 0; t < deciseconds.Length; t++)
        {
            if (targets.Targets[t] is { } target && Ends.Direct(graph, metric, from, target) is { } direct && direct.Deciseconds <= maxDeciseconds)
            {
                deciseconds[t] = direct.Deciseconds;
                centimetres[t] = direct.Centimetres;
                found++;
            }
        }

        return found;
    }

    private void Seed(Phantom from)
    {
        _labels.Reset();
        _heap.Clear();
        var labels = _labels.All;
        for (var arc = 2 * from.Segment; arc <= 2 * from.Segment + 1; arc++)
        {
            var state = Ends.BeginState(graph, metric, from, arc);
            if (state < 0)
                continue;
            var before = from.Before(arc, graph.Weight[state]);
            var length = roads.Centimetres[from.Segment];
            var rest = length - from.CentimetresBefore(arc, length);
            for (var t = graph.FirstTurn[state]; t < graph.FirstTurn[state + 1]; t++)
            {
                var turn = graph.Turns[t];
                var cost = turn.Deciseconds - before;
                ref var label = ref labels[turn.State];
                if (label.Generation == _labels.Generation && label.Cost <= cost)
                    continue;
                label = new Label { Generation = _labels.Generation, Cost = cost, Parent = Labels.None, Centimetres = rest };
                _heap.Push(cost, turn.State);
            }
        }
    }
}
