using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// The fastest route between two places: climbs the elimination tree from both, along arcs to ancestors and from
/// ancestors, and takes the best common ancestor; no queue. Dibbelt, Strasser, Wagner, Customizable Contraction
/// Hierarchies, JEA 2016. Exact. Not thread-safe: one a query object.
/// </summary>
internal sealed class PointToPoint(Region region, Profile profile) : IRoadPath
{
    private readonly GraphColumns _graph = region.Graphs[(int)profile];
    private readonly Topology _topology = region.Topologies[(int)profile];
    private readonly Climb _forward = new();
    private readonly Climb _backward = new();

    /// <summary>Arcs to unpack, the next on top: indices into the metric's Out; into In, the complement.</summary>
    private readonly Stack<int> _packed = new();

    /// <summary>Deciseconds of the last search, -1 when there is no route.</summary>
    public int Deciseconds { get; private set; }

    public int Centimetres { get; private set; }

    /// <summary>The arcs of the last search's route, the first and last in part.</summary>
    public List<int> Arcs { get; } = [];

    /// <summary>By arc of <see cref="Arcs"/>: deciseconds from the start to entering it; the first is 0.</summary>
    public List<int> EnteredAt { get; } = [];

    public bool Find(Metric metric, Phantom from, Phantom to)
    {
        Arcs.Clear();
        EnteredAt.Clear();
        Deciseconds = -1;
        if (from.Segment == to.Segment)
            return FindOnSegment(metric, from, to);
        SeedForward(metric, from);
        SeedBackward(metric, to);
        var best = Metric.Infinite;
        var meeting = Meet(metric, ref best);
        if (meeting < 0)
            return false;
        Deciseconds = best + _forward.Offset;
        UnpackForward(metric, meeting, -1);
        UnpackBackward(metric, meeting);
        Measure(from, to);
        return true;
    }

    /// <summary>
    /// The fastest way that leaves a segment and comes back to it, which may begin and end in the same state: so the first
    /// turn is taken before climbing, one turn after the other.
    /// </summary>
    public bool FindLoop(Metric metric, Phantom from, Phantom to) => FindLoop(metric, from, to, Metric.Infinite);

    private bool FindOnSegment(Metric metric, Phantom from, Phantom to)
    {
        var direct = Ends.Direct(_graph, metric, from, to);
        if (FindLoop(metric, from, to, direct?.Deciseconds ?? Metric.Infinite))
            return true;
        if (direct is not { } stay)
            return false;
        Arcs.Add(stay.Arc);
        EnteredAt.Add(0);
        Deciseconds = stay.Deciseconds;
        Centimetres = stay.Centimetres;
        return true;
    }

    private bool FindLoop(Metric metric, Phantom from, Phantom to, int below)
    {
        Arcs.Clear();
        EnteredAt.Clear();
        var best = below;
        var bestTurn = -1;
        var bestArc = -1;
        for (var arc = 2 * from.Segment; arc <= 2 * from.Segment + 1; arc++)
        {
            var state = Ends.BeginState(_graph, metric, from, arc);
            if (state < 0)
                continue;
            for (var turn = _graph.FirstTurn[state]; turn < _graph.FirstTurn[state + 1]; turn++)
            {
                if (MeetAfter(metric, from, to, arc, turn, ref best) < 0)
                    continue;
                bestTurn = turn;
                bestArc = arc;
            }
        }

        if (bestTurn < 0)
            return false;
        var again = Metric.Infinite;
        var meeting = MeetAfter(metric, from, to, bestArc, bestTurn, ref again);
        Deciseconds = best;
        UnpackForward(metric, meeting, bestArc);
        UnpackBackward(metric, meeting);
        Measure(from, to);
        return true;
    }

    private int MeetAfter(Metric metric, Phantom from, Phantom to, int arc, int turn, ref int best)
    {
        var state = _graph.FirstState[arc];
        var cost = metric.TurnDeciseconds(_graph, state, turn);
        if (cost >= Metric.Infinite)
            return -1;
        var rank = _topology.RankOfState[_graph.Turns[turn].State];
        _forward.Begin(_topology, rank, 0);
        _forward.Seed(_topology, rank, cost - from.Before(arc, metric.StateWeight[state]));
        SeedBackward(metric, to);
        return Meet(metric, ref best);
    }

    private void SeedForward(Metric metric, Phantom from)
    {
        Span<(int Rank, int Cost)> seeds = stackalloc (int, int)[2];
        var count = 0;
        var lowest = int.MaxValue;
        var earliest = 0;
        for (var arc = 2 * from.Segment; arc <= 2 * from.Segment + 1; arc++)
        {
            var state = Ends.BeginState(_graph, metric, from, arc);
            if (state < 0)
                continue;
            var rank = _topology.RankOfState[state];
            var cost = -from.Before(arc, metric.StateWeight[state]);
            seeds[count++] = (rank, cost);
            lowest = Math.Min(lowest, rank);
            earliest = Math.Min(earliest, cost);
        }

        // Costs from 0 up, so that one that is not below the best way cannot belong to a better one.
        _forward.Begin(_topology, count > 0 ? lowest : -1, earliest);
        foreach (var (rank, cost) in seeds[..count])
            _forward.Seed(_topology, rank, cost);
    }

