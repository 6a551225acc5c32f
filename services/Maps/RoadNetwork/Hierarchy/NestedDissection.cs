using System.Runtime.CompilerServices;
using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// Orders segments for contraction: cuts the road network in two along few of them, again and again; those of a cut come
/// after those inside both its sides.
/// <code>
///   nodes   [   side A   ]==cut==[   side B   ]       order   [ inside A ][ inside B ][ cut ]
/// </code>
/// A state that drives inside A leads only to others inside A or on its cuts, so the states of a cut separate: edge cuts
/// turned into an order of a turn-expanded graph, Buchhold, Wagner, Zeitz, Zündorf, Customizable Contraction Hierarchies
/// with Turn Costs, ATMOS 2020. Cuts by inertial flow: Schild and Sommer, On Balanced Separators in Road Networks, SEA
/// 2015. One order serves all profiles: it costs a sixth in the search and saves three quarters of the work. Deterministic
/// on any number of threads: each side knows its places in the order before it is cut.
/// </summary>
internal sealed class NestedDissection
{
    /// <summary>Part of a cell's nodes at either end of a direction that a cut has to leave on its side.</summary>
    private const double FixedShare = 0.2;

    /// <summary>The same in cells of fewer than <see cref="SmallNodes"/>, where an even cut is worth more than a small one.</summary>
    private const double FixedShareOfSmall = 0.33;

    private const int SmallNodes = 50;

    /// <summary>Smaller cells are cut on the thread of the cell around them.</summary>
    private const int ParallelNodes = 1000;

    private readonly CancellationToken _ct;

    /// <summary>By segment: how many states are contracted at once with it; 0 when nobody may use it.</summary>
    private readonly int[] _weight;

    /// <summary>Segments in the order in which they are contracted.</summary>
    private readonly int[] _order;

    // By node: position, metres east and north.
    private readonly float[] _east;
    private readonly float[] _north;

    // By node: its segments that the profile may use, each with the node at its other end.
    private readonly int[] _firstLink;
    private readonly (int Node, int Segment)[] _links;

    // Cells partition this; by node: the present cell, unique, and the node's index in it.
    private readonly int[] _nodes;
    private readonly int[] _cell;
    private readonly int[] _local;

    /// <summary>By segment: its first arc in the cut at work. A segment inside a cell is in no other.</summary>
    private readonly int[] _arcOfSegment;

    private int _cells;

    private NestedDissection(Roads roads, int[] weight, CancellationToken ct)
    {
        _ct = ct;
        _weight = weight;
        _order = new int[weight.Count(w => w > 0)];
        (_east, _north) = Positions(roads);
        (_firstLink, _links) = Links(roads, weight);
        _cell = new int[roads.NodeCount];
        _local = new int[roads.NodeCount];
        _arcOfSegment = new int[roads.SegmentCount];
        _nodes = [.. Enumerable.Range(0, roads.NodeCount).Where(v => _firstLink[v] < _firstLink[v + 1])];
        _cell.AsSpan().Fill(-1);
        foreach (var v in _nodes)
            _cell[v] = 0;
    }

    /// <param name="roads">Whose segments.</param>
    /// <param name="weight">By segment: what cutting it costs, its states; 0 leaves it out.</param>
    /// <param name="ct">Looked at before each cut.</param>
    /// <returns>The segments of some weight, those to contract first before the others.</returns>
    public static int[] Order(Roads roads, int[] weight, CancellationToken ct)
    {
        var order = new NestedDissection(roads, weight, ct);
        order.Cut(0, order._nodes.Length, 0, 0, new Workspace());
        return order._order;
    }

    private static (float[] East, float[] North) Positions(Roads roads)
    {
        var east = new float[roads.NodeCount];
        var north = new float[roads.NodeCount];
        var middle = roads.PointLat.Length > 0 ? roads.PointLat[roads.PointLat.Length / 2] / 1e7 : 0;
        var shrink = Math.Cos(middle * Math.PI / 180);
        for (var s = 0; s < roads.SegmentCount; s++)
        {
            Put(roads.Tail[s], roads.FirstPoint[s]);
            Put(roads.Head[s], roads.LastPoint[s]);
        }

        return (east, north);

        void Put(int node, int point)
        {
            east[node] = (float)(roads.PointLon[point] * shrink * 0.0111);
            north[node] = (float)(roads.PointLat[point] * 0.0111);
        }
    }

