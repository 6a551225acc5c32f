using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>
/// How a route leaves its first arc and enters its last.
/// <code>
///   tail ---- from ----------&gt; head     leaves after Weight - Before(from)
///   tail --------------- to -&gt; head     arrives Before(to) after entering
///   tail ---- from ----- to -&gt; head     may also stay on the arc: Before(to) - Before(from)
/// </code>
/// Costs of states are costs of entering them, so the first arc has none of its own; it may be met again on a loop.
/// </summary>
internal static class Ends
{
    /// <summary>Deciseconds and centimetres along one segment without leaving it; null when its directions do not allow that.</summary>
    public static (int Deciseconds, int Centimetres, int Arc)? Direct(GraphColumns graph, Metric metric, Phantom from, Phantom to)
    {
        if (from.Segment != to.Segment)
            return null;
        var forward = 2 * from.Segment;
        (int, int, int)? best = null;
        for (var arc = forward; arc <= forward + 1; arc++)
        {
            var isAhead = (arc & 1) == 0 ? to.Centimetres >= from.Centimetres : to.Centimetres <= from.Centimetres;
            if (!isAhead || !metric.IsOpen(graph, arc) || !from.Allows(arc) || !to.Allows(arc))
                continue;
            var weight = metric.StateWeight[graph.FirstState[arc]];
            var cost = to.Before(arc, weight) - from.Before(arc, weight);
            if (best is null || cost < best.Value.Item1)
                best = (cost, Math.Abs(to.Centimetres - from.Centimetres), arc);
        }

        return best;
    }

    /// <summary>The state in which a route begins on an arc; -1 when the arc is closed or the place does not allow it.</summary>
    public static int BeginState(GraphColumns graph, Metric metric, Phantom from, int arc) =>
        from.Allows(arc) && metric.IsOpen(graph, arc) ? graph.FirstState[arc] : -1;

    /// <summary>Whether a route may end in a state of the place's segment.</summary>
    public static bool MayEnd(GraphColumns graph, Metric metric, Phantom to, int state) =>
        to.Allows(graph.StateArc[state]) && metric.StateWeight[state] < Metric.Infinite;
}