    private void SeedBackward(Metric metric, Phantom to)
    {
        var lowest = int.MaxValue;
        for (var state = _graph.FirstState[2 * to.Segment]; state < _graph.FirstState[2 * to.Segment + 2]; state++)
        {
            if (Ends.MayEnd(_graph, metric, to, state))
                lowest = Math.Min(lowest, _topology.RankOfState[state]);
        }

        _backward.Begin(_topology, lowest < int.MaxValue ? lowest : -1, 0);
        for (var state = _graph.FirstState[2 * to.Segment]; state < _graph.FirstState[2 * to.Segment + 2]; state++)
        {
            if (Ends.MayEnd(_graph, metric, to, state))
                _backward.Seed(_topology, _topology.RankOfState[state], to.Before(_graph.StateArc[state], metric.StateWeight[state]));
        }
    }

    // Relaxes the arcs of both chains, the lower chain first; from the lowest common ancestor on both at once, passing over
    // what costs as much as the best way found. O(arcs of the chains). Returns the depth of the best meeting, -1 when
    // there is none below best.
    private int Meet(Metric metric, ref int best)
    {
        var parents = _topology.Parent.Span;
        var f = _forward.Lowest;
        var b = _backward.Lowest;
        var depthOfF = _forward.LowestDepth;
        var depthOfB = _backward.LowestDepth;
        while (f != b)
        {
            // -1, above a root, is the highest as an unsigned number.
            if ((uint)f < (uint)b)
            {
                _forward.Relax(metric.Out, f, depthOfF--, Metric.Infinite);
                f = parents[f];
            }
            else
            {
                _backward.Relax(metric.In, b, depthOfB--, Metric.Infinite);
                b = parents[b];
            }
        }

        var meeting = -1;
        for (; f >= 0; f = parents[f], depthOfF--)
        {
            var sum = _forward.CostAt(depthOfF) + _backward.CostAt(depthOfF);
            if (sum < best)
            {
                best = sum;
                meeting = depthOfF;
            }

            _forward.Relax(metric.Out, f, depthOfF, best);
            _backward.Relax(metric.In, f, depthOfF, best);
        }

        return meeting;
    }

    /// <summary>From the first arc to the meeting. <paramref name="begunOn"/>: the first arc when its turn was seeded, or -1.</summary>
    private void UnpackForward(Metric metric, int meeting, int begunOn)
    {
        var depth = meeting;
        for (; _forward.PreviousOf(depth) >= 0; depth = _forward.PreviousOf(depth))
            _packed.Push(_forward.ArcTo(depth));
        if (begunOn >= 0)
        {
            Arcs.Add(begunOn);
            EnteredAt.Add(0);
        }

        Arcs.Add(_graph.StateArc[_topology.StateOfRank[_forward.ArcTo(depth)]]);
        EnteredAt.Add(_forward.CostAt(depth) + _forward.Offset);
        Unpack(metric);
    }

    private void UnpackBackward(Metric metric, int meeting)
    {
        for (var depth = meeting; _backward.PreviousOf(depth) >= 0; depth = _backward.PreviousOf(depth))
        {
            _packed.Push(~_backward.ArcTo(depth));
            Unpack(metric);
        }
    }

    // Replaces each arc by its two halves until turns are left: O(arcs of the route), a cache miss each.
    private void Unpack(Metric metric)
    {
        var ways = metric.Out.Halves.Span;
        var back = metric.In.Halves.Span;
        var at = EnteredAt[^1];
        while (_packed.TryPop(out var arc))
        {
            var halves = arc >= 0 ? ways[arc] : back[~arc];
            if (!halves.IsTurn)
            {
                _packed.Push(halves.Second);
                _packed.Push(~halves.First);
                continue;
            }

            at += ~halves.First;
            Arcs.Add(halves.Second);
            EnteredAt.Add(at);
        }
    }

    private void Measure(Phantom from, Phantom to)
    {
        EnteredAt[0] = 0;
        var lengths = region.Columns.Centimetres.Span;
        var first = lengths[from.Segment];
        Centimetres = first - from.CentimetresBefore(Arcs[0], first);
        for (var i = 1; i < Arcs.Count - 1; i++)
            Centimetres += lengths[Arcs[i] >> 1];
        Centimetres += to.CentimetresBefore(Arcs[^1], lengths[to.Segment]);
    }
}
