using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// Keeps the arcs of a customised hierarchy that some fastest way may need, with their lengths. Both halves of an arc that
/// is kept are kept too, so that every way can be unpacked: a half that is beaten beats the whole.
/// </summary>
internal static class Compression
{
    // Ranks ascending, so that the halves of an arc, which hang on its lower middle, are done. O(arcs * row length).
    public static (ArcRows Out, ArcRows In) Run(
        Topology topology, Customisation.Row outRow, Customisation.Row inRow, ReadOnlySpan<int> stateCentimetres)
    {
        var ways = new Kept(outRow);
        var back = new Kept(inRow);
        var stateOfRank = topology.StateOfRank.Span;
        var ancestor = topology.Parent.Span;
        for (var x = 0; x < topology.Count; x++)
        {
            int depthOfX = topology.Depth[x];
            var own = stateCentimetres[stateOfRank[x]];
            for (var arc = outRow.First[x]; arc < outRow.First[x + 1]; arc++)
            {
                if (outRow.IsBeaten[arc] || outRow.Weight[arc] >= Metric.Infinite)
                    continue;
                int depth = outRow.Depth[arc];
                var middle = outRow.Middle[arc];
                var centimetres = middle < 0 ? own : Length(middle, from: depthOfX, to: depth);
                if (centimetres >= 0)
                    ways.Add(depth, outRow.Weight[arc], centimetres, middle);
            }

            ways.Close(x);
            var above = x;
            for (var arc = inRow.First[x]; arc < inRow.First[x + 1]; arc++)
            {
                if (inRow.IsBeaten[arc] || inRow.Weight[arc] >= Metric.Infinite)
                    continue;
                int depth = inRow.Depth[arc];
                var middle = inRow.Middle[arc];
                int centimetres;
                if (middle < 0)
                {
                    // The tail; rows go up the ancestors in their order.
                    while (topology.Depth[above] > depth)
                        above = ancestor[above];
                    centimetres = stateCentimetres[stateOfRank[above]];
                }
                else
                {
                    centimetres = Length(middle, from: depth, to: depthOfX);
                }

                if (centimetres >= 0)
                    back.Add(depth, inRow.Weight[arc], centimetres, middle);
            }

            back.Close(x);
        }

        return (ways.ToRows(), back.ToRows());

        // -1 when a half has been dropped: then the whole is on no fastest way either.
        int Length(int middle, int from, int to)
        {
            var first = back.Find(middle, from);
            var second = ways.Find(middle, to);
            return first < 0 || second < 0 ? -1 : back.CentimetresOf(first) + ways.CentimetresOf(second);
        }
    }

    private sealed class Kept
    {
        private readonly int[] _first;
        private ushort[] _depth;
        private int[] _weight;
        private int[] _centimetres;
        private int[] _middle;
        private int _count;

        public Kept(Customisation.Row row)
        {
            _first = new int[row.First.Length];
            var guess = row.Depth.Length / 2 + 16;
            _depth = new ushort[guess];
            _weight = new int[guess];
            _centimetres = new int[guess];
            _middle = new int[guess];
        }

        public void Add(int depth, int weight, int centimetres, int middle)
        {
            if (_count == _depth.Length)
            {
                Array.Resize(ref _depth, 2 * _count);
                Array.Resize(ref _weight, 2 * _count);
                Array.Resize(ref _centimetres, 2 * _count);
                Array.Resize(ref _middle, 2 * _count);
            }

            _depth[_count] = (ushort)depth;
            _weight[_count] = weight;
            _centimetres[_count] = centimetres;
            _middle[_count++] = middle;
        }

        public void Close(int rank) => _first[rank + 1] = _count;

        public int Find(int rank, int depth)
        {
            for (var arc = _first[rank]; arc < _first[rank + 1]; arc++)
            {
                if (_depth[arc] == depth)
                    return arc;
            }

            return -1;
        }

        public int CentimetresOf(int arc) => _centimetres[arc];

        public ArcRows ToRows() => new()
        {
            First = Column<int>.Of(_first),
            Depth = Column<ushort>.Of(_depth.AsSpan(0, _count)),
            Weight = Column<int>.Of(_weight.AsSpan(0, _count)),
            Centimetres = Column<int>.Of(_centimetres.AsSpan(0, _count)),
            Middle = Column<int>.Of(_middle.AsSpan(0, _count)),
        };
    }
}
