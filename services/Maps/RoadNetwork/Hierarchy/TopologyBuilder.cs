using System.Runtime.CompilerServices;
using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>Contracts a turn graph in an order. Near linear in the size of the result.</summary>
internal sealed class TopologyBuilder
{
    private const int None = -1;

    private readonly TurnGraph _graph;
    private readonly int _count;
    private int[] _rankOfState;
    private int[] _stateOfRank;

    // By state, + 1: the states that turns lead to it from.
    private readonly int[] _firstBefore;
    private readonly int[] _before;

    private TopologyBuilder(TurnGraph graph, int[] rankOfState)
    {
        _graph = graph;
        _count = rankOfState.Length;
        _rankOfState = rankOfState;
        _stateOfRank = Invert(rankOfState);
        (_firstBefore, _before) = Transpose(graph);
    }

    /// <param name="graph">Whose states.</param>
    /// <param name="rankOfState">Any order; ranks within the result differ, but contract the same shortcuts.</param>
    public static Topology Build(TurnGraph graph, int[] rankOfState, CancellationToken ct)
    {
        var builder = new TopologyBuilder(graph, rankOfState);
        var parent = builder.PostOrder(builder.EliminationTree());
        ct.ThrowIfCancellationRequested();
        var depth = Depths(parent);
        var (firstOut, outHeads, firstIn, inTails) = builder.Contract();
        ct.ThrowIfCancellationRequested();
        return new Topology
        {
            StateOfRank = Column<int>.Of(builder._stateOfRank),
            RankOfState = Column<int>.Of(builder._rankOfState),
            Parent = Column<int>.Of(parent),
            Depth = Column<ushort>.Of(depth),
            FirstOut = Column<int>.Of(firstOut),
            OutDepth = Column<ushort>.Of(ToDepths(outHeads, depth)),
            FirstIn = Column<int>.Of(firstIn),
            InDepth = Column<ushort>.Of(ToDepths(inTails, depth)),
            ArcOfTurn = Column<int>.Of(builder.ArcsOfTurns(firstOut, outHeads, firstIn, inTails)),
        };
    }

    private static int[] Invert(int[] permutation)
    {
        var inverse = new int[permutation.Length];
        for (var i = 0; i < inverse.Length; i++)
            inverse[permutation[i]] = i;
        return inverse;
    }

    // Parents by Liu's algorithm with path compression (The role of elimination trees in sparse factorization, 1990),
    // O(turns log states): every lower neighbour's topmost known ancestor becomes a child.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] EliminationTree()
    {
        var parent = new int[_count];
        var ancestor = new int[_count];
        parent.AsSpan().Fill(None);
        ancestor.AsSpan().Fill(None);
        for (var rank = 0; rank < _count; rank++)
        {
            var state = _stateOfRank[rank];
            foreach (var turn in Turns(state))
                Adopt(_rankOfState[turn.State]);
            foreach (var before in Before(state))
                Adopt(_rankOfState[before]);

            // As if a segment's states led to one another: then they lie on one path to the root.
            var arc = _graph.StateArc[state] & ~1;
            for (var other = _graph.FirstState[arc]; other < _graph.FirstState[arc + 2]; other++)
                Adopt(_rankOfState[other]);

            void Adopt(int lower)
            {
                if (lower >= rank)
                    return;
                while (ancestor[lower] != None && ancestor[lower] != rank)
                {
                    var next = ancestor[lower];
                    ancestor[lower] = rank;
                    lower = next;
                }

                if (ancestor[lower] != None)
                    return;
                ancestor[lower] = rank;
                parent[lower] = rank;
            }
        }

        return parent;
    }

    /// <summary>Renumbers ranks by a postorder of the tree; returns the parents by new rank.</summary>
    private int[] PostOrder(int[] parent)
    {
        var firstChild = new int[_count + 1]; // The last is the forest's.
        var sibling = new int[_count];
        firstChild.AsSpan().Fill(None);
        for (var v = _count - 1; v >= 0; v--)
        {
            var p = parent[v] == None ? _count : parent[v];
            sibling[v] = firstChild[p];
            firstChild[p] = v;
        }

        var renumbered = new int[_count];
        var next = 0;
        for (var v = firstChild[_count]; v != None;)
        {
            while (firstChild[v] != None)
                v = firstChild[v];
            while (v != None)
            {
                renumbered[v] = next++;
                if (sibling[v] != None)
                {
                    v = sibling[v];
                    break;
                }

                v = parent[v];
            }
        }

        for (var state = 0; state < _count; state++)
            _rankOfState[state] = renumbered[_rankOfState[state]];
        _stateOfRank = Invert(_rankOfState);
        var newParent = new int[_count];
        for (var v = 0; v < _count; v++)
            newParent[renumbered[v]] = parent[v] == None ? None : renumbered[parent[v]];
        return newParent;
    }

    private static ushort[] Depths(int[] parent)
    {
        var depth = new ushort[parent.Length];
        for (var v = parent.Length - 1; v >= 0; v--)
            depth[v] = parent[v] == None ? (ushort)0 : checked((ushort)(depth[parent[v]] + 1));
        return depth;
    }

