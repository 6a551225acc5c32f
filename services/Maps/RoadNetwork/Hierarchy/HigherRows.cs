using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// The rows of a state's ancestors, spread out by depth, so that the cost between any two neighbours of the state is found
/// by their depths: eight at a time. The downward pass of a customisation (Dibbelt, Strasser, Wagner, JEA 2016, section 6:
/// intermediate and upper triangles) keeps one for the chain that it is in. Takes 4 * height^2 bytes. One thread's.
/// </summary>
internal sealed class HigherRows(int height)
{
    private const int Width = 8;
    private const int Infinite = Metric.Infinite;

    // By depth of an ancestor, then by that of another above it: deciseconds of the arc, Infinite where there is none.
    private readonly int[][] _out = new int[height][];
    private readonly int[][] _in = new int[height][];

    // The row of the state at hand, side by side, with room for a vector after its last.
    private readonly int[] _depth = new int[height + Width];
    private readonly int[] _cost = new int[height + Width];
    private readonly int[] _through = new int[height + Width];

    /// <summary>The state is now the one of its depth in the chain. O(depth).</summary>
    public void Remember(int depth, int rank, Customisation.Row outRow, Customisation.Row inRow)
    {
        Spread(_out[depth] ??= new int[Math.Max(depth, 1)], rank, outRow);
        Spread(_in[depth] ??= new int[Math.Max(depth, 1)], rank, inRow);

        static void Spread(int[] costs, int rank, Customisation.Row row)
        {
            costs.AsSpan().Fill(Infinite);
            for (var arc = row.First[rank]; arc < row.First[rank + 1]; arc++)
                costs[row.Depth[arc]] = row.Weight[arc];
        }
    }

    /// <summary>
    /// Drops the arcs of a state that are dearer than a way over a higher neighbour u, all of whose arcs are as cheap as
    /// can be: x to u to y with y above u by the row of u in the same direction, with y below u by that of y in the other.
    /// O(row length^2): two additions and comparisons for each pair of arcs.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Drop(int x, Customisation.Row row, bool isOut)
    {
        var begin = row.First[x];
        var count = row.First[x + 1] - begin;
        for (var i = 0; i < count; i++)
        {
            _depth[i] = row.Depth[begin + i];
            _cost[i] = row.Weight[begin + i];
        }

        _depth.AsSpan(count, Width).Clear();
        _cost.AsSpan(count, Width).Fill(Infinite);
        _through.AsSpan(0, count + Width).Fill(Infinite);
        var (own, opposite) = isOut ? (_out, _in) : (_in, _out);
        ref var depth = ref MemoryMarshal.GetArrayDataReference(_depth);
        ref var cost = ref MemoryMarshal.GetArrayDataReference(_cost);
        ref var through = ref MemoryMarshal.GetArrayDataReference(_through);

        // Deepest first: those after i are above it.
        for (var i = 0; i < count; i++)
        {
            var toU = _cost[i];
            if (toU >= Infinite)
                continue;
            ref var fromAbove = ref MemoryMarshal.GetArrayDataReference(opposite[_depth[i]]);
            var least = Vector256.Create(Infinite);
            for (var j = i + 1; j < count; j += Width)
            {
                var sum = Vector256.LoadUnsafe(ref cost, (nuint)j) + Gather(ref fromAbove, Vector256.LoadUnsafe(ref depth, (nuint)j));
                least = Vector256.Min(least, sum);
            }

            var overHigher = Math.Min(_through[i], Least(least));
            _through[i] = overHigher;

            // No way over u is the fastest when the arc to u is not.
            if (overHigher < toU)
                continue;
            ref var toAbove = ref MemoryMarshal.GetArrayDataReference(own[_depth[i]]);
            for (var j = i + 1; j < count; j += Width)
            {
                var sum = Vector256.Create(toU) + Gather(ref toAbove, Vector256.LoadUnsafe(ref depth, (nuint)j));
                Vector256.Min(Vector256.LoadUnsafe(ref through, (nuint)j), sum).StoreUnsafe(ref through, (nuint)j);
            }
        }

        for (var i = 0; i < count; i++)
        {
            if (_through[i] >= row.Weight[begin + i])
                continue;
            row.Weight[begin + i] = _through[i];
            row.Centimetres[begin + i] = Customisation.Row.Dropped;
        }
    }

    // Depths lie within the row: that of a state has as many as its depth, and those above are less deep.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe Vector256<int> Gather(ref int row, Vector256<int> at)
    {
        if (Avx2.IsSupported)
        {
            fixed (int* first = &row)
                return Avx2.GatherVector256(first, at, sizeof(int));
        }

        return Vector256.Create(
            Unsafe.Add(ref row, at[0]), Unsafe.Add(ref row, at[1]), Unsafe.Add(ref row, at[2]), Unsafe.Add(ref row, at[3]),
            Unsafe.Add(ref row, at[4]), Unsafe.Add(ref row, at[5]), Unsafe.Add(ref row, at[6]), Unsafe.Add(ref row, at[7]));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Least(Vector256<int> eight)
    {
        var four = Vector128.Min(eight.GetLower(), eight.GetUpper());
        var two = Vector128.Min(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return Math.Min(two[0], two[1]);
    }
}
