using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// Gives a hierarchy's arcs the costs of a metric, in two passes over its triangles. Dibbelt, Strasser, Wagner,
/// Customizable Contraction Hierarchies, JEA 2016.
/// <list type="number">
/// <item>Upwards, each arc x to y becomes as cheap as the way over any lower z: afterwards searches are exact.</item>
/// <item>Downwards, an arc that is dearer than the way over some higher u is on no fastest way and is dropped
/// ("perfect customisation"), which halves what searches look at.</item>
/// </list>
/// Branches of the elimination tree are done in parallel.
/// </summary>
internal sealed class Customisation
{
    private const int Infinite = Metric.Infinite;

    /// <summary>In shorter rows hardly an arc is dropped: most are turns. Passing over them saves a quarter of the pass.</summary>
    private const int MinRow = 5;

    private readonly Topology _topology;
    private readonly CustomisationPlan _plan;
    private readonly CancellationToken _ct;
    private readonly Row _out;
    private readonly Row _in;
    private readonly ConcurrentBag<Worker> _idle = [];

    private Customisation(Topology topology, CustomisationPlan plan, CancellationToken ct)
    {
        _topology = topology;
        _plan = plan;
        _ct = ct;
        _out = new Row(topology.FirstOut, topology.OutDepth, plan.Out);
        _in = new Row(topology.FirstIn, topology.InDepth, plan.In);
    }

    /// <param name="topology">Of the profile's turn graph.</param>
    /// <param name="plan">Of the topology.</param>
    /// <param name="costs">Of its turns.</param>
    /// <param name="ct">Looked at between branches.</param>
    public static Metric Run(Topology topology, CustomisationPlan plan, in TurnCosts costs, CancellationToken ct)
    {
        var customisation = new Customisation(topology, plan, ct);
        customisation.Load(costs);
        customisation.Upwards();
        customisation.Downwards();
        var (outRows, inRows) = Compression.Run(customisation._out, customisation._in);
        customisation._out.Release();
        customisation._in.Release();
        return new Metric { StateWeight = Column<int>.Of(costs.Weight), HasClosures = costs.Weight.Contains(Infinite), ShutEnds = costs.ShutEnds, Out = outRows, In = inRows };
    }

    /// <summary>For a region's roads with other costs along their arcs.</summary>
    /// <param name="stateWeight">By state: deciseconds along its arc, <see cref="Metric.Infinite"/>: closed.</param>
    /// <param name="shutEnds">By state: whether nothing leads on from its end; null: none is.</param>
    public static Metric Run(
        GraphColumns graph, Topology topology, RegionColumns roads, ReadOnlySpan<int> stateWeight, bool[]? shutEnds, CancellationToken ct) =>
        Run(topology, topology.Plan, new TurnCosts
        {
            FirstTurn = graph.FirstTurn.Span,
            Turns = graph.Turns.Span,
            StateArc = graph.StateArc.Span,
            Usual = graph.Weight.Span,
            Weight = stateWeight,
            SegmentCentimetres = roads.Centimetres.Span,
            ShutEnds = shutEnds,
        }, ct);

    // Arcs that are turns get their cost, all others none yet. O(turns + arcs).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(in TurnCosts costs)
    {
        _out.Clear();
        _in.Clear();
        var arcs = _topology.ArcOfTurn.Span;
        for (var state = 0; state < costs.StateArc.Length; state++)
        {
            if (costs.ShutEnds is { } shut && shut[state])
                continue;
            var centimetres = costs.SegmentCentimetres[costs.StateArc[state] >> 1];
            for (var t = costs.FirstTurn[state]; t < costs.FirstTurn[state + 1]; t++)
            {
                if (arcs[t] == Topology.NoArc)
                    continue;
                var turn = costs.Turns[t];
                var (row, arc) = arcs[t] >= 0 ? (_out, arcs[t]) : (_in, ~arcs[t]);
                var deciseconds = Metric.TurnDeciseconds(turn, costs.Usual[state], costs.Weight[state], costs.Weight[turn.State]);
                if (deciseconds >= row.Weight[arc])
                    continue;
                row.Weight[arc] = deciseconds;
                row.Centimetres[arc] = centimetres;
                row.Halves[arc] = ArcHalves.Turn(deciseconds, costs.StateArc[turn.State]);
            }
        }
    }

    private void Upwards() => _plan.Upwards(Rent, (worker, x) => worker.LowerTriangles(x), _idle.Add, _ct);

    private void Downwards() => _plan.Downwards(Enter, (worker, x) => worker.UpperTriangles(x), _idle.Add, _ct);

    private Worker Rent() => _idle.TryTake(out var worker) ? worker : new Worker(_topology, _plan.Height, _out, _in);

    private Worker Enter(int highest)
    {
        var worker = Rent();
        worker.Enter(highest);
        return worker;
    }

    /// <summary>The arcs of one direction while they are given costs.</summary>
    internal sealed class Row(Column<int> first, Column<ushort> depth, LowerArcs lower)
    {
        /// <summary>Length of an arc that no search needs: it leads nowhere, or a way over a higher state is cheaper.</summary>
        public const int Dropped = -1;

