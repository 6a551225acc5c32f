using System.Runtime.InteropServices;

namespace Routing.RoadNetwork.Graph;

/// <summary>
/// One profile's turn-expanded graph: a vertex is a state, "driving along an arc, having come in a certain way"; an edge
/// is a turn. Every rule of the road is in which turns there are, so a search needs to know none.
/// <para>
/// An arc has one state, or more where the way it was reached matters: restricted roads have one for routes that begin
/// on them and may leave to open roads, and one for routes that end on them and may not; arcs in the middle of a turn
/// restriction have one more for having begun it. An arc's first state is the one in which a route begins.
/// </para>
/// </summary>
internal sealed class TurnGraph
{
    /// <summary>By arc, 2 * segments + 1: the arc's first state; an arc that is closed has none.</summary>
    public required int[] FirstState { get; init; }

    /// <summary>By state: the arc along which it drives.</summary>
    public required int[] StateArc { get; init; }

    /// <summary>By state: deciseconds from the arc's tail to its head, at least 1.</summary>
    public required int[] Weight { get; init; }

    /// <summary>By state, states + 1: where its turns begin in <see cref="Turns"/>.</summary>
    public required int[] FirstTurn { get; init; }

    public required TurnTo[] Turns { get; init; }

    /// <summary>By segment: how many road points its strongly connected component has; 0 when it is closed.</summary>
    public required int[] ComponentPoints { get; init; }
}

/// <summary>
/// A turn to another state. <see cref="Deciseconds"/> counts from entering the one arc to entering the other: the whole
/// first arc and the turn.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TurnTo(int State, int Deciseconds);
