using System.Numerics;
using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork.Search;

/// <summary>An arc of a <see cref="Selection"/> by its other end's index there.</summary>
internal readonly record struct SelectedArc(int Ancestor, int Deciseconds, int Centimetres);

/// <summary>
/// The part of a hierarchy that the places on one side of a table need: their states' chains, and the arcs between them
/// in one direction. Made once, swept for all places of the other side: Delling, Goldberg, Werneck, Faster Batched
/// Shortest Paths in Road Networks (RPHAST), ATMOS 2011. Theirs is found by a search upwards from each target; here it is the
/// union of chains in the elimination tree, found by following parents until one is known, and kept with ancestors first.
/// </summary>
internal sealed class Selection
{
    private readonly ulong[] _isSelected;
    private readonly int[] _ranks;

    // O(states / 64 + selected states + their arcs). Ranks fall in preorder, so the ancestors of a state are the last
    // selected ones of each lesser depth.
    public Selection(Topology topology, ArcRows rows, PlaceEnds places)
    {
        _isSelected = new ulong[(topology.Count + 63) / 64];
        var parents = topology.Parent.Span;
        var count = 0;
        var height = 0;
        for (var place = 0; place < places.Count; place++)
        {
            var ends = places[place];
            if (ends.IsEmpty)
                continue;
            height = Math.Max(height, topology.Depth[ends[0].Rank] + 1);
            for (var v = ends[0].Rank; v >= 0 && !IsSelected(v); v = parents[v])
            {
                _isSelected[v >> 6] |= 1UL << (v & 63);
                count++;
            }
        }

        Count = count;
        _ranks = new int[count];
        Parent = new int[count];
        FirstArc = new int[count + 1];
        var arcs = 0;
        var next = 0;
        for (var word = _isSelected.Length - 1; word >= 0; word--)
        {
            for (var bits = _isSelected[word]; bits != 0;)
            {
                var bit = 63 - BitOperations.LeadingZeroCount(bits);
                bits &= ~(1UL << bit);
                var v = (word << 6) + bit;
                _ranks[next++] = v;
                arcs += rows.First[v + 1] - rows.First[v];
                FirstArc[next] = arcs;
            }
        }

        Arcs = new SelectedArc[arcs];
        var indexAtDepth = new int[height];
        var firsts = rows.First.Span;
        var depths = rows.Depth.Span;
        var weights = rows.Weight.Span;
        var lengths = rows.Centimetres.Span;
        for (var i = 0; i < count; i++)
        {
            var v = _ranks[i];
            var depth = topology.Depth[v];
            indexAtDepth[depth] = i;
            Parent[i] = depth == 0 ? -1 : indexAtDepth[depth - 1];
            var to = FirstArc[i];
            for (var arc = firsts[v]; arc < firsts[v + 1]; arc++)
                Arcs[to++] = new SelectedArc(indexAtDepth[depths[arc]], weights[arc], lengths[arc]);
        }

        IndexOfEnd = new int[places.All.Length];
        for (var e = 0; e < IndexOfEnd.Length; e++)
            IndexOfEnd[e] = IndexOf(places.All[e].Rank);
    }

    public int Count { get; }

    /// <summary>By index: that of the next ancestor, always lower; -1 at a root.</summary>
    public int[] Parent { get; }

    /// <summary>By index, + 1: where its arcs begin in <see cref="Arcs"/>.</summary>
    public int[] FirstArc { get; }

    public SelectedArc[] Arcs { get; }

    /// <summary>By place end, in the order of <see cref="PlaceEnds.All"/>.</summary>
    public int[] IndexOfEnd { get; }

    public bool IsSelected(int rank) => (_isSelected[rank >> 6] >> (rank & 63) & 1) != 0;

    /// <summary>Ancestors of a selected state come before it. O(log).</summary>
    public int IndexOf(int rank)
    {
        int low = 0, high = Count - 1;
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (_ranks[middle] > rank)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
