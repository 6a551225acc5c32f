using System.Runtime.CompilerServices;
using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// Keeps the arcs of a customised hierarchy that some fastest way may need, with their lengths. Both halves of an arc that
/// is kept are kept too, so that every way can be unpacked: a half that is beaten beats the whole.
/// </summary>
internal sealed class Compression
{
    private const int Dropped = -1;

    private readonly Topology _topology;
    private readonly Customisation.Row _out;
    private readonly Customisation.Row _in;

    /// <summary>By rank: length of the state's arc.</summary>
    private readonly int[] _own;

    /// <summary>By rank: the state's arc.</summary>
    private readonly int[] _arcOfRank;

    // By arc: its length, or that it is dropped.
    private readonly int[] _outCentimetres;
    private readonly int[] _inCentimetres;

    // By arc: its halves, as indices before any was dropped.
    private readonly ArcHalves[] _outHalves;
    private readonly ArcHalves[] _inHalves;

    public Compression(Topology topology, Customisation.Row outRow, Customisation.Row inRow, ReadOnlySpan<int> stateCentimetres, ReadOnlySpan<int> stateArc)
    {
        _topology = topology;
        _out = outRow;
        _in = inRow;
        _own = new int[topology.Count];
        _arcOfRank = new int[topology.Count];
        for (var rank = 0; rank < _own.Length; rank++)
        {
            _own[rank] = stateCentimetres[topology.StateOfRank[rank]];
            _arcOfRank[rank] = stateArc[topology.StateOfRank[rank]];
        }

        _outCentimetres = Scratch.Rent<int>(outRow.Depth.Length);
        _inCentimetres = Scratch.Rent<int>(inRow.Depth.Length);
        _outHalves = Scratch.Rent<ArcHalves>(outRow.Depth.Length);
        _inHalves = Scratch.Rent<ArcHalves>(inRow.Depth.Length);
    }

    /// <summary>Lengths of a state's arcs, after those of all states below it. O(arcs * row length).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(int x)
    {
        int depthOfX = _topology.Depth[x];
        var other = x; // Rows go up the ancestors in their order.
        for (var arc = _out.First[x]; arc < _out.First[x + 1]; arc++)
        {
            _outCentimetres[arc] = Dropped;
            var middle = _out.Middle[arc];
            if (middle == Customisation.Row.Beaten || _out.Weight[arc] >= Metric.Infinite)
                continue;
            int depth = _out.Depth[arc];
            while (_topology.Depth[other] > depth)
                other = _topology.Parent[other];
            if (middle >= 0)
                _outCentimetres[arc] = Halve(middle, depthOfX, depth, out _outHalves[arc]);
            else
                (_outCentimetres[arc], _outHalves[arc]) = (_own[x], ArcHalves.Turn(_out.Weight[arc], _arcOfRank[other]));
        }

        other = x;
        for (var arc = _in.First[x]; arc < _in.First[x + 1]; arc++)
        {
            _inCentimetres[arc] = Dropped;
            var middle = _in.Middle[arc];
            if (middle == Customisation.Row.Beaten || _in.Weight[arc] >= Metric.Infinite)
                continue;
            int depth = _in.Depth[arc];
            while (_topology.Depth[other] > depth)
                other = _topology.Parent[other];
            if (middle >= 0)
                _inCentimetres[arc] = Halve(middle, depth, depthOfX, out _inHalves[arc]);
            else
                (_inCentimetres[arc], _inHalves[arc]) = (_own[other], ArcHalves.Turn(_in.Weight[arc], _arcOfRank[x]));
        }
    }

    public (ArcRows Out, ArcRows In) Finish()
    {
        ArcRows? ways = null;
        ArcRows? back = null;
        int[] outIndex = [], inIndex = [];
        Parallel.Invoke(() => outIndex = Renumber(_outCentimetres, _out.Depth.Length), () => inIndex = Renumber(_inCentimetres, _in.Depth.Length));
        Parallel.Invoke(
            () => ways = Keep(_out, _outCentimetres, _outHalves, outIndex, outIndex, inIndex),
            () => back = Keep(_in, _inCentimetres, _inHalves, inIndex, outIndex, inIndex));
        Scratch.Return(outIndex);
        Scratch.Return(inIndex);
        return (ways!, back!);
    }

    public void Release()
    {
        Scratch.Return(_outCentimetres);
        Scratch.Return(_inCentimetres);
        Scratch.Return(_outHalves);
        Scratch.Return(_inHalves);
    }

    /// <summary>The length of both halves together; dropped when one is: then the whole is on no fastest way either.</summary>
    private int Halve(int middle, int from, int to, out ArcHalves halves)
    {
        halves = new ArcHalves(Find(_in, middle, from), Find(_out, middle, to));
        var first = _inCentimetres[halves.First];
        var second = _outCentimetres[halves.Second];
        return first == Dropped || second == Dropped ? Dropped : first + second;
    }

    private static int Find(Customisation.Row row, int rank, int depth)
    {
        var arc = row.First[rank];
        while (row.Depth[arc] != depth)
            arc++;
        return arc;
    }

    /// <summary>By arc: its index among those that are kept; the last is their number.</summary>
    private static int[] Renumber(int[] centimetres, int arcs)
    {
        var index = Scratch.Rent<int>(arcs + 1);
        index[0] = 0;
        for (var arc = 0; arc < arcs; arc++)
            index[arc + 1] = index[arc] + (centimetres[arc] == Dropped ? 0 : 1);
        return index;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ArcRows Keep(
        Customisation.Row row, int[] centimetres, ArcHalves[] halves, int[] ownIndex, int[] outIndex, int[] inIndex)
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
            if (centimetres[arc] == Dropped)
                continue;
            var next = ownIndex[arc];
            depths[next] = row.Depth[arc];
            weights[next] = row.Weight[arc];
            lengths[next] = centimetres[arc];
            keptHalves[next] = halves[arc].IsTurn ? halves[arc] : new ArcHalves(inIndex[halves[arc].First], outIndex[halves[arc].Second]);
        }

        return new ArcRows { First = first, Depth = depth, Weight = weight, Centimetres = length, Halves = half };
    }
}
