using System.Runtime.InteropServices;
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

    /// <summary>Whether some arc that the rules open is closed.</summary>
    public bool HasClosures { get; init; }

    /// <summary>By state: whether no turn may be taken at its end, where a point shuts out who asked; null: every one may.</summary>
    public bool[]? ShutEnds { get; init; }

    /// <summary>By rank: arcs to ancestors.</summary>
    public required ArcRows Out { get; init; }

    /// <summary>By rank: arcs from ancestors.</summary>
    public required ArcRows In { get; init; }

    /// <summary>Whether one may drive along an arc at all.</summary>
    public bool IsOpen(GraphColumns graph, int arc) => graph.IsOpen(arc) && StateWeight[graph.FirstState[arc]] < Infinite;

    /// <summary>A turn from a state, counted from entering its arc; <see cref="Infinite"/> when it, its end or the next arc is closed.</summary>
    public int TurnDeciseconds(GraphColumns graph, int state, int turn) => ShutEnds is { } shut && shut[state]
        ? Infinite
        : TurnDeciseconds(graph.Turns[turn], graph.Weight[state], StateWeight[state], StateWeight[graph.Turns[turn].State]);

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

    /// <summary>By arc: what it stands for.</summary>
    public required Column<ArcHalves> Halves { get; init; }
}

/// <summary>
/// What an arc stands for: the way over a lower state, or a turn. Eight bytes in one place, because unpacking a route goes
/// from arc to arc all over memory.
/// </summary>
/// <param name="First">Index among <see cref="Metric.In"/> of the arc to the lower state; of a turn, the complement of its deciseconds.</param>
/// <param name="Second">Index among <see cref="Metric.Out"/> of the arc from there; of a turn, the road's arc that it enters.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ArcHalves(int First, int Second)
{
    public bool IsTurn => First < 0;

    public static ArcHalves Turn(int deciseconds, int entered) => new(~deciseconds, entered);
}
