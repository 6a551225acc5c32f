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
    /// <param name="turnDeciseconds">By turn: from entering the one arc to entering the other; <see cref="Metric.Infinite"/>: not to be used.</param>
    /// <param name="stateWeight">By state: deciseconds along its arc.</param>
    /// <param name="stateCentimetres">By state: length of its arc.</param>
    /// <param name="stateArc">By state: its arc.</param>
    /// <param name="ct">Looked at between branches.</param>
    public static Metric Run(
        Topology topology,
        CustomisationPlan plan,
        ReadOnlySpan<int> turnDeciseconds,
        ReadOnlySpan<int> stateWeight,
        ReadOnlySpan<int> stateCentimetres,
        ReadOnlySpan<int> stateArc,
        CancellationToken ct)
    {
        var customisation = new Customisation(topology, plan, ct);
        customisation.Load(turnDeciseconds);
        customisation.Upwards();
        customisation.Downwards();
        var (outRows, inRows) = customisation.Compress(stateCentimetres, stateArc);
        customisation._out.Release();
        customisation._in.Release();
        return new Metric { StateWeight = Column<int>.Of(stateWeight), HasClosures = stateWeight.Contains(Infinite), Out = outRows, In = inRows };
    }

    /// <summary>For a region's roads with other costs along their arcs.</summary>
    /// <param name="stateWeight">By state: deciseconds along its arc, <see cref="Metric.Infinite"/>: closed.</param>
    public static Metric Run(GraphColumns graph, Topology topology, RegionColumns roads, ReadOnlySpan<int> stateWeight, CancellationToken ct)
    {
        var costs = new int[graph.Turns.Length];
        var lengths = new int[graph.StateCount];
        var turns = graph.Turns.Span;
        var firsts = graph.FirstTurn.Span;
        var usual = graph.Weight.Span;
        for (var state = 0; state < lengths.Length; state++)
        {
            lengths[state] = roads.Centimetres[graph.StateArc[state] >> 1];
            for (var t = firsts[state]; t < firsts[state + 1]; t++)
                costs[t] = Metric.TurnDeciseconds(turns[t], usual[state], stateWeight[state], stateWeight[turns[t].State]);
        }

        return Run(topology, topology.Plan, costs, stateWeight, lengths, graph.StateArc.Span, ct);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<int> turnDeciseconds)
    {
        _out.Weight.AsSpan().Fill(Infinite);
        _in.Weight.AsSpan().Fill(Infinite);
        var arcs = _topology.ArcOfTurn.Span;
        for (var t = 0; t < arcs.Length; t++)
        {
            var arc = arcs[t];
            if (arc == Topology.NoArc)
                continue;
            ref var weight = ref arc >= 0 ? ref _out.Weight[arc] : ref _in.Weight[~arc];
            weight = Math.Min(weight, turnDeciseconds[t]);
        }
    }

    private void Upwards() => _plan.Upwards(Rent, (worker, x) => worker.LowerTriangles(x), _idle.Add, _ct);

    private void Downwards() => _plan.Downwards(Enter, (worker, x) => worker.UpperTriangles(x), _idle.Add, _ct);

    private (ArcRows Out, ArcRows In) Compress(ReadOnlySpan<int> stateCentimetres, ReadOnlySpan<int> stateArc)
    {
        var compression = new Compression(_topology, _out, _in, stateCentimetres, stateArc);
        _plan.Upwards(() => compression, (all, x) => all.Measure(x), _ => { }, _ct);
        var rows = compression.Finish();
        compression.Release();
        return rows;
    }

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
        /// <summary>Middle of an arc that a way over a higher state is cheaper than.</summary>
        public const int Beaten = -2;

        public Column<int> First => first;

        public Column<ushort> Depth => depth;

        public int[] Weight { get; } = Scratch.Rent<int>(depth.Length);

        /// <summary>By arc: rank of the lower state that it leads over; -1: it is a turn; <see cref="Beaten"/>.</summary>
        public int[] Middle { get; } = Scratch.Rent<int>(depth.Length);

        public LowerArcs Lower => lower;

        public void Release()
        {
            Scratch.Return(Weight);
            Scratch.Return(Middle);
        }
    }

    /// <summary>What one thread works with: costs of a row by depth, so that a triangle is one addition and comparison.</summary>
    private sealed class Worker
    {
        private readonly Topology _topology;
        private readonly Row _out;
        private readonly Row _in;
        private readonly int[] _ancestor;
        private readonly int[] _cost;
        private readonly int[] _middle;
        private readonly int[] _through;

        public Worker(Topology topology, int height, Row outRow, Row inRow)
        {
            _topology = topology;
            _out = outRow;
            _in = inRow;
            _ancestor = new int[height];
            _cost = new int[height];
            _middle = new int[height];
            _through = new int[height];
        }

        /// <summary>Before the first state of a branch goes through <see cref="UpperTriangles(int)"/>.</summary>
        public void Enter(int root)
        {
            for (var v = root; v >= 0; v = _topology.Parent[v])
                _ancestor[_topology.Depth[v]] = v;
        }

        public void LowerTriangles(int x)
        {
            LowerTriangles(x, _out, _in);
            LowerTriangles(x, _in, _out);
        }

        // x to y over all lower z: one addition and comparison for each triangle. The row of x lies by depth in _cost; of
        // z's row, what lies above x is its end. own: the arcs of x that get costs; opposite: those between z and x.
        // Depths in rows are below the height, arcs below the rows' length: no checks.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void LowerTriangles(int x, Row own, Row opposite)
        {
            int begin = own.First[x], end = own.First[x + 1];
            if (begin == end)
                return;
            ref var cost = ref MemoryMarshal.GetArrayDataReference(_cost);
            ref var middle = ref MemoryMarshal.GetArrayDataReference(_middle);
            ref var depths = ref Unsafe.AsRef(in own.Depth.At(0));
            ref var weights = ref MemoryMarshal.GetArrayDataReference(own.Weight);
            ref var middles = ref MemoryMarshal.GetArrayDataReference(own.Middle);
            for (var arc = begin; arc < end; arc++)
            {
                int depth = Unsafe.Add(ref depths, arc);
                Unsafe.Add(ref cost, depth) = Unsafe.Add(ref weights, arc);
                Unsafe.Add(ref middle, depth) = -1;
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
                        Unsafe.Add(ref middle, depth) = z;
                    }
                }
            }

            for (var arc = begin; arc < end; arc++)
            {
                int depth = Unsafe.Add(ref depths, arc);
                Unsafe.Add(ref weights, arc) = Unsafe.Add(ref cost, depth);
                Unsafe.Add(ref middles, arc) = Unsafe.Add(ref middle, depth);
            }
        }

        // Arcs of x against the ways over higher neighbours u, whose own arcs are already as cheap as can be.
        public void UpperTriangles(int x)
        {
            int depth = _topology.Depth[x];
            _ancestor[depth] = x;
            UpperTriangles(x, depth, _out, _in);
            UpperTriangles(x, depth, _in, _out);
        }

        // x to u to y: for y above u the arc is in u's row of the same direction, for y below u it is in y's row of the
        // opposite one. Both rows of u are passed over: one addition and comparison each.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void UpperTriangles(int x, int depthOfX, Row own, Row opposite)
        {
            int begin = own.First[x], end = own.First[x + 1];
            if (end - begin < MinRow)
                return;
            _cost.AsSpan(0, depthOfX).Fill(Infinite);
            _through.AsSpan(0, depthOfX).Fill(Infinite);
            ref var cost = ref MemoryMarshal.GetArrayDataReference(_cost);
            ref var through = ref MemoryMarshal.GetArrayDataReference(_through);
            ref var ownDepths = ref Unsafe.AsRef(in own.Depth.At(0));
            ref var ownWeights = ref MemoryMarshal.GetArrayDataReference(own.Weight);
            ref var oppositeDepths = ref Unsafe.AsRef(in opposite.Depth.At(0));
            ref var oppositeWeights = ref MemoryMarshal.GetArrayDataReference(opposite.Weight);
            for (var arc = begin; arc < end; arc++)
                Unsafe.Add(ref cost, Unsafe.Add(ref ownDepths, arc)) = Unsafe.Add(ref ownWeights, arc);
            for (var a = begin; a < end; a++)
            {
                int depthOfU = Unsafe.Add(ref ownDepths, a);
                var u = _ancestor[depthOfU];
                var toU = Unsafe.Add(ref ownWeights, a);
                if (toU >= Infinite)
                    continue;
                var overHigher = Unsafe.Add(ref through, depthOfU);
                var last = opposite.First.At(u + 1);
                for (var arc = opposite.First.At(u); arc < last; arc++)
                {
                    var sum = Unsafe.Add(ref cost, Unsafe.Add(ref oppositeDepths, arc)) + Unsafe.Add(ref oppositeWeights, arc);
                    overHigher = Math.Min(overHigher, sum);
                }

                Unsafe.Add(ref through, depthOfU) = overHigher;

                // No way over u is the fastest when the arc to u is not.
                if (overHigher < toU)
                    continue;
                last = own.First.At(u + 1);
                for (var arc = own.First.At(u); arc < last; arc++)
                {
                    ref var best = ref Unsafe.Add(ref through, Unsafe.Add(ref ownDepths, arc));
                    best = Math.Min(best, toU + Unsafe.Add(ref ownWeights, arc));
                }
            }

            for (var arc = begin; arc < end; arc++)
            {
                var best = Unsafe.Add(ref through, Unsafe.Add(ref ownDepths, arc));
                if (best >= Unsafe.Add(ref ownWeights, arc))
                    continue;
                Unsafe.Add(ref ownWeights, arc) = best;
                own.Middle[arc] = Row.Beaten;
            }
        }
    }
}