    private static (int[] First, (int Node, int Segment)[] Links) Links(Roads roads, int[] weight)
    {
        var first = new int[roads.NodeCount + 1];
        for (var s = 0; s < roads.SegmentCount; s++)
        {
            if (weight[s] == 0)
                continue;
            first[roads.Tail[s] + 1]++;
            first[roads.Head[s] + 1]++;
        }

        for (var v = 0; v < roads.NodeCount; v++)
            first[v + 1] += first[v];
        var next = first.AsSpan(0, roads.NodeCount).ToArray();
        var links = new (int, int)[first[^1]];
        for (var s = 0; s < roads.SegmentCount; s++)
        {
            if (weight[s] == 0)
                continue;
            links[next[roads.Tail[s]]++] = (roads.Head[s], s);
            links[next[roads.Head[s]]++] = (roads.Tail[s], s);
        }

        return (first, links);
    }

    /// <summary>Fills the order from <paramref name="rank"/> on with the segments inside the cell.</summary>
    private void Cut(int start, int count, int cell, int rank, Workspace workspace)
    {
        while (count > 0)
        {
            _ct.ThrowIfCancellationRequested();
            if (count == 1)
            {
                OrderLoops(_nodes[start], rank);
                return;
            }

            var nodes = _nodes.AsSpan(start, count);
            var inA = Load(nodes, cell, workspace) ?? BestCut(nodes, workspace);
            var a = Interlocked.Add(ref _cells, 2) - 1;
            var countA = Split(nodes, inA, a, workspace);
            var insideA = RankCut(nodes, a, rank, workspace);

            // The cell's own arrays are done with: the sides may use the workspace again.
            if (count >= ParallelNodes)
            {
                CutBoth(start, countA, count, a, rank, insideA, workspace);
                return;
            }

            Cut(start, countA, a, rank, workspace);
            start += countA;
            count -= countA;
            cell = a + 1;
            rank += insideA;
        }
    }

    private void CutBoth(int start, int countA, int count, int a, int rank, int insideA, Workspace workspace) => Parallel.Invoke(
        () => Cut(start, countA, a, rank, new Workspace()),
        () => Cut(start + countA, count - countA, a + 1, rank + insideA, workspace));

    /// <summary>
    /// Lays the cell's graph into the workspace's <see cref="MinimumCut"/>. When it is not connected, returns one component
    /// as a side, which no cut is needed for.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte[]? Load(ReadOnlySpan<int> nodes, int cell, Workspace workspace)
    {
        var arcs = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            _local[nodes[i]] = i;
            foreach (var (other, _) in LinksOf(nodes[i]))
            {
                if (_cell[other] == cell && other != nodes[i])
                    arcs++;
            }
        }

