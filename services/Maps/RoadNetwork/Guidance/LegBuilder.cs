using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Guidance;

/// <summary>Turns a found route into coordinates, annotations and steps.</summary>
internal sealed class LegBuilder(Region region, Profile profile, Metric metric)
{
    public RouteLeg Build(IRoadPath route, Phantom from, Phantom to, RouteRequest request)
    {
        if (!request.Geometry && !request.Steps && !request.Annotations)
            return new RouteLeg(route.Deciseconds, route.Centimetres / 100.0, [], []);
        var arcs = route.Arcs;
        var coordinates = new List<Coordinate>(4 * arcs.Count) { from.Location };
        var beginsAt = new int[arcs.Count]; // By arc: index of the coordinate at which it is entered.
        var nodes = request.Annotations ? new List<long>() : null; // By coordinate but the last: the road point there, or behind the start.
        nodes?.Add(region.Columns.PointOsmId[(arcs[0] & 1) == 0 ? from.Piece : from.Piece + 1]);
        Phantom? first = from;
        Phantom? last = to;
        Phantom? none = null;
        for (var i = 0; i < arcs.Count; i++)
        {
            beginsAt[i] = coordinates.Count - 1;
            AddArc(arcs[i], in (i == 0 ? ref first : ref none), in (i == arcs.Count - 1 ? ref last : ref none), coordinates, nodes);
        }

        if (coordinates.Count == 1)
            coordinates.Add(to.Location);
        var manoeuvres = request.Steps
            ? new StepBuilder(region, profile).Build(route, from, to, coordinates, beginsAt)
            : [];
        return new RouteLeg(route.Deciseconds, route.Centimetres / 100.0, coordinates, manoeuvres)
        {
            Annotation = nodes is null ? null : Annotate(route, from, to, coordinates, beginsAt, nodes),
        };
    }

    /// <summary>Adds the points of an arc after its first; from and to cut it where the route begins or ends on it.</summary>
    private void AddArc(int arc, in Phantom? from, in Phantom? to, List<Coordinate> coordinates, List<long>? nodes)
    {
        var segment = arc >> 1;
        var first = region.Columns.FirstPoint[segment];
        var last = region.Columns.LastPoint[segment];
        if ((arc & 1) == 0)
        {
            var begin = from is { } f ? f.Piece + 1 : first + 1;
            var end = to is { } t ? t.Piece : last;
            for (var p = begin; p <= end; p++)
                Add(region.PointAt(p), p);
        }
        else
        {
            var begin = from is { } f ? f.Piece : last - 1;
            var end = to is { } t ? t.Piece + 1 : first;
            for (var p = begin; p >= end; p--)
                Add(region.PointAt(p), p);
        }

        if (to is { } target)
            Add(target.Location, (arc & 1) == 0 ? target.Piece + 1 : target.Piece);

        // A place at the very end of a piece is the same point twice.
        void Add(Coordinate at, int point)
        {
            if (coordinates[^1] == at)
            {
                if (nodes is not null)
                    nodes[^1] = region.Columns.PointOsmId[point];
                return;
            }

            coordinates.Add(at);
            nodes?.Add(region.Columns.PointOsmId[point]);
        }
    }

    private LegAnnotation Annotate(IRoadPath route, Phantom from, Phantom to, List<Coordinate> coordinates, int[] beginsAt, List<long> nodes)
    {
        if (nodes.Count < coordinates.Count)
            nodes.Add(nodes[^1]);
        var metres = new double[coordinates.Count - 1];
        var deciseconds = new int[metres.Length];
        var turns = new int[coordinates.Count];
        for (var i = 0; i < metres.Length; i++)
            metres[i] = coordinates[i].MetresTo(coordinates[i + 1]);
        for (var i = 0; i < route.Arcs.Count; i++)
        {
            var begin = beginsAt[i];
            var end = i + 1 < route.Arcs.Count ? beginsAt[i + 1] : metres.Length;
            var arc = route.Arcs[i];
            var graph = region.Graphs[(int)profile];
            var whole = metric.StateWeight[graph.FirstState[arc]];
            var driven = (i == route.Arcs.Count - 1 ? to.Before(arc, whole) : whole) - (i == 0 ? from.Before(arc, whole) : 0);
            turns[end] += (i + 1 < route.Arcs.Count ? route.EnteredAt[i + 1] : route.Deciseconds) - route.EnteredAt[i] - (begin < end ? driven : 0);
            var length = 0.0;
            for (var c = begin; c < end; c++)
                length += metres[c];

            // Rounded as sums, so that the pieces add up to the arc.
            double before = 0;
            var given = 0;
            for (var c = begin; c < end; c++)
            {
                before += metres[c];
                var until = length > 0 ? (int)Math.Round(driven * before / length) : driven;
                deciseconds[c] = until - given;
                given = until;
            }
        }

        return new LegAnnotation(nodes, metres, deciseconds, turns);
    }
}
