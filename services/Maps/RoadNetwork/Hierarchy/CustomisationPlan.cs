namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// What every customisation of a topology needs and no metric changes: the arcs from below by state, and the elimination
/// tree cut into pieces of work for several threads. Made at the first customisation, kept with the topology.
/// <code>
///          |            a piece: a path down to where the tree forks, done after (upwards) or
///          |            before (downwards) the pieces below it, which do not concern each other
///        /   \
///       |     [#]       [#] a piece without a path: a range of ranks, small subtrees side by side
///     [#]     [#]
/// </code>
/// </summary>
internal sealed class CustomisationPlan
{
    private readonly Topology _topology;
    private readonly int[] _size; // By rank: states of its subtree.
    private readonly int _limit;
    private readonly Piece _all;

    public CustomisationPlan(Topology topology)
    {
        _topology = topology;
        _limit = Math.Max(64, topology.Count / 64);
        _size = new int[topology.Count];
        for (var v = 0; v < _size.Length; v++)
        {
            Height = Math.Max(Height, topology.Depth[v] + 1);
            _size[v]++;
            if (topology.Parent[v] >= 0)
                _size[topology.Parent[v]] += _size[v];
        }

        _all = new Piece();
        CutBelow(_all, 0, topology.Count - 1);
        LowerArcs? ways = null;
        LowerArcs? back = null;
        Parallel.Invoke(
            () => ways = new LowerArcs(topology, topology.FirstOut, topology.OutDepth),
            () => back = new LowerArcs(topology, topology.FirstIn, topology.InDepth));
        Out = ways!;
        In = back!;
    }

    /// <summary>The tree's; a root alone has 1.</summary>
    public int Height { get; }

    /// <summary>By state: the lower states with an arc of Out to it.</summary>
    public LowerArcs Out { get; }

    /// <summary>By state: the lower states with an arc of In from it.</summary>
    public LowerArcs In { get; }

    /// <summary>Visits every state after all below it.</summary>
    /// <param name="rent">Gives what a thread needs for a piece.</param>
    /// <param name="visit">Called with it and a rank.</param>
    /// <param name="giveBack">Takes it back.</param>
    public void Upwards<T>(Func<T> rent, Action<T, int> visit, Action<T> giveBack, CancellationToken ct)
    {
        Run(_all);

        void Run(Piece piece)
        {
            Each(piece.Below, Run, ct);
            var own = rent();
            for (var v = piece.First; v <= piece.Last; v++)
                visit(own, v);
            for (var i = piece.Path.Count - 1; i >= 0; i--)
                visit(own, piece.Path[i]);
            giveBack(own);
        }
    }

    /// <summary>Visits every state after all above it.</summary>
    /// <param name="rent">Gives what a thread needs for a piece, whose highest rank it is told.</param>
    /// <param name="visit">Called with it and a rank.</param>
    /// <param name="giveBack">Takes it back.</param>
    public void Downwards<T>(Func<int, T> rent, Action<T, int> visit, Action<T> giveBack, CancellationToken ct)
    {
        Run(_all);

        void Run(Piece piece)
        {
            if (piece.Path.Count > 0 || piece.First <= piece.Last)
            {
                var own = rent(piece.Path.Count > 0 ? piece.Path[0] : piece.Last);
                foreach (var v in piece.Path)
                    visit(own, v);
                for (var v = piece.Last; v >= piece.First; v--)
                    visit(own, v);
                giveBack(own);
            }

            Each(piece.Below, Run, ct);
        }
    }

    private static void Each(List<Piece> pieces, Action<Piece> run, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (pieces.Count == 1)
            run(pieces[0]);
        else if (pieces.Count > 1)
            Parallel.ForEach(pieces, new ParallelOptions { CancellationToken = ct }, run);
    }

    /// <summary>Cuts complete subtrees, side by side in a range of ranks, into pieces below another.</summary>
    private void CutBelow(Piece above, int first, int last)
    {
        for (var v = last; v >= first;)
        {
            if (_size[v] > _limit)
            {
                above.Below.Add(CutPath(v));
                v -= _size[v];
                continue;
            }

            // Small ones together: ranks of subtrees side by side are one range.
            var range = new Piece { Last = v };
            var size = 0;
            while (v >= first && _size[v] <= _limit && size <= _limit)
            {
                size += _size[v];
                v -= _size[v];
            }

            range.First = v + 1;
            above.Below.Add(range);
        }
    }

    private Piece CutPath(int top)
    {
        var piece = new Piece();
        for (var v = top; ; )
        {
            piece.Path.Add(v);

            // Down while there is one large child; small ones beside it are pieces below the whole path.
            var large = -1;
            var number = 0;
            for (var child = v - 1; child > v - _size[v]; child -= _size[child])
            {
                if (_size[child] <= _limit)
                    continue;
                large = child;
                number++;
            }

            if (number != 1)
            {
                CutBelow(piece, v - _size[v] + 1, v - 1);
                return piece;
            }

            CutBelow(piece, large + 1, v - 1);
            CutBelow(piece, v - _size[v] + 1, large - _size[large]);
            v = large;
        }
    }

    private sealed class Piece
    {
        /// <summary>Ranks from the top down.</summary>
        public List<int> Path { get; } = [];

        public List<Piece> Below { get; } = [];

        /// <summary>A range of ranks; empty unless the piece has neither a path nor pieces below it.</summary>
        public int First { get; set; }

        public int Last { get; init; } = -1;
    }
}