        workspace.Cut.Reset(nodes.Length, arcs, out var firstArc, out var head, out var mate, out var capacity);
        arcs = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            firstArc[i] = arcs;
            foreach (var (other, segment) in LinksOf(nodes[i]))
            {
                if (_cell[other] != cell || other == nodes[i])
                    continue;
                head[arcs] = _local[other];
                capacity[arcs] = _weight[segment];
                if (head[arcs] > i)
                {
                    _arcOfSegment[segment] = arcs;
                }
                else
                {
                    mate[arcs] = _arcOfSegment[segment];
                    mate[_arcOfSegment[segment]] = arcs;
                }

                arcs++;
            }
        }

        firstArc[nodes.Length] = arcs;
        return Component(firstArc, head, workspace);
    }

    private static byte[]? Component(ReadOnlySpan<int> firstArc, ReadOnlySpan<int> head, Workspace workspace)
    {
        var n = firstArc.Length - 1;
        workspace.Reserve(n);
        var side = workspace.Side;
        side.AsSpan(0, n).Clear();
        var queue = workspace.Order;
        var count = 1;
        queue[0] = 0;
        side[0] = 1;
        for (var i = 0; i < count; i++)
        {
            for (var arc = firstArc[queue[i]]; arc < firstArc[queue[i] + 1]; arc++)
            {
                if (side[head[arc]] != 0)
                    continue;
                side[head[arc]] = 1;
                queue[count++] = head[arc];
            }
        }

        return count < n ? side : null;
    }

    // A minimum cut for each of four directions: the nodes farthest to one end are sources, to the other end sinks. The cut
    // that costs least for the nodes of its smaller side is taken.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte[] BestCut(ReadOnlySpan<int> nodes, Workspace workspace)
    {
        var n = nodes.Length;
        var fixedCount = Math.Max(1, (int)(n * (n < SmallNodes ? FixedShareOfSmall : FixedShare)));
        var best = double.MaxValue;
        var keys = workspace.Keys.AsSpan(0, n);
        var order = workspace.Order.AsSpan(0, n);
        for (var direction = 0; direction < 4; direction++)
        {
            for (var i = 0; i < n; i++)
            {
                var x = _east[nodes[i]];
                var y = _north[nodes[i]];
                keys[i] = direction switch { 0 => x, 1 => y, 2 => x + y, _ => x - y };
                order[i] = i;
            }

            // The first and the last are told from the rest; their own order does not matter.
            Partition(keys, order, fixedCount);
            Partition(keys[fixedCount..], order[fixedCount..], n - 2 * fixedCount);
            var limit = best * (n / 2);
            var size = workspace.Cut.Find(order[..fixedCount], order[^fixedCount..], limit < int.MaxValue ? (int)limit : int.MaxValue);
            if (size < 0)
                continue;
            var smaller = Math.Min(workspace.Cut.SourceSideCount, n - workspace.Cut.SourceSideCount);
            var score = (double)size / smaller;
            if (score >= best)
                continue;
            best = score;
            for (var i = 0; i < n; i++)
                workspace.Side[i] = workspace.Cut.IsSourceSide(i) ? (byte)1 : (byte)0;
        }

        return workspace.Side;
    }

    // Moves the smallest keys to the front, as many as said. Hoare's selection (Find, 1961), O(n) as a rule.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Partition(Span<float> keys, Span<int> items, int count)
    {
        int low = 0, high = keys.Length - 1;
        while (low < high && count > low && count <= high)
        {
            var pivot = keys[(low + high) >> 1];
            int i = low, j = high;
            while (i <= j)
            {
                while (keys[i] < pivot)
                    i++;
                while (keys[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (keys[i], keys[j]) = (keys[j], keys[i]);
                (items[i], items[j]) = (items[j], items[i]);
                i++;
                j--;
            }

            // Now [low .. j] <= pivot <= [i .. high], and between j and i all are the pivot.
            if (count <= j)
                high = j;
            else if (count >= i)
                low = i;
            else
                return;
        }
    }

    /// <summary>Moves side A to the front of the cell, keeping the order otherwise; returns how many it is.</summary>
    private int Split(Span<int> nodes, byte[] inA, int a, Workspace workspace)
    {
        var countA = 0;
        var countB = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            if (inA[i] != 0)
            {
                _cell[node] = a;
                nodes[countA++] = node;
            }
            else
            {
                _cell[node] = a + 1;
                workspace.Order[countB++] = node;
            }
        }

        workspace.Order.AsSpan(0, countB).CopyTo(nodes[countA..]);
        return countA;
    }

    /// <summary>Places the segments between the sides after those inside them; returns how many are inside A.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int RankCut(ReadOnlySpan<int> nodes, int a, int rank, Workspace workspace)
    {
        int insideA = 0, insideB = 0;
        var cut = workspace.Segments;
        cut.Clear();
        foreach (var node in nodes)
        {
            var own = _cell[node];
            foreach (var (other, segment) in LinksOf(node))
            {
                // A segment inside is seen from both its ends, also a loop, and halved below.
                if (_cell[other] == own)
                {
                    if (own == a)
                        insideA++;
                    else
                        insideB++;
                }
                else if (own == a && _cell[other] == a + 1)
                {
                    cut.Add(segment);
                }
            }
        }

        insideA /= 2;
        insideB /= 2;
        var next = rank + insideA + insideB;
        cut.Sort();
        foreach (var segment in cut)
            _order[next++] = segment;
        return insideA;
    }

    private void OrderLoops(int node, int rank)
    {
        var links = LinksOf(node);
        for (var i = 0; i < links.Length; i++)
        {
            // A loop's two links are both here; only the first counts.
            var segment = links[i].Segment;
            if (links[i].Node == node && !Contains(links[..i], segment))
                _order[rank++] = segment;
        }

        static bool Contains(ReadOnlySpan<(int Node, int Segment)> links, int segment)
        {
            foreach (var link in links)
            {
                if (link.Segment == segment)
                    return true;
            }

            return false;
        }
    }

    private ReadOnlySpan<(int Node, int Segment)> LinksOf(int node) =>
        _links.AsSpan(_firstLink[node], _firstLink[node + 1] - _firstLink[node]);

    /// <summary>Arrays that one thread cuts with, as large as its largest cell.</summary>
    private sealed class Workspace
    {
        public MinimumCut Cut { get; } = new();

        public List<int> Segments { get; } = [];

        public float[] Keys { get; private set; } = [];

        public int[] Order { get; private set; } = [];

        public byte[] Side { get; private set; } = [];

        public void Reserve(int nodes)
        {
            if (Order.Length >= nodes)
                return;
            var size = Math.Max(nodes, 2 * Order.Length);
            Keys = new float[size];
            Order = new int[size];
            Side = new byte[size];
        }
    }
}
