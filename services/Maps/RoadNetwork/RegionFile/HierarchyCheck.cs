using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>The part of <see cref="ContentCheck"/> that looks at one profile's hierarchy; its graph has to be sound.</summary>
internal sealed class HierarchyCheck(RegionColumns roads, GraphColumns graph, Topology topology, Metric metric)
{
    private readonly int _states = graph.StateCount;

    /// <summary>By rank: states of its subtree, which end with itself.</summary>
    private readonly int[] _size = new int[graph.StateCount];

    /// <summary>By depth: ancestors of the rank that is looked at.</summary>
    private readonly int[] _ancestor = new int[ushort.MaxValue + 1];

    public string? FindFault() => Ranks() ?? Chains() ?? Topology() ?? Turns() ?? Costs();

    private string? Ranks()
    {
        if (!ContentCheck.IsBelow(topology.RankOfState, _states) || !ContentCheck.IsBelow(topology.StateOfRank, _states))
            return "a rank is that of no state";
        for (var v = 0; v < _states; v++)
        {
            if (topology.RankOfState[topology.StateOfRank[v]] != v)
                return $"rank {v} is not that of its state";
        }

        // From the top down, so that a state's parent is the last that was seen a step higher: ranks are a postorder.
        for (var v = _states - 1; v >= 0; v--)
        {
            var (parent, depth) = (topology.Parent[v], topology.Depth[v]);
            if (parent < 0 ? parent != -1 || depth != 0 : depth == 0 || parent <= v || parent >= _states || topology.Depth[parent] != depth - 1 || _ancestor[depth - 1] != parent)
                return $"rank {v} has a parent that is not above it";
            _ancestor[depth] = v;
        }

        for (var v = 0; v < _states; v++)
        {
            _size[v]++;
            if (topology.Parent[v] >= 0)
                _size[topology.Parent[v]] += _size[v];
        }

        return null;
    }

    private bool IsAtOrAbove(int rank, int low) => low <= rank && low > rank - _size[rank];

    private string? Chains()
    {
        for (var segment = 0; segment < roads.Tail.Length; segment++)
        {
            int first = graph.FirstState[2 * segment], end = graph.FirstState[2 * segment + 2];
            var lowest = int.MaxValue;
            for (var state = first; state < end; state++)
                lowest = Math.Min(lowest, topology.RankOfState[state]);
            for (var state = first; state < end; state++)
            {
                if (!IsAtOrAbove(topology.RankOfState[state], lowest))
                    return $"the states of segment {segment} lie on no one chain";
            }
        }

        return null;
    }

    private string? Topology() => Rows(topology.FirstOut, topology.OutDepth) ?? Rows(topology.FirstIn, topology.InDepth);

    private string? Rows(Column<int> first, Column<ushort> depths)
    {
        if (!ContentCheck.Rises(first))
            return "rows of arcs overlap";
        for (var v = 0; v < _states; v++)
        {
            int above = topology.Depth[v];
            for (var arc = first[v]; arc < first[v + 1]; arc++)
            {
                if (depths[arc] >= above)
                    return $"arc {arc} leads to no ancestor, or out of order";
                above = depths[arc];
            }
        }

        return null;
    }

    private string? Turns()
    {
        for (var state = 0; state < _states; state++)
        {
            var from = topology.RankOfState[state];
            for (var t = graph.FirstTurn[state]; t < graph.FirstTurn[state + 1]; t++)
            {
                var to = topology.RankOfState[graph.Turns[t].State];
                var arc = topology.ArcOfTurn[t];
                var isRight = from == to ? arc == Hierarchy.Topology.NoArc
                    : arc >= 0 ? IsAtOrAbove(to, from) && IsIn(topology.FirstOut, topology.OutDepth, from, arc, topology.Depth[to])
                    : IsAtOrAbove(from, to) && IsIn(topology.FirstIn, topology.InDepth, to, ~arc, topology.Depth[from]);
                if (!isRight)
                    return $"turn {t} is on no arc of its states";
            }
        }

        return null;
    }

    /// <summary>Whether an arc is in a rank's row and leads to a depth.</summary>
    private static bool IsIn(Column<int> first, Column<ushort> depths, int rank, int arc, int depth) =>
        arc >= first[rank] && arc < first[rank + 1] && depths[arc] == depth;

    private string? Costs()
    {
        if ((Rows(metric.Out.First, metric.Out.Depth) ?? Rows(metric.In.First, metric.In.Depth)) is { } fault)
            return fault;
        foreach (var rows in (ArcRows[])[metric.Out, metric.In])
        {
            if (rows.Weight.Span.ContainsAnyExceptInRange(1, Metric.Infinite - 1) || rows.Centimetres.Span.ContainsAnyExceptInRange(0, int.MaxValue))
                return "an arc takes no time, or too much";
        }

        for (var v = _states - 1; v >= 0; v--)
        {
            _ancestor[topology.Depth[v]] = v;
            for (var arc = metric.Out.First[v]; arc < metric.Out.First[v + 1]; arc++)
            {
                if (!IsWhole(metric.Out, arc, v, v, _ancestor[metric.Out.Depth[arc]]))
                    return $"arc {arc} upwards is not its halves together";
            }

            for (var arc = metric.In.First[v]; arc < metric.In.First[v + 1]; arc++)
            {
                if (!IsWhole(metric.In, arc, v, _ancestor[metric.In.Depth[arc]], v))
                    return $"arc {arc} downwards is not its halves together";
            }
        }

        return null;
    }

    /// <summary>Whether an arc of a row is a turn between two ranks, or leads from one to the other over a lower one.</summary>
    private bool IsWhole(ArcRows rows, int arc, int rank, int from, int to)
    {
        var halves = rows.Halves[arc];
        if (halves.IsTurn)
        {
            var entered = graph.StateArc[topology.StateOfRank[to]];
            var left = graph.StateArc[topology.StateOfRank[from]];
            return ~halves.First == rows.Weight[arc] && roads.Centimetres[left >> 1] == rows.Centimetres[arc]
                && halves.Second == entered && roads.ArcHead(left) == roads.ArcHead(entered ^ 1);
        }

        if (halves.First >= metric.In.Depth.Length || halves.Second < 0 || halves.Second >= metric.Out.Depth.Length)
            return false;

        // The row of the first half: the last that begins at it or before.
        var middle = RowOf(metric.In.First, halves.First);
        return middle < rank && IsAtOrAbove(rank, middle)
            && metric.In.Depth[halves.First] == topology.Depth[from]
            && IsIn(metric.Out.First, metric.Out.Depth, middle, halves.Second, topology.Depth[to])
            && metric.In.Weight[halves.First] + metric.Out.Weight[halves.Second] == rows.Weight[arc]
            && metric.In.Centimetres[halves.First] + metric.Out.Centimetres[halves.Second] == rows.Centimetres[arc];
    }

    private static int RowOf(Column<int> first, int arc)
    {
        int low = 0, high = first.Length - 1;
        while (high - low > 1)
        {
            var middle = (low + high) >> 1;
            if (first[middle] <= arc)
                low = middle;
            else
                high = middle;
        }

        return low;
    }
}
