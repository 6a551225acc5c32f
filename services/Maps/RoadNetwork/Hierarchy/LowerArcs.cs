using System.Runtime.CompilerServices;
using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>The arcs of one direction by their higher end.</summary>
internal sealed class LowerArcs
{
    private readonly int[] _first;
    private readonly (int Rank, int Arc)[] _arcs;

    // Counting sort, O(arcs). Ranks fall in preorder, so the ancestor at a depth is the last state seen there.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public LowerArcs(Topology topology, Column<int> first, Column<ushort> depth)
    {
        var n = topology.Count;
        var ancestor = new int[ushort.MaxValue + 1];
        var other = new int[depth.Length];
        _first = new int[n + 2];
        for (var v = n - 1; v >= 0; v--)
        {
            ancestor[topology.Depth[v]] = v;
            for (var arc = first[v]; arc < first[v + 1]; arc++)
            {
                var x = ancestor[depth[arc]];
                other[arc] = x;
                _first[x + 2]++;
            }
        }

        for (var v = 0; v < n; v++)
            _first[v + 2] += _first[v + 1];
        _arcs = new (int, int)[depth.Length];
        for (var v = 0; v < n; v++)
        {
            for (var arc = first[v]; arc < first[v + 1]; arc++)
                _arcs[_first[other[arc] + 1]++] = (v, arc);
        }
    }

    /// <summary>Lower states with an arc to or from this one, ascending, each with the arc.</summary>
    public ReadOnlySpan<(int Rank, int Arc)> this[int rank] => _arcs.AsSpan(_first[rank].._first[rank + 1]);
}