        public Column<int> First => first;

        public Column<ushort> Depth => depth;

        public int[] Weight { get; } = Scratch.Rent<int>(depth.Length);

        /// <summary>By arc, of the way that its weight is of; or <see cref="Dropped"/>.</summary>
        public int[] Centimetres { get; } = Scratch.Rent<int>(depth.Length);

        /// <summary>By arc: what it stands for, in indices before any was dropped.</summary>
        public ArcHalves[] Halves { get; } = Scratch.Rent<ArcHalves>(depth.Length);

        public LowerArcs Lower => lower;

        public bool IsShort(int rank) => first[rank + 1] - first[rank] < MinRow;

        public void Clear()
        {
            Weight.AsSpan().Fill(Infinite);
            Centimetres.AsSpan().Fill(Dropped);
        }

        public void Release()
        {
            Scratch.Return(Weight);
            Scratch.Return(Centimetres);
            Scratch.Return(Halves);
        }
    }

    /// <summary>What one thread works with: costs of a row by depth, so that a triangle is one addition and comparison.</summary>
    private sealed class Worker
    {
        private readonly Topology _topology;
        private readonly Row _out;
        private readonly Row _in;
        private readonly int[] _cost;
        private readonly ulong[] _halves;
        private readonly HigherRows _higher;

        public Worker(Topology topology, int height, Row outRow, Row inRow)
        {
            _topology = topology;
            _out = outRow;
            _in = inRow;
            _cost = new int[height];
            _halves = new ulong[height];
            _higher = new HigherRows(height);
        }

        /// <summary>Before the first state of a branch goes through <see cref="UpperTriangles"/>.</summary>
        public void Enter(int root)
        {
            for (var v = _topology.Parent[root]; v >= 0; v = _topology.Parent[v])
                _higher.Remember(_topology.Depth[v], v, _out, _in);
        }

        public void LowerTriangles(int x)
        {
            LowerTriangles(x, _out, _in, ownIsFirst: false);
            LowerTriangles(x, _in, _out, ownIsFirst: true);
        }

        // x to y over all lower z: one addition and comparison for each triangle. The row of x lies by depth in _cost; of
        // z's row, what lies above x is its end. own: the arcs of x that get costs; opposite: those between z and x.
        // Depths in rows are below the height, arcs below the rows' length: no checks.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void LowerTriangles(int x, Row own, Row opposite, bool ownIsFirst)
        {
            int begin = own.First[x], end = own.First[x + 1];
            if (begin == end)
                return;
            const ulong none = ulong.MaxValue;
            ref var cost = ref MemoryMarshal.GetArrayDataReference(_cost);
            ref var halves = ref MemoryMarshal.GetArrayDataReference(_halves);
            ref var depths = ref Unsafe.AsRef(in own.Depth.At(0));
            ref var weights = ref MemoryMarshal.GetArrayDataReference(own.Weight);
            for (var arc = begin; arc < end; arc++)
            {
                int depth = Unsafe.Add(ref depths, arc);
                Unsafe.Add(ref cost, depth) = Unsafe.Add(ref weights, arc);
                Unsafe.Add(ref halves, depth) = none;
            }

            int depthOfX = _topology.Depth[x];
            var firsts = own.First.Span;
            foreach (var (z, half) in opposite.Lower[x])
            {
                var toMiddle = opposite.Weight[half];
                if (toMiddle >= Infinite)
                    continue;
                var first = firsts[z];
                for (var arc = firsts[z + 1] - 1; arc >= first; arc--)
                {
                    int depth = Unsafe.Add(ref depths, arc);
                    if (depth >= depthOfX)
                        break;
                    var sum = toMiddle + Unsafe.Add(ref weights, arc);
                    if (sum < Unsafe.Add(ref cost, depth))
                    {
                        Unsafe.Add(ref cost, depth) = sum;
                        Unsafe.Add(ref halves, depth) = (ulong)(uint)half << 32 | (uint)arc;
                    }
                }
            }

            for (var arc = begin; arc < end; arc++)
            {
                int depth = Unsafe.Add(ref depths, arc);
                if (Unsafe.Add(ref halves, depth) is var pair && pair == none)
                    continue;
                var (half, rest) = ((int)(pair >> 32), (int)(uint)pair);
                Unsafe.Add(ref weights, arc) = Unsafe.Add(ref cost, depth);
                own.Centimetres[arc] = opposite.Centimetres[half] + own.Centimetres[rest];
                own.Halves[arc] = ownIsFirst ? new ArcHalves(rest, half) : new ArcHalves(half, rest);
            }
        }

        /// <summary>Arcs of x against the ways over higher neighbours, whose own arcs are already as cheap as can be.</summary>
        public void UpperTriangles(int x)
        {
            if (!_out.IsShort(x))
                _higher.Drop(x, _out, isOut: true);
            if (!_in.IsShort(x))
                _higher.Drop(x, _in, isOut: false);


            // A postorder: a state with others below it comes right after one of them.
            if (x > 0 && _topology.Parent[x - 1] == x)
                _higher.Remember(_topology.Depth[x], x, _out, _in);
        }
    }
}
