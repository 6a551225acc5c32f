using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// Up to <see cref="Width"/> places climb side by side, then one sweep over a <see cref="Selection"/> carries their costs
/// down to all its states. O(arcs of the chains) for each place, then O(arcs of the selection), each arc once for all lanes.
/// Climbing is the elimination tree query of Dibbelt, Strasser, Wagner, JEA 2016; the sweep in vector registers, several
/// sources at once, is PHAST: Delling, Goldberg, Nowatzyk, Werneck, Hardware-Accelerated Shortest Path Trees, IPDPS 2011. One
/// thread's; reused by <see cref="Reset"/>.
/// </summary>
internal sealed class Lanes
{
    public const int Width = 16;

    private const int Half = Width / 2;

    private int[] _cost = [];
    private int[] _length = [];
    private int[] _chainCost = [];
    private int[] _chainLength = [];
    private int _width;
    private bool _carriesLengths;

    /// <summary>By index of the selection, then lane: deciseconds, <see cref="Metric.Infinite"/> when not reached.</summary>
    public ReadOnlySpan<int> Cost => _cost;

    /// <summary>The same, centimetres; meaningless where not reached.</summary>
    public ReadOnlySpan<int> Length => _length;

    /// <param name="selection">What will be swept.</param>
    /// <param name="width">1 or <see cref="Width"/>.</param>
    /// <param name="lengths">Whether <see cref="Length"/> is wanted: half of the work.</param>
    public void Reset(Selection selection, int width, bool lengths)
    {
        _width = width;
        _carriesLengths = lengths;
        var size = checked(selection.Count * width);
        if (_cost.Length < size)
        {
            _cost = GC.AllocateUninitializedArray<int>(size);
            _length = GC.AllocateUninitializedArray<int>(size);
        }

        _cost.AsSpan(0, size).Fill(Metric.Infinite);
    }

    // Up the chain from a place, then into the lane from the first state on that is selected: all its ancestors are.
    // O(arcs of the chain).
    public void Climb(Topology topology, ArcRows rows, Selection selection, int lane, ReadOnlySpan<PlaceEnd> ends)
    {
        if (ends.IsEmpty)
            return;
        var lowest = ends[0].Rank;
        int depth = topology.Depth[lowest];
        if (_chainCost.Length <= depth)
        {
            _chainCost = new int[2 * depth + 256];
            _chainLength = new int[_chainCost.Length];
        }

        _chainCost.AsSpan(0, depth + 1).Fill(Metric.Infinite);
        foreach (var end in ends)
        {
            int at = topology.Depth[end.Rank];
            if (end.Deciseconds < _chainCost[at])
                (_chainCost[at], _chainLength[at]) = (end.Deciseconds, end.Centimetres);
        }

        var index = -1;
        for (var v = lowest; v >= 0; v = topology.Parent[v], depth--)
        {
            if (_chainCost[depth] < Metric.Infinite)
                Relax(rows, v, depth);
            if (index < 0)
            {
                if (!selection.IsSelected(v))
                    continue;
                index = selection.IndexOf(v);
            }

            _cost[index * _width + lane] = _chainCost[depth];
            if (_carriesLengths)
                _length[index * _width + lane] = _chainLength[depth];
            index = selection.Parent[index];
        }
    }

    /// <summary>Every cost of the selection, those of ancestors first.</summary>
    public void Sweep(Selection selection)
    {
        if (_width != Width)
            SweepOne(selection);
        else if (_carriesLengths)
            SweepLanes<Lengths>(selection);
        else
            SweepLanes<NoLengths>(selection);
    }

    // An addition and a minimum for 8 lanes an arc, and as many again and a comparison where lengths go along; a state and
    // its ancestors lie in the second-level cache. Two vectors of 8, as most processors have: wider ones are made of them
    // by calls, which takes longer.
    private void SweepLanes<TLengths>(Selection selection)
        where TLengths : struct, ILengths
    {
        ref var cost = ref MemoryMarshal.GetArrayDataReference(_cost);
        ref var length = ref MemoryMarshal.GetArrayDataReference(_length);
        ref var arcs = ref MemoryMarshal.GetArrayDataReference(selection.Arcs);
        var first = selection.FirstArc;
        for (var i = 0; i < selection.Count; i++)
        {
            var at = (nuint)i * Width;
            var best = Vector256.LoadUnsafe(ref cost, at);
            var bestHigh = Vector256.LoadUnsafe(ref cost, at + Half);
            var bestLength = TLengths.AreCarried ? Vector256.LoadUnsafe(ref length, at) : default;
            var bestLengthHigh = TLengths.AreCarried ? Vector256.LoadUnsafe(ref length, at + Half) : default;
            var end = first[i + 1];
            for (var a = first[i]; a < end; a++)
            {
                ref var arc = ref Unsafe.Add(ref arcs, a);
                var from = (nuint)arc.Ancestor * Width;
                var deciseconds = Vector256.Create(arc.Deciseconds);
                var sum = Vector256.LoadUnsafe(ref cost, from) + deciseconds;
                var sumHigh = Vector256.LoadUnsafe(ref cost, from + Half) + deciseconds;
                if (TLengths.AreCarried)
                {
                    var centimetres = Vector256.Create(arc.Centimetres);
                    bestLength = Vector256.ConditionalSelect(
                        Vector256.LessThan(sum, best), Vector256.LoadUnsafe(ref length, from) + centimetres, bestLength);
                    bestLengthHigh = Vector256.ConditionalSelect(
                        Vector256.LessThan(sumHigh, bestHigh), Vector256.LoadUnsafe(ref length, from + Half) + centimetres, bestLengthHigh);
                }

                best = Vector256.Min(sum, best);
                bestHigh = Vector256.Min(sumHigh, bestHigh);
            }

            best.StoreUnsafe(ref cost, at);
            bestHigh.StoreUnsafe(ref cost, at + Half);
            if (TLengths.AreCarried)
            {
                bestLength.StoreUnsafe(ref length, at);
                bestLengthHigh.StoreUnsafe(ref length, at + Half);
            }
        }
    }

