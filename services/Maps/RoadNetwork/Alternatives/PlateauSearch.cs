using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Alternatives;

/// <summary>
/// Other sensible ways between two places. A tree of fastest ways from the start and one to the destination agree on
/// "plateaus": stretches that both trees follow. The way over a long plateau has no detour anywhere along it, so the
/// longest plateaus make the best alternatives (Jones 2012, US 8,249,810; Abraham, Delling, Goldberg, Werneck 2013, whose
/// bounds on stretch, sharing and local optimality are used). Two searches over what lies within the longest way allowed:
/// O(reached log reached), tens of milliseconds for a city.
/// </summary>
internal sealed class PlateauSearch(GraphColumns graph, RegionColumns roads, TurnsBack back, Metric metric)
{
    private const int CancellationMask = 0xFFF;

    /// <summary>An alternative takes at most so much longer than the fastest way.</summary>
    private const double Stretch = 1.3;

    /// <summary>And shares at most so much of it, and of the other alternatives.</summary>
    private const double MostShared = 0.75;

    /// <summary>And follows one plateau for so much of it.</summary>
    private const double LeastPlateau = 0.1;

    /// <summary>By state: the state before on the way from the start, or the first arc as its complement; None beyond the search.</summary>
    private readonly int[] _before = new int[graph.StateCount];
    private readonly int[] _fromStart = new int[graph.StateCount];

    /// <summary>By state: the state after on the way to the destination, itself at the end.</summary>
    private readonly int[] _after = new int[graph.StateCount];
    private readonly int[] _toEnd = new int[graph.StateCount];

    /// <summary>Up to <paramref name="number"/> ways, the fastest first; none when there are no sensible ones.</summary>
    public List<OtherPath> Find(IRoadPath fastest, Phantom from, Phantom to, int number, CancellationToken ct)
    {
        var limit = (int)Math.Min(Metric.Infinite - 1, fastest.Deciseconds * Stretch);
        Forward(from, limit, ct);
        Backward(to, limit, ct);
        var taken = new List<HashSet<int>> { fastest.Arcs.ToHashSet() };
        var found = new List<OtherPath>();
        foreach (var state in Plateaus(limit, fastest.Deciseconds))
        {
            if (found.Count == number)
                break;
            var path = Unpack(state, from, to);
            var arcs = path.Arcs.ToHashSet();
            if (arcs.Count < path.Arcs.Count || taken.Exists(other => Shared(path, other) > MostShared * fastest.Deciseconds))
                continue;
            taken.Add(arcs);
            found.Add(path);
        }

        found.Sort((a, b) => a.Deciseconds.CompareTo(b.Deciseconds));
        return found;
    }

    private void Forward(Phantom from, int limit, CancellationToken ct)
    {
        _fromStart.AsSpan().Fill(Metric.Infinite);
        var heap = new StateHeap();
        for (var arc = 2 * from.Segment; arc <= 2 * from.Segment + 1; arc++)
        {
            var state = Ends.BeginState(graph, metric, from, arc);
            if (state >= 0)
                Relax(state, -from.Before(arc, metric.StateWeight[state]), ~arc);
        }

        for (var settled = 1; !heap.IsEmpty; settled++)
        {
            if ((settled & CancellationMask) == 0)
                ct.ThrowIfCancellationRequested();
            var state = heap.Pop(out var cost);
            if (_fromStart[state] == cost)
                Relax(state, cost, state);
        }

        void Relax(int state, int cost, int before)
        {
            for (var turn = graph.FirstTurn[state]; turn < graph.FirstTurn[state + 1]; turn++)
            {
                var next = graph.Turns[turn].State;
                var total = cost + metric.TurnDeciseconds(graph, state, turn);
                if (total > limit || total >= _fromStart[next])
                    continue;
                _fromStart[next] = total;
                _before[next] = before;
                heap.Push(total, next);
            }
        }
    }

