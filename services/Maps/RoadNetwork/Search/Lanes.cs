using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// Up to <see cref="Width"/> places climb side by side, then one sweep over a <see cref="Selection"/> carries their costs
/// down to all its states. One thread's; reused by <see cref="Reset"/>.
/// </summary>
internal sealed class Lanes
{
    public const int Width = 16;

    private int[] _cost = [];
    private int[] _length = [];
    private int[] _chainCost = [];
    private int[] _chainLength = [];
    private int _width;

    /// <summary>By index of the selection, then lane: deciseconds, <see cref="Metric.Infinite"/> when not reached.</summary>
    public ReadOnlySpan<int> Cost => _cost;

    /// <summary>The same, centimetres; meaningless where not reached.</summary>
    public ReadOnlySpan<int> Length => _length;

    /// <param name="selection">What will be swept.</param>
    /// <param name="width">1 or <see cref="Width"/>.</param>
    public void Reset(Selection selection, int width)
    {
        _width = width;
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
            _length[index * _width + lane] = _chainLength[depth];
            index = selection.Parent[index];
        }
    }

    /// <summary>Every cost of the selection, those of ancestors first.</summary>
    public void Sweep(Selection selection)
    {
        if (_width == Width)
            SweepLanes(selection);
        else
            SweepOne(selection);
    }

    // One addition, comparison and two blends for 16 lanes an arc; a state and its ancestors lie in the second-level cache.
    private void SweepLanes(Selection selection)
    {
        ref var cost = ref MemoryMarshal.GetArrayDataReference(_cost);
        ref var length = ref MemoryMarshal.GetArrayDataReference(_length);
        ref var arcs = ref MemoryMarshal.GetArrayDataReference(selection.Arcs);
        var first = selection.FirstArc;
        for (var i = 0; i < selection.Count; i++)
        {
            var at = (nuint)i * Width;
            var best = Vector512.LoadUnsafe(ref cost, at);
            var bestLength = Vector512.LoadUnsafe(ref length, at);
            var end = first[i + 1];
            for (var a = first[i]; a < end; a++)
            {
                ref var arc = ref Unsafe.Add(ref arcs, a);
                var from = (nuint)arc.Ancestor * Width;
                var sum = Vector512.LoadUnsafe(ref cost, from) + Vector512.Create(arc.Deciseconds);
                var isLess = Vector512.LessThan(sum, best);
                best = Vector512.ConditionalSelect(isLess, sum, best);
                bestLength = Vector512.ConditionalSelect(
                    isLess, Vector512.LoadUnsafe(ref length, from) + Vector512.Create(arc.Centimetres), bestLength);
            }

            best.StoreUnsafe(ref cost, at);
            bestLength.StoreUnsafe(ref length, at);
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

    /// <summary>
    /// The best of a place's ends in each lane: deciseconds and metres, -1 where there is none below
    /// <paramref name="far"/>. Spans of <see cref="Width"/>.
    /// </summary>
    public void Best(ReadOnlySpan<PlaceEnd> ends, ReadOnlySpan<int> indices, int far, Span<int> deciseconds, Span<int> metres)
    {
        ref var cost = ref MemoryMarshal.GetArrayDataReference(_cost);
        ref var length = ref MemoryMarshal.GetArrayDataReference(_length);
        var best = Vector512.Create(far);
        var centimetres = Vector512<int>.Zero;
        for (var e = 0; e < ends.Length; e++)
        {
            var at = (nuint)indices[e] * Width;
            var sum = Vector512.LoadUnsafe(ref cost, at) + Vector512.Create(ends[e].Deciseconds);
            var isLess = Vector512.LessThan(sum, best);
            best = Vector512.ConditionalSelect(isLess, sum, best);
            centimetres = Vector512.ConditionalSelect(
                isLess, Vector512.LoadUnsafe(ref length, at) + Vector512.Create(ends[e].Centimetres), centimetres);
        }

        var isReached = Vector512.LessThan(best, Vector512.Create(far));
        Vector512.ConditionalSelect(isReached, best, Vector512<int>.AllBitsSet).CopyTo(deciseconds);
        Vector512.ConditionalSelect(isReached, ToMetres(centimetres), Vector512<int>.AllBitsSet).CopyTo(metres);
    }

    // Rounded: (c + 50) / 100, as a product with 2^37 / 100, which is exact for 32 bits (Granlund and Montgomery 1994).
    private static Vector512<int> ToMetres(Vector512<int> centimetres)
    {
        var (low, high) = Vector512.Widen((centimetres + Vector512.Create(50)).AsUInt32());
        var factor = Vector512.Create(0x51EB851FUL);
        return Vector512.Narrow((low * factor) >> 37, (high * factor) >> 37).AsInt32();
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
}
