using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// One side of a search in the elimination tree: the chain of ancestors of a state, with costs by depth. Every arc of the
/// hierarchy leads to an ancestor, so relaxing the states of the chain in order settles them, without a queue: O(arcs of
/// the chain), some thousands for a city. Elimination tree query: Dibbelt, Strasser, Wagner, Customizable Contraction
/// Hierarchies, JEA 2016. It takes some kilobytes, whatever the size of the graph.
/// </summary>
internal sealed class Climb
{
    private int[] _cost = [];
    private int[] _previous = [];
    private int[] _arc = [];

    /// <summary>The rank at which the chain begins, -1 when there is none.</summary>
    public int Lowest { get; private set; }

    public int LowestDepth { get; private set; }

    /// <summary>What is added to a cost to get deciseconds: costs are kept from 0 up.</summary>
    public int Offset { get; private set; }

    /// <param name="topology">Whose tree.</param>
    /// <param name="lowest">The lowest rank that will be seeded, -1 for an empty chain.</param>
    /// <param name="offset">The least cost that will be seeded.</param>
    public void Begin(Topology topology, int lowest, int offset)
    {
        Lowest = lowest;
        LowestDepth = lowest < 0 ? -1 : topology.Depth[lowest];
        Offset = offset;
        if (_cost.Length <= LowestDepth)
        {
            var size = Math.Max(256, 2 * LowestDepth);
            _cost = new int[size];
            _previous = new int[size];
            _arc = new int[size];
        }

        _cost.AsSpan(0, LowestDepth + 1).Fill(Metric.Infinite);
    }

    /// <summary>The state has to lie on the chain. Its rank is found again as <see cref="ArcTo"/>, when the way begins here.</summary>
    public void Seed(Topology topology, int rank, int deciseconds)
    {
        var depth = topology.Depth[rank];
        if (deciseconds - Offset >= _cost[depth])
            return;
        _cost[depth] = deciseconds - Offset;
        _previous[depth] = -1;
        _arc[depth] = rank;
    }

    public int CostAt(int depth) => _cost[depth];

    /// <summary>Depth of the state before on the best way, -1 when the way was seeded here.</summary>
    public int PreviousOf(int depth) => _previous[depth];

    /// <summary>The arc between that and the state at a depth, an index into the rows that were climbed.</summary>
    public int ArcTo(int depth) => _arc[depth];

    // Its arcs to ancestors, one addition and comparison each; nothing when the state costs the bound or more. Depths in
    // rows are those of ancestors, so below that of the chain's end: no checks.
    public void Relax(ArcRows rows, int rank, int depth, int bound)
    {
        var cost = _cost[depth];
        if (cost >= bound)
            return;
        var begin = rows.First[rank];
        var count = rows.First[rank + 1] - begin;
        ref var depths = ref Unsafe.AsRef(in rows.Depth.At(begin));
        ref var weights = ref Unsafe.AsRef(in rows.Weight.At(begin));
        ref var costs = ref MemoryMarshal.GetArrayDataReference(_cost);
        ref var previous = ref MemoryMarshal.GetArrayDataReference(_previous);
        ref var arcs = ref MemoryMarshal.GetArrayDataReference(_arc);
        for (var i = 0; i < count; i++)
        {
            int ancestor = Unsafe.Add(ref depths, i);
            var sum = cost + Unsafe.Add(ref weights, i);
            if (sum >= Unsafe.Add(ref costs, ancestor))
                continue;
            Unsafe.Add(ref costs, ancestor) = sum;
            Unsafe.Add(ref previous, ancestor) = depth;
            Unsafe.Add(ref arcs, ancestor) = begin + i;
        }
    }
}