    private void Backward(Phantom to, int limit, CancellationToken ct)
    {
        _toEnd.AsSpan().Fill(Metric.Infinite);
        var heap = new StateHeap();
        for (var arc = 2 * to.Segment; arc <= 2 * to.Segment + 1; arc++)
        {
            for (var state = graph.FirstState[arc]; state < graph.FirstState[arc + 1]; state++)
            {
                if (!Ends.MayEnd(graph, metric, to, state))
                    continue;
                _toEnd[state] = to.Before(arc, metric.StateWeight[state]);
                _after[state] = state;
                heap.Push(_toEnd[state], state);
            }
        }

        for (var settled = 1; !heap.IsEmpty; settled++)
        {
            if ((settled & CancellationMask) == 0)
                ct.ThrowIfCancellationRequested();
            var state = heap.Pop(out var cost);
            if (_toEnd[state] != cost)
                continue;
            var (begin, end) = back.Into(state);
            for (var i = begin; i < end; i++)
            {
                var before = back.From[i];
                var total = cost + metric.TurnDeciseconds(graph, before, back.Turn[i]);
                if (total > limit || total >= _toEnd[before])
                    continue;
                _toEnd[before] = total;
                _after[before] = state;
                heap.Push(total, before);
            }
        }
    }

    /// <summary>A state of each plateau that is long enough, those with the least detour for their length first.</summary>
    private List<int> Plateaus(int limit, int fastest)
    {
        var plateaus = new List<(int State, int Score)>();
        for (var state = 0; state < graph.StateCount; state++)
        {
            // One that begins here: the way to the destination does not come from where the way from the start does.
            if (_fromStart[state] + _toEnd[state] > limit || (_before[state] >= 0 && _toEnd[_before[state]] < Metric.Infinite && _after[_before[state]] == state))
                continue;
            var last = state;
            while (_after[last] != last && _before[_after[last]] == last && _fromStart[_after[last]] < Metric.Infinite)
                last = _after[last];
            var length = _fromStart[last] - _fromStart[state];
            if (length >= LeastPlateau * fastest)
                plateaus.Add((state, _fromStart[state] + _toEnd[state] - length));
        }

        plateaus.Sort((a, b) => a.Score != b.Score ? a.Score.CompareTo(b.Score) : a.State.CompareTo(b.State));
        return plateaus.ConvertAll(plateau => plateau.State);
    }

    private OtherPath Unpack(int over, Phantom from, Phantom to)
    {
        var arcs = new List<int>();
        var enteredAt = new List<int>();
        for (var state = over; ; state = _before[state])
        {
            arcs.Add(graph.StateArc[state]);
            enteredAt.Add(_fromStart[state]);
            if (_before[state] >= 0)
                continue;
            arcs.Add(~_before[state]);
            enteredAt.Add(0);
            break;
        }

        arcs.Reverse();
        enteredAt.Reverse();
        var total = _fromStart[over] + _toEnd[over];
        for (var state = over; _after[state] != state;)
        {
            state = _after[state];
            arcs.Add(graph.StateArc[state]);
            enteredAt.Add(total - _toEnd[state]);
        }

        var length = roads.Centimetres[from.Segment];
        var centimetres = length - from.CentimetresBefore(arcs[0], length);
        for (var i = 1; i < arcs.Count - 1; i++)
            centimetres += roads.Centimetres[arcs[i] >> 1];
        centimetres += to.CentimetresBefore(arcs[^1], roads.Centimetres[to.Segment]);
        return new OtherPath { Deciseconds = total, Centimetres = centimetres, Arcs = arcs, EnteredAt = enteredAt };
    }

    private int Shared(OtherPath path, HashSet<int> other)
    {
        var shared = 0;
        foreach (var arc in path.Arcs)
        {
            if (other.Contains(arc))
                shared += metric.StateWeight[graph.FirstState[arc]];
        }

        return shared;
    }
}
