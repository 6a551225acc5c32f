using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.RegionFile;

namespace Routing.RoadNetwork.Hierarchy;

/// <summary>
/// A hierarchy's arcs with the costs of one metric, as searches read them: only arcs that some fastest way needs.
/// Immutable; any number of threads may search it.
/// </summary>
internal sealed class Metric
{
    /// <summary>More than any route takes; the sum of two still fits.</summary>
    public const int Infinite = int.MaxValue / 2;

    /// <summary>By state: deciseconds from its arc's tail to its head, <see cref="Infinite"/> when it is closed.</summary>
    public required Column<int> StateWeight { get; init; }

    /// <summary>By rank: arcs to ancestors.</summary>
    public required ArcRows Out { get; init; }

    /// <summary>By rank: arcs from ancestors.</summary>
    public required ArcRows In { get; init; }

    /// <summary>Whether one may drive along an arc at all.</summary>
    public bool IsOpen(GraphColumns graph, int arc) => graph.IsOpen(arc) && StateWeight[graph.FirstState[arc]] < Infinite;

    /// <summary>A turn from a state, counted from entering its arc; <see cref="Infinite"/> when it or the next arc is closed.</summary>
    public int TurnDeciseconds(GraphColumns graph, int state, int turn) =>
        TurnDeciseconds(graph.Turns[turn], graph.Weight[state], StateWeight[state], StateWeight[graph.Turns[turn].State]);

    /// <param name="turn">As the profile's rules have it, with the usual weight of its first state in it.</param>
    /// <param name="usual">That weight.</param>
    /// <param name="weight">Of the first state in this metric.</param>
    /// <param name="next">Of the second.</param>
    public static int TurnDeciseconds(TurnTo turn, int usual, int weight, int next) =>
        weight >= Infinite || next >= Infinite ? Infinite : turn.Deciseconds - usual + weight;
}

/// <summary>Arcs between states and their ancestors in one direction, a row for each state, deepest ancestor first.</summary>
internal sealed class ArcRows
{
    /// <summary>By rank, + 1.</summary>
    public required Column<int> First { get; init; }

    /// <summary>By arc: the ancestor's depth.</summary>
    public required Column<ushort> Depth { get; init; }

    /// <summary>By arc: deciseconds from entering its tail's arc to entering its head's.</summary>
    public required Column<int> Weight { get; init; }

    /// <summary>By arc: length of the same way.</summary>
    public required Column<int> Centimetres { get; init; }

    /// <summary>By arc: rank of the lower state that it leads over; -1 when it is a turn.</summary>
    public required Column<int> Middle { get; init; }

    /// <summary>The arc of a row that leads to, or comes from, the ancestor at a depth; -1 when there is none.</summary>
    public int Find(int rank, int depth)
    {
        var first = First[rank];
        var at = Depth.Span[first..First[rank + 1]].IndexOf((ushort)depth);
        return at < 0 ? -1 : first + at;
    }
}
