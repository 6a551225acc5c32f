using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>
/// Whether the sections of a file fit together: one for each node, segment, state and so on, and lists that end where
/// their contents do. O(sections): what is inside them the checksum vouches for, or <see cref="ContentCheck"/> where it is asked.
/// </summary>
internal static class ShapeCheck
{
    /// <summary>What does not fit, null when all does.</summary>
    public static string? FindFault(RegionColumns roads, GraphColumns[] graphs, Topology[] topologies, Metric[] metrics)
    {
        var segments = roads.Tail.Length;
        var nodes = roads.NodeOsmId.Length;
        var ways = roads.WayOsmId.Length;
        var points = roads.PointLon.Length;
        if (segments == 0 || nodes == 0 || ways == 0)
            return "it has no roads";
        if (!EndsAt(roads.StringOffsets, roads.StringBytes.Length))
            return "its strings do not end where their bytes do";
        if (roads.NodeSignals.Length != nodes || !IsList(roads.FirstLeaving, nodes, 2 * segments) || roads.LeavingArcs.Length != 2 * segments)
            return "its sections of nodes are not of one length";
        if (new[] { roads.Head.Length, roads.FirstPoint.Length, roads.LastPoint.Length, roads.SegmentWay.Length, roads.Centimetres.Length, roads.Bearing.Length / 2 }
            .Any(length => length != segments) || roads.Boxes.Length != SegmentBoxes.LevelStarts(segments)[^1])
            return "its sections of segments are not of one length";
        if (roads.PointLat.Length != points || roads.PointOsmId.Length != points)
            return "its sections of points are not of one length";
        if (new[] { roads.WayClass.Length, roads.WayTraits.Length, roads.WayName.Length, roads.WayRef.Length, roads.WayLanesForward.Length, roads.WayLanesBackward.Length, roads.WayDestination.Length, roads.WayExit.Length }
            .Any(length => length != ways))
            return "its sections of ways are not of one length";
        var stations = roads.ChargingLon.Length;
        if (new[] { roads.ChargingLat.Length, roads.ChargingOsmId.Length, roads.ChargingWatts.Length, roads.ChargingPlaces.Length, roads.ChargingName.Length }.Any(length => length != stations))
            return "its sections of charging stations are not of one length";
        for (var p = 0; p < graphs.Length; p++)
        {
            if (!IsWhole(graphs[p], segments) || !IsWhole(topologies[p], graphs[p]) || !IsWhole(metrics[p], graphs[p]))
                return $"its sections of profile {(Profile)p} do not fit together";
        }

        return null;
    }

    private static bool IsWhole(GraphColumns graph, int segments) =>
        IsList(graph.FirstState, 2 * segments, graph.StateCount) && graph.Weight.Length == graph.StateCount
        && IsList(graph.FirstTurn, graph.StateCount, graph.Turns.Length) && graph.ComponentPoints.Length == segments;

    private static bool IsWhole(Topology topology, GraphColumns graph) =>
        topology.StateOfRank.Length == graph.StateCount && topology.RankOfState.Length == graph.StateCount
        && topology.Parent.Length == graph.StateCount && topology.Depth.Length == graph.StateCount
        && IsList(topology.FirstOut, graph.StateCount, topology.OutDepth.Length) && IsList(topology.FirstIn, graph.StateCount, topology.InDepth.Length)
        && topology.ArcOfTurn.Length == graph.Turns.Length;

    private static bool IsWhole(Metric metric, GraphColumns graph) => IsWhole(metric.Out, graph) && IsWhole(metric.In, graph);

    private static bool IsWhole(ArcRows rows, GraphColumns graph) =>
        IsList(rows.First, graph.StateCount, rows.Depth.Length)
        && rows.Weight.Length == rows.Depth.Length && rows.Centimetres.Length == rows.Depth.Length && rows.Halves.Length == rows.Depth.Length;

    private static bool IsList(Column<int> firsts, int count, int contents) => firsts.Length == count + 1 && EndsAt(firsts, contents);

    private static bool EndsAt(Column<int> firsts, int contents) => firsts.Length > 0 && firsts[0] == 0 && firsts[firsts.Length - 1] == contents;
}