    // Contracting z joins each state that leads into it with each that it leads to. So Out(x) takes all of Out(z) above x
    // for every z below x with x in In(z), and likewise In(y). It is enough to hand z's lists on up to the lowest state p
    // that is in both of them: p has both lists then, and hands them on. That is unsymmetric symbolic factorisation with
    // symmetric pruning: Eisenstat and Liu, Exploiting structural symmetry in unsymmetric sparse symbolic
    // factorization, SIAM J. Matrix Anal. 1992.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int[] FirstOut, int[] Heads, int[] FirstIn, int[] Tails) Contract()
    {
        var outs = new Rows(_count);
        var ins = new Rows(_count);
        for (var z = 0; z < _count; z++)
        {
            var state = _stateOfRank[z];
            foreach (var turn in Turns(state))
                outs.Add(_rankOfState[turn.State], z);
            outs.Merge(z);
            foreach (var before in Before(state))
                ins.Add(_rankOfState[before], z);
            ins.Merge(z);
            var outOfZ = outs.Close(z);
            var intoZ = ins.Close(z);
            var last = LowestCommon(outOfZ, intoZ);
            foreach (var x in intoZ)
            {
                if (x > last)
                    break;
                outs.HandOn(z, x);
            }

            foreach (var y in outOfZ)
            {
                if (y > last)
                    break;
                ins.HandOn(z, y);
            }
        }

        return (outs.First, outs.ToArray(), ins.First, ins.ToArray());
    }

    private static int LowestCommon(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
                return a[i];
            if (a[i] < b[j])
                i++;
            else
                j++;
        }

        return int.MaxValue;
    }

    private static ushort[] ToDepths(int[] ranks, ushort[] depth)
    {
        var depths = new ushort[ranks.Length];
        for (var i = 0; i < ranks.Length; i++)
            depths[i] = depth[ranks[i]];
        return depths;
    }

    private int[] ArcsOfTurns(int[] firstOut, int[] outHeads, int[] firstIn, int[] inTails)
    {
        var arcs = new int[_graph.Turns.Length];
        for (var state = 0; state < _count; state++)
        {
            var x = _rankOfState[state];
            for (var t = _graph.FirstTurn[state]; t < _graph.FirstTurn[state + 1]; t++)
            {
                var y = _rankOfState[_graph.Turns[t].State];
                arcs[t] = x == y ? Topology.NoArc
                    : x < y ? Find(firstOut, outHeads, x, y)
                    : ~Find(firstIn, inTails, y, x);
            }
        }

        return arcs;

        static int Find(int[] first, int[] others, int of, int other) =>
            first[of] + others.AsSpan(first[of]..first[of + 1]).BinarySearch(other);
    }

    private ReadOnlySpan<TurnTo> Turns(int state) => _graph.Turns.AsSpan(_graph.FirstTurn[state].._graph.FirstTurn[state + 1]);

    private ReadOnlySpan<int> Before(int state) => _before.AsSpan(_firstBefore[state].._firstBefore[state + 1]);

    private static (int[] First, int[] Before) Transpose(TurnGraph graph)
    {
        var states = graph.StateArc.Length;
        var first = new int[states + 1];
        foreach (var turn in graph.Turns)
            first[turn.State + 1]++;
        for (var s = 0; s < states; s++)
            first[s + 1] += first[s];
        var next = first.AsSpan(0, states).ToArray();
        var before = new int[graph.Turns.Length];
        for (var s = 0; s < states; s++)
        {
            for (var t = graph.FirstTurn[s]; t < graph.FirstTurn[s + 1]; t++)
                before[next[graph.Turns[t].State]++] = s;
        }

        return (first, before);
    }

    /// <summary>The lists of one direction while they grow, by rank, each ascending.</summary>
    private sealed class Rows(int count)
    {
        private readonly int[] _mark = Filled(count);
        private readonly int[] _firstGift = Filled(count);
        private readonly List<(int From, int Next)> _gifts = [];
        private int[] _items = new int[4 * count + 16];
        private int _length;

        public int[] First { get; } = new int[count + 1];

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int item, int to)
        {
            if (item <= to || _mark[item] == to)
                return;
            _mark[item] = to;
            if (_length == _items.Length)
                Array.Resize(ref _items, 2 * _length);
            _items[_length++] = item;
        }

        /// <summary>Takes what lower states have handed on to this one.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Merge(int to)
        {
            for (var g = _firstGift[to]; g != None; g = _gifts[g].Next)
            {
                var from = _gifts[g].From;
                for (var i = First[from + 1] - 1; i >= First[from] && _items[i] > to; i--)
                    Add(_items[i], to);
            }
        }

        public ReadOnlySpan<int> Close(int rank)
        {
            First[rank + 1] = _length;
            var row = _items.AsSpan(First[rank].._length);
            row.Sort();
            return row;
        }

        public void HandOn(int from, int to)
        {
            _gifts.Add((from, _firstGift[to]));
            _firstGift[to] = _gifts.Count - 1;
        }

        public int[] ToArray() => _items[.._length];

        private static int[] Filled(int count)
        {
            var array = new int[count];
            array.AsSpan().Fill(None);
            return array;
        }
    }
}
