using System.Runtime.CompilerServices;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// Minimum cuts between two sets of nodes of a small undirected graph, by Dinic's maximum flow (1970). Arrays grow with
/// the largest graph seen; not thread-safe.
/// </summary>
internal sealed class MinimumCut
{
    private int _nodes;
    private int[] _firstArc = [];
    private int[] _head = [];
    private int[] _mate = [];
    private int[] _capacity = [];
    private int[] _residual = [];
    private int[] _level = [];
    private int[] _next = [];
    private int[] _queue = [];
    private int[] _path = [];
    private byte[] _side = [];

    /// <summary>The side of a node in the last cut: true with the sources.</summary>
    public bool IsSourceSide(int node) => _side[node] != 0;

    /// <summary>Nodes on the sources' side of the last cut.</summary>
    public int SourceSideCount { get; private set; }

    /// <summary>
    /// Takes a graph: arcs of node v are firstArc[v] .. firstArc[v + 1], each with its opposite's index and the capacity
    /// of both. The caller fills the spans that <see cref="Reset"/> made room for.
    /// </summary>
    public void Reset(int nodes, int arcs, out Span<int> firstArc, out Span<int> head, out Span<int> mate, out Span<int> capacity)
    {
        _nodes = nodes;
        if (_level.Length < nodes + 1)
        {
            var size = Math.Max(nodes + 1, 2 * _level.Length);
            _firstArc = new int[size];
            _level = new int[size];
            _next = new int[size];
            _queue = new int[size];
            _path = new int[size];
            _side = new byte[size];
        }

        if (_head.Length < arcs)
        {
            var size = Math.Max(arcs, 2 * _head.Length);
            _head = new int[size];
            _mate = new int[size];
            _capacity = new int[size];
            _residual = new int[size];
        }

        firstArc = _firstArc.AsSpan(0, nodes + 1);
        head = _head.AsSpan(0, arcs);
        mate = _mate.AsSpan(0, arcs);
        capacity = _capacity.AsSpan(0, arcs);
    }

    /// <summary>
    /// The capacity of a minimum cut, -1 once it is known to be more than <paramref name="limit"/>. Of the cut nearest to
    /// the sources and the one nearest to the sinks, the more even is kept. O(flow * arcs) at worst; the roads' cuts are
    /// small and a few phases do.
    /// </summary>
    public int Find(ReadOnlySpan<int> sources, ReadOnlySpan<int> sinks, int limit)
    {
        _capacity.AsSpan(0, _firstArc[_nodes]).CopyTo(_residual);
        var flow = 0;
        while (true)
        {
            var toSinks = Reach(sources, sinks, forward: true, out var reachedSink);
            if (!reachedSink)
            {
                KeepCut(sources, sinks, toSinks);
                return flow;
            }

            flow += Augment(sources);
            if (flow > limit)
                return -1;
        }
    }

    private void KeepCut(ReadOnlySpan<int> sources, ReadOnlySpan<int> sinks, int fromSources)
    {
        for (var v = 0; v < _nodes; v++)
            _side[v] = _level[v] >= 0 ? (byte)1 : (byte)0;
        SourceSideCount = fromSources;
        var toSinks = Reach(sinks, sources, forward: false, out _);
        if (Math.Abs(_nodes - 2 * fromSources) <= Math.Abs(_nodes - 2 * toSinks))
            return;
        for (var v = 0; v < _nodes; v++)
            _side[v] = _level[v] >= 0 ? (byte)0 : (byte)1;
        SourceSideCount = _nodes - toSinks;
    }

    /// <summary>Levels by breadth-first search along residual arcs (against them when not forward); -1 not reached, -2 a goal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Reach(ReadOnlySpan<int> from, ReadOnlySpan<int> goals, bool forward, out bool reachedGoal)
    {
        var level = _level.AsSpan(0, _nodes);
        level.Fill(-1);
        foreach (var goal in goals)
            level[goal] = -2;
        var count = 0;
        foreach (var v in from)
        {
            level[v] = 0;
            _queue[count++] = v;
        }

        reachedGoal = false;
        for (var i = 0; i < count; i++)
        {
            var v = _queue[i];
            for (var a = _firstArc[v]; a < _firstArc[v + 1]; a++)
            {
                if (_residual[forward ? a : _mate[a]] == 0)
                    continue;
                var w = _head[a];
                if (level[w] == -2)
                {
                    reachedGoal = true;
                    if (forward)
                        continue;
                }

                if (level[w] != -1)
                    continue;
                level[w] = level[v] + 1;
                _queue[count++] = w;
            }
        }

        return count;
    }

    /// <summary>A blocking flow along arcs that rise one level, by depth-first search without recursion.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Augment(ReadOnlySpan<int> sources)
    {
        _firstArc.AsSpan(0, _nodes).CopyTo(_next);
        var flow = 0;
        foreach (var source in sources)
        {
            var depth = 0; // _path[0 .. depth) are the arcs from the source to v.
            var v = source;
            while (true)
            {
                var advanced = false;
                for (; _next[v] < _firstArc[v + 1]; _next[v]++)
                {
                    var a = _next[v];
                    if (_residual[a] == 0)
                        continue;
                    var w = _head[a];
                    if (_level[w] == -2)
                    {
                        _path[depth] = a;
                        v = Push(depth + 1, source, out depth, ref flow);
                        advanced = true;
                        break;
                    }

                    if (_level[w] == _level[v] + 1)
                    {
                        _path[depth++] = a;
                        v = w;
                        advanced = true;
                        break;
                    }
                }

                if (advanced)
                    continue;
                _level[v] = -1; // A dead end for the rest of this phase.
                if (depth == 0)
                    break;
                v = _head[_mate[_path[--depth]]];
            }
        }

        return flow;
    }

    /// <summary>Sends what fits along the path and goes back to where its first full arc began.</summary>
    private int Push(int length, int source, out int depth, ref int flow)
    {
        var amount = int.MaxValue;
        for (var i = 0; i < length; i++)
            amount = Math.Min(amount, _residual[_path[i]]);
        depth = -1;
        for (var i = 0; i < length; i++)
        {
            var a = _path[i];
            _residual[a] -= amount;
            _residual[_mate[a]] += amount;
            if (depth < 0 && _residual[a] == 0)
                depth = i;
        }

        flow += amount;
        return depth == 0 ? source : _head[_path[depth - 1]];
    }
}
