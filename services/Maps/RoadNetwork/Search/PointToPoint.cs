using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// The fastest route between two places, by Dijkstra's search from both ends in turns until the two fronts together
/// cost as much as the best meeting (Nicholson 1966). Exact. Not thread-safe: one a query object.
/// </summary>
internal sealed class PointToPoint(GraphColumns graph, RegionColumns roads) : IRoadPath
{
    private const int CancellationMask = 0xFFF;

    private readonly Labels _forward = new(graph.StateCount);
    private readonly Labels _backward = new(graph.StateCount);
    private readonly StateHeap _forwardHeap = new();
    private readonly StateHeap _backwardHeap = new();

    /// <summary>Deciseconds of the last search, -1 when there is no route.</summary>
    public int Deciseconds { get; private set; }

    public int Centimetres { get; private set; }

    /// <summary>The arcs of the last search's route, the first and last in part.</summary>
    public List<int> Arcs { get; } = [];

    /// <summary>By arc of <see cref="Arcs"/>: deciseconds from the start to entering it; the first is 0.</summary>
    public List<int> EnteredAt { get; } = [];

    public bool Find(Phantom from, Phantom to, CancellationToken ct)
    {
        Arcs.Clear();
        EnteredAt.Clear();
        Deciseconds = -1;
        var direct = Ends.Direct(graph, from, to);
        var best = direct?.Deciseconds ?? int.MaxValue;
        var meeting = Search(from, to, ref best, ct);
        if (meeting >= 0)
        {
            Unpack(meeting, from, to);
            Deciseconds = best;
            return true;
        }

        if (direct is not { } stay)
            return false;
        Arcs.Add(stay.Arc);
        EnteredAt.Add(0);
        Deciseconds = stay.Deciseconds;
        Centimetres = stay.Centimetres;
        return true;
    }

    // Both fronts settle in order of cost; a state reached from both is a way through. Once the smallest costs of both
    // fronts add up to the best way, every better one would have been met. O(settled log settled).
    private int Search(Phantom from, Phantom to, ref int best, CancellationToken ct)
    {
        _forward.Reset();
        _backward.Reset();
        _forwardHeap.Clear();
        _backwardHeap.Clear();
        var meeting = -1;
        Seed(from);
        SeedBackward(to, ref best, ref meeting);

        var firstTurn = graph.FirstTurn.Span;
        var turns = graph.Turns.Span;
        var firstReverse = graph.FirstReverse.Span;
        var reverse = graph.Reverse.Span;
        var settled = 0;
        while (!_forwardHeap.IsEmpty && !_backwardHeap.IsEmpty
            && (long)_forwardHeap.SmallestCost + _backwardHeap.SmallestCost < best)
        {
            if ((++settled & CancellationMask) == 0)
                ct.ThrowIfCancellationRequested();
            if (_forwardHeap.SmallestCost <= _backwardHeap.SmallestCost)
                Settle(_forwardHeap, _forward, _backward, firstTurn, turns, ref best, ref meeting);
            else
                Settle(_backwardHeap, _backward, _forward, firstReverse, reverse, ref best, ref meeting);
        }

        return meeting;
    }

    private static void Settle(
        StateHeap heap,
        Labels own,
        Labels other,
        ReadOnlySpan<int> firstTurn,
        ReadOnlySpan<TurnTo> turns,
        ref int best,
        ref int meeting)
    {
        var state = heap.Pop(out var cost);
        var labels = own.All;
        if (labels[state].Cost < cost)
            return;
        var generation = own.Generation;
        foreach (ref readonly var turn in turns[firstTurn[state]..firstTurn[state + 1]])
        {
            var next = cost + turn.Deciseconds;
            ref var label = ref labels[turn.State];
            if (label.Generation == generation && label.Cost <= next)
                continue;
            label.Generation = generation;
            label.Cost = next;
            label.Parent = state;
            heap.Push(next, turn.State);
            var rest = other.CostOf(turn.State);
            if (rest != int.MaxValue && next + rest < best)
            {
                best = next + rest;
                meeting = turn.State;
            }
        }
    }

    private void Seed(Phantom from)
    {
        var labels = _forward.All;
        for (var arc = 2 * from.Segment; arc <= 2 * from.Segment + 1; arc++)
        {
            var state = Ends.BeginState(graph, from, arc);
            if (state < 0)
                continue;
            var before = from.Before(arc, graph.Weight[state]);
            for (var t = graph.FirstTurn[state]; t < graph.FirstTurn[state + 1]; t++)
            {
                var turn = graph.Turns[t];
                var cost = turn.Deciseconds - before;
                ref var label = ref labels[turn.State];
                if (label.Generation == _forward.Generation && label.Cost <= cost)
                    continue;
                label = new Label { Generation = _forward.Generation, Cost = cost, Parent = ~arc };
                _forwardHeap.Push(cost, turn.State);
            }
        }
    }

    private void SeedBackward(Phantom to, ref int best, ref int meeting)
    {
        var labels = _backward.All;
        for (var arc = 2 * to.Segment; arc <= 2 * to.Segment + 1; arc++)
        {
            if (!to.Allows(arc))
                continue;
            for (var state = graph.FirstState[arc]; state < graph.FirstState[arc + 1]; state++)
            {
                var cost = to.Before(arc, graph.Weight[state]);
                labels[state] = new Label { Generation = _backward.Generation, Cost = cost, Parent = Labels.None };
                _backwardHeap.Push(cost, state);
                var begun = _forward.CostOf(state);
                if (begun != int.MaxValue && begun + cost < best)
                {
                    best = begun + cost;
                    meeting = state;
                }
            }
        }
    }

    /// <summary>From the meeting back to the first arc, and on to the last.</summary>
    private void Unpack(int meeting, Phantom from, Phantom to)
    {
        var state = meeting;
        while (true)
        {
            Arcs.Add(graph.StateArc[state]);
            EnteredAt.Add(_forward[state].Cost);
            var parent = _forward[state].Parent;
            if (parent < 0)
            {
                Arcs.Add(~parent);
                EnteredAt.Add(0);
                break;
            }

            state = parent;
        }

        Arcs.Reverse();
        EnteredAt.Reverse();
        var total = _forward[meeting].Cost + _backward[meeting].Cost;
        for (state = _backward[meeting].Parent; state != Labels.None; state = _backward[state].Parent)
        {
            Arcs.Add(graph.StateArc[state]);
            EnteredAt.Add(total - _backward[state].Cost);
        }

        var first = roads.Centimetres[from.Segment];
        Centimetres = first - from.CentimetresBefore(Arcs[0], first);
        for (var i = 1; i < Arcs.Count - 1; i++)
            Centimetres += roads.Centimetres[Arcs[i] >> 1];
        Centimetres += to.CentimetresBefore(Arcs[^1], roads.Centimetres[to.Segment]);
    }
}
