using System.Runtime.CompilerServices;
using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// Keeps the arcs of a customised hierarchy that some fastest way may need. Both halves of an arc that is kept are kept
/// too, so that every way can be unpacked.
/// </summary>
internal static class Compression
{
    private const int Dropped = Customisation.Row.Dropped;

    /// <summary>O(arcs).</summary>
    public static (ArcRows Out, ArcRows In) Run(Customisation.Row outRow, Customisation.Row inRow)
    {
        var outIndex = Scratch.Rent<int>(outRow.Depth.Length + 1);
        var inIndex = Scratch.Rent<int>(inRow.Depth.Length + 1);
        Renumber(outRow, inRow, outIndex, inIndex);
        ArcRows? ways = null;
        ArcRows? back = null;
        Parallel.Invoke(
            () => ways = Keep(outRow, outIndex, outIndex, inIndex),
            () => back = Keep(inRow, inIndex, outIndex, inIndex));
        Scratch.Return(outIndex);
        Scratch.Return(inIndex);
        return (ways!, back!);
    }

    /// <summary>By arc: its index among those that are kept; the last is their number. Halves lie in lower rows, so they are known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Renumber(Customisation.Row outRow, Customisation.Row inRow, int[] outIndex, int[] inIndex)
    {
        outIndex[0] = inIndex[0] = 0;
        for (var rank = 0; rank < outRow.First.Length - 1; rank++)
        {
            RenumberRow(outRow, outIndex, rank);
            RenumberRow(inRow, inIndex, rank);
        }

        void RenumberRow(Customisation.Row row, int[] index, int rank)
        {
            for (var arc = row.First[rank]; arc < row.First[rank + 1]; arc++)
            {
                // A half that is beaten beats the whole. Long rows have to be looked at too: what beats the whole may lead over
                // an arc of a short row above, which nobody has made as cheap as can be.
                if (row.Centimetres[arc] != Dropped && row.Halves[arc] is { IsTurn: false } halves
                    && (inRow.Centimetres[halves.First] == Dropped || outRow.Centimetres[halves.Second] == Dropped))
                    row.Centimetres[arc] = Dropped;
                index[arc + 1] = index[arc] + (row.Centimetres[arc] == Dropped ? 0 : 1);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ArcRows Keep(Customisation.Row row, int[] ownIndex, int[] outIndex, int[] inIndex)
    {
        var arcs = row.Depth.Length;
        var count = ownIndex[arcs];
        var first = Column<int>.New(row.First.Length, out var firsts);
        var depth = Column<ushort>.New(count, out var depths);
        var weight = Column<int>.New(count, out var weights);
        var length = Column<int>.New(count, out var lengths);
        var half = Column<ArcHalves>.New(count, out var keptHalves);
        for (var rank = 0; rank < firsts.Length; rank++)
            firsts[rank] = ownIndex[row.First[rank]];
        for (var arc = 0; arc < arcs; arc++)
        {
            if (row.Centimetres[arc] == Dropped)
                continue;
            var next = ownIndex[arc];
            var halves = row.Halves[arc];
            depths[next] = row.Depth[arc];
            weights[next] = row.Weight[arc];
            lengths[next] = row.Centimetres[arc];
            keptHalves[next] = halves.IsTurn ? halves : new ArcHalves(inIndex[halves.First], outIndex[halves.Second]);
        }

        return new ArcRows { First = first, Depth = depth, Weight = weight, Centimetres = length, Halves = half };
    }
}