    /// <summary>The same for one lane, without vectors.</summary>
    private void SweepOne(Selection selection)
    {
        ref var cost = ref MemoryMarshal.GetArrayDataReference(_cost);
        ref var length = ref MemoryMarshal.GetArrayDataReference(_length);
        var first = selection.FirstArc;
        for (var i = 0; i < selection.Count; i++)
        {
            var best = Unsafe.Add(ref cost, i);
            var bestLength = Unsafe.Add(ref length, i);
            foreach (ref readonly var arc in selection.Arcs.AsSpan(first[i], first[i + 1] - first[i]))
            {
                var sum = Unsafe.Add(ref cost, arc.Ancestor) + arc.Deciseconds;
                if (sum >= best)
                    continue;
                best = sum;
                bestLength = Unsafe.Add(ref length, arc.Ancestor) + arc.Centimetres;
            }

            Unsafe.Add(ref cost, i) = best;
            Unsafe.Add(ref length, i) = bestLength;
        }
    }

    /// <summary>The best of a place's ends in each lane: deciseconds and metres, -1 where there is none below <paramref name="far"/>.</summary>
    /// <param name="deciseconds">A span of <see cref="Width"/>.</param>
    /// <param name="metres">The same; left as it is where lengths are not carried.</param>
    public void Best(ReadOnlySpan<PlaceEnd> ends, ReadOnlySpan<int> indices, int far, Span<int> deciseconds, Span<int> metres)
    {
        for (var half = 0; half < Width; half += Half)
            BestOfHalf(ends, indices, half, far, deciseconds[half..], metres[half..]);
    }

    private void BestOfHalf(ReadOnlySpan<PlaceEnd> ends, ReadOnlySpan<int> indices, int half, int far, Span<int> deciseconds, Span<int> metres)
    {
        ref var cost = ref MemoryMarshal.GetArrayDataReference(_cost);
        ref var length = ref MemoryMarshal.GetArrayDataReference(_length);
        var best = Vector256.Create(far);
        var centimetres = Vector256<int>.Zero;
        for (var e = 0; e < ends.Length; e++)
        {
            var at = (nuint)(indices[e] * Width + half);
            var sum = Vector256.LoadUnsafe(ref cost, at) + Vector256.Create(ends[e].Deciseconds);
            if (_carriesLengths)
            {
                centimetres = Vector256.ConditionalSelect(
                    Vector256.LessThan(sum, best), Vector256.LoadUnsafe(ref length, at) + Vector256.Create(ends[e].Centimetres), centimetres);
            }

            best = Vector256.Min(sum, best);
        }

        var isReached = Vector256.LessThan(best, Vector256.Create(far));
        Vector256.ConditionalSelect(isReached, best, Vector256<int>.AllBitsSet).CopyTo(deciseconds);
        if (_carriesLengths)
            Vector256.ConditionalSelect(isReached, ToMetres(centimetres), Vector256<int>.AllBitsSet).CopyTo(metres);
    }

    // Rounded: (c + 50) / 100, as a product with 2^37 / 100, which is exact for 32 bits (Granlund and Montgomery 1994).
    private static Vector256<int> ToMetres(Vector256<int> centimetres)
    {
        var (low, high) = Vector256.Widen((centimetres + Vector256.Create(50)).AsUInt32());
        var factor = Vector256.Create(0x51EB851FUL);
        return Vector256.Narrow((low * factor) >> 37, (high * factor) >> 37).AsInt32();
    }

    private void Relax(ArcRows rows, int rank, int depth)
    {
        var cost = _chainCost[depth];
        var length = _chainLength[depth];
        var begin = rows.First[rank];
        var count = rows.First[rank + 1] - begin;
        ref var depths = ref Unsafe.AsRef(in rows.Depth.At(begin));
        ref var weights = ref Unsafe.AsRef(in rows.Weight.At(begin));
        ref var lengths = ref Unsafe.AsRef(in rows.Centimetres.At(begin));
        ref var costs = ref MemoryMarshal.GetArrayDataReference(_chainCost);
        ref var chainLengths = ref MemoryMarshal.GetArrayDataReference(_chainLength);
        for (var i = 0; i < count; i++)
        {
            int ancestor = Unsafe.Add(ref depths, i);
            var sum = cost + Unsafe.Add(ref weights, i);
            if (sum >= Unsafe.Add(ref costs, ancestor))
                continue;
            Unsafe.Add(ref costs, ancestor) = sum;
            Unsafe.Add(ref chainLengths, ancestor) = length + Unsafe.Add(ref lengths, i);
        }
    }

    // A type for each, so that the compiler makes a loop of its own for each.
    private interface ILengths
    {
        static abstract bool AreCarried { get; }
    }

    private readonly struct Lengths : ILengths
    {
        public static bool AreCarried => true;
    }

    private readonly struct NoLengths : ILengths
    {
        public static bool AreCarried => false;
    }
}
