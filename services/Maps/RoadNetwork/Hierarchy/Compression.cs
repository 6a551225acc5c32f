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

    // By arc: its length, or that it is dropped.
    private readonly int[] _outCentimetres;
    private readonly int[] _inCentimetres;

    public Compression(Topology topology, Customisation.Row outRow, Customisation.Row inRow, ReadOnlySpan<int> stateCentimetres)
    {
        _topology = topology;
        _out = outRow;
        _in = inRow;
        _own = new int[topology.Count];
        for (var rank = 0; rank < _own.Length; rank++)
            _own[rank] = stateCentimetres[topology.StateOfRank[rank]];
        _outCentimetres = new int[outRow.Depth.Length];
        _inCentimetres = new int[inRow.Depth.Length];
    }

    /// <summary>Lengths of a state's arcs, after those of all states below it. O(arcs * row length).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Measure(int x)
    {
        int depthOfX = _topology.Depth[x];
        for (var arc = _out.First[x]; arc < _out.First[x + 1]; arc++)
        {
            var middle = _out.Middle[arc];
            _outCentimetres[arc] = _out.IsBeaten[arc] || _out.Weight[arc] >= Metric.Infinite ? Dropped
                : middle < 0 ? _own[x]
                : Length(middle, from: depthOfX, to: _out.Depth[arc]);
        }

        var tail = x;
        for (var arc = _in.First[x]; arc < _in.First[x + 1]; arc++)
        {
            int depth = _in.Depth[arc];
            var middle = _in.Middle[arc];
            if (_in.IsBeaten[arc] || _in.Weight[arc] >= Metric.Infinite)
            {
                _inCentimetres[arc] = Dropped;
            }
            else if (middle >= 0)
            {
                _inCentimetres[arc] = Length(middle, from: depth, to: depthOfX);
            }
            else
            {
                // Rows go up the ancestors in their order.
                while (_topology.Depth[tail] > depth)
                    tail = _topology.Parent[tail];
                _inCentimetres[arc] = _own[tail];
            }
        }
    }

    public (ArcRows Out, ArcRows In) Finish()
    {
        ArcRows? ways = null;
        ArcRows? back = null;
        Parallel.Invoke(() => ways = Keep(_out, _outCentimetres), () => back = Keep(_in, _inCentimetres));
        return (ways!, back!);
    }

    /// <summary>Dropped when a half is: then the whole is on no fastest way either.</summary>
    private int Length(int middle, int from, int to)
    {
        var first = _inCentimetres[Find(_in, middle, from)];
        var second = _outCentimetres[Find(_out, middle, to)];
        return first == Dropped || second == Dropped ? Dropped : first + second;
    }

    private static int Find(Customisation.Row row, int rank, int depth)
    {
        var arc = row.First[rank];
        while (row.Depth[arc] != depth)
            arc++;
        return arc;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ArcRows Keep(Customisation.Row row, int[] centimetres)
    {
        var count = 0;
        foreach (var length in centimetres)
            count += length == Dropped ? 0 : 1;
        var first = Column<int>.New(row.First.Length, out var firsts);
        var depth = Column<ushort>.New(count, out var depths);
        var weight = Column<int>.New(count, out var weights);
        var kept = Column<int>.New(count, out var lengths);
        var middle = Column<int>.New(count, out var middles);
        var next = 0;
        firsts[0] = 0;
        for (var rank = 0; rank + 1 < row.First.Length; rank++)
        {
            for (var arc = row.First[rank]; arc < row.First[rank + 1]; arc++)
            {
                if (centimetres[arc] == Dropped)
                    continue;
                depths[next] = row.Depth[arc];
                weights[next] = row.Weight[arc];
                lengths[next] = centimetres[arc];
                middles[next++] = row.Middle[arc];
            }

            firsts[rank + 1] = next;
        }

        return new ArcRows { First = first, Depth = depth, Weight = weight, Centimetres = kept, Middle = middle };
    }
}
