using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// A contraction hierarchy without weights: which shortcuts there are when a turn graph's states are contracted by rank,
/// whatever the metric. Directed: a shortcut that no path could use in its direction is left out. Dibbelt, Strasser,
/// Wagner, Customizable Contraction Hierarchies, JEA 2016.
/// <para>
/// Ranks are a postorder of the elimination tree, in which every arc leads from a state to an ancestor. So an ancestor is
/// named by its depth alone, searches need labels by depth and not by state, and a subtree is a range of ranks.
/// </para>
/// <code>
///   depth 0        r        highest rank
///   depth 1      p          Out of x: x to y, In of x: y to x; y an ancestor of x, kept as y's depth,
///   depth 2    x   q        deepest (the next ancestor) first
/// </code>
/// All states of a segment lie on one path from a state to the root: the places on it are reached from one chain.
/// </summary>
internal sealed class Topology
{
    private readonly Lazy<CustomisationPlan> _plan;

    public Topology() => _plan = new(() => new CustomisationPlan(this));

    /// <summary>By rank.</summary>
    public required Column<int> StateOfRank { get; init; }

    /// <summary>By state.</summary>
    public required Column<int> RankOfState { get; init; }

    /// <summary>By rank: the next ancestor's rank, always higher; -1 at a root.</summary>
    public required Column<int> Parent { get; init; }

    /// <summary>By rank: number of ancestors.</summary>
    public required Column<ushort> Depth { get; init; }

    /// <summary>By rank, + 1: where its arcs begin in <see cref="OutDepth"/>.</summary>
    public required Column<int> FirstOut { get; init; }

    /// <summary>By arc up: depth of its head.</summary>
    public required Column<ushort> OutDepth { get; init; }

    public required Column<int> FirstIn { get; init; }

    /// <summary>By arc down: depth of its tail.</summary>
    public required Column<ushort> InDepth { get; init; }

    /// <summary>
    /// By turn: the arc that it is, an index into Out; of In, its complement; <see cref="NoArc"/> for a turn from a state
    /// to itself, which is on no fastest way.
    /// </summary>
    public required Column<int> ArcOfTurn { get; init; }

    public const int NoArc = int.MinValue;

    public int Count => Parent.Length;

    /// <summary>Made at the first customisation at run time, and kept for the next.</summary>
    public CustomisationPlan Plan => _plan.Value;
}
