using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>
/// Whether what is inside the sections of a file can be searched: every index points into what it indexes, roads join at
/// their nodes, arcs lead to ancestors, halves to lower arcs that add up. With that no search leaves the file or runs for
/// ever, whoever wrote it. <see cref="ShapeCheck"/> has to have found nothing. O(file * log): some tenths of a second for a
/// city, so it is no part of opening one, where the checksum vouches for the contents.
/// </summary>
internal static class ContentCheck
{
    private const int MaxDeciseconds = 200_000_000;

    /// <summary>What cannot be, null when all can.</summary>
    public static string? FindFault(RegionColumns roads, GraphColumns[] graphs, Topology[] topologies, Metric[] metrics)
    {
        var fault = Strings(roads) ?? Segments(roads) ?? Points(roads) ?? Nodes(roads) ?? Boxes(roads);
        for (var p = 0; fault is null && p < graphs.Length; p++)
        {
            fault = Graph(roads, graphs[p]) ?? new HierarchyCheck(roads, graphs[p], topologies[p], metrics[p]).FindFault();
            if (fault is not null)
                fault = $"of profile {(Profile)p}, {fault}";
        }

        return fault;
    }

    private static string? Strings(RegionColumns roads)
    {
        var strings = roads.StringOffsets.Length - 1;
        if (!Rises(roads.StringOffsets))
            return "its strings overlap";
        foreach (var column in (Column<int>[])[roads.WayName, roads.WayRef, roads.WayLanesForward, roads.WayLanesBackward, roads.WayDestination, roads.WayExit])
        {
            if (!IsBelow(column, strings))
                return "a way names a string that is not there";
        }

        if (!IsBelow(roads.ChargingName, strings))
            return "a charging station names a string that is not there";
        return roads.WayClass.Span.ContainsAnyExceptInRange((byte)0, (byte)RoadClass.Ferry) ? "a way is of no known class" : null;
    }

    private static string? Segments(RegionColumns roads)
    {
        var nodes = roads.NodeOsmId.Length;
        if (!IsBelow(roads.Tail, nodes) || !IsBelow(roads.Head, nodes))
            return "a segment joins nodes that are not there";
        if (!IsBelow(roads.SegmentWay, roads.WayOsmId.Length))
            return "a segment is of a way that is not there";
        if (!IsBelow(roads.LastPoint, roads.PointLon.Length))
            return "a segment has points that are not there";
        for (var s = 0; s < roads.Tail.Length; s++)
        {
            if (roads.FirstPoint[s] < 0 || roads.FirstPoint[s] >= roads.LastPoint[s])
                return $"segment {s} has no two points";
        }

        return roads.Bearing.Span.ContainsAnyExceptInRange((short)0, (short)359) ? "an arc leaves in no direction" : null;
    }

    private static string? Points(RegionColumns roads)
    {
        if (roads.PointLon.Span.ContainsAnyExceptInRange(-180_0000000, 180_0000000) || roads.PointLat.Span.ContainsAnyExceptInRange(-90_0000000, 90_0000000))
            return "a point is not on the globe";
        for (var s = 0; s < roads.Tail.Length; s++)
        {
            var metres = 0.0;
            for (var p = roads.FirstPoint[s]; p < roads.LastPoint[s]; p++)
                metres += At(roads, p).MetresTo(At(roads, p + 1));
            if (Math.Abs(metres * 100 - roads.Centimetres[s]) > 1)
                return $"segment {s} is not as long as its points are apart";
        }

        return null;
    }

    private static string? Nodes(RegionColumns roads)
    {
        if (!Rises(roads.FirstLeaving) || !IsBelow(roads.LeavingArcs, 2 * roads.Tail.Length))
            return "its lists of leaving arcs overlap";
        for (var v = 0; v < roads.NodeOsmId.Length; v++)
        {
            for (var i = roads.FirstLeaving[v]; i < roads.FirstLeaving[v + 1]; i++)
            {
                var arc = roads.LeavingArcs[i];
                if (roads.ArcHead(arc ^ 1) != v || (i > roads.FirstLeaving[v] && roads.LeavingArcs[i - 1] >= arc))
                    return $"arc {arc} does not leave node {v}, or leaves it twice";
            }
        }

        return IsBelow(roads.NarrowNodes, roads.NodeOsmId.Length) ? null : "a narrow node is not there";
    }

    private static string? Boxes(RegionColumns roads)
    {
        var none = new Box(int.MaxValue, int.MaxValue, int.MinValue, int.MinValue);
        var starts = SegmentBoxes.LevelStarts(roads.Tail.Length);
        for (var s = 0; s < roads.Tail.Length; s++)
        {
            var box = none;
            for (var p = roads.FirstPoint[s]; p <= roads.LastPoint[s]; p++)
                box = box.With(new Box(roads.PointLon[p], roads.PointLat[p], roads.PointLon[p], roads.PointLat[p]));
            if (roads.Boxes[s] != box)
                return $"the box of segment {s} is not that of its points";
        }

        for (var level = 1; level < starts.Length - 1; level++)
        {
            for (var i = starts[level]; i < starts[level + 1]; i++)
            {
                var first = starts[level - 1] + (i - starts[level]) * SegmentBoxes.Fanout;
                var box = none;
                for (var child = first; child < Math.Min(first + SegmentBoxes.Fanout, starts[level]); child++)
                    box = box.With(roads.Boxes[child]);
                if (roads.Boxes[i] != box)
                    return $"box {i} does not hold those below it";
            }
        }

        return null;
    }

    private static string? Graph(RegionColumns roads, GraphColumns graph)
    {
        if (!Rises(graph.FirstState) || !Rises(graph.FirstTurn))
            return "lists of states or turns overlap";
        if (graph.ComponentPoints.Span.ContainsAnyExceptInRange(0, int.MaxValue) || graph.Weight.Span.ContainsAnyExceptInRange(1, MaxDeciseconds))
            return "a state takes no time, or too much";
        for (var arc = 0; arc < graph.FirstState.Length - 1; arc++)
        {
            for (var state = graph.FirstState[arc]; state < graph.FirstState[arc + 1]; state++)
            {
                if (graph.StateArc[state] != arc)
                    return $"state {state} does not drive along arc {arc}";
            }
        }

        for (var state = 0; state < graph.StateCount; state++)
        {
            var head = roads.ArcHead(graph.StateArc[state]);
            for (var t = graph.FirstTurn[state]; t < graph.FirstTurn[state + 1]; t++)
            {
                var turn = graph.Turns[t];
                if ((uint)turn.State >= (uint)graph.StateCount || roads.ArcHead(graph.StateArc[turn.State] ^ 1) != head)
                    return $"turn {t} does not lead on";
                if (turn.Deciseconds < graph.Weight[state] || turn.Deciseconds > MaxDeciseconds)
                    return $"turn {t} takes no time, or too much";
            }
        }

        return null;
    }

    internal static bool IsBelow(Column<int> column, int bound) => !column.Span.ContainsAnyExceptInRange(0, bound - 1);

    internal static bool Rises(Column<int> firsts)
    {
        for (var i = 1; i < firsts.Length; i++)
        {
            if (firsts[i] < firsts[i - 1])
                return false;
        }

        return true;
    }

    private static Coordinate At(RegionColumns roads, int point) => new(roads.PointLon[point] / 1e7, roads.PointLat[point] / 1e7);
}
