using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Guidance;

/// <summary>Turns a found route into coordinates and steps.</summary>
internal sealed class LegBuilder(Region region, Profile profile)
{
    public RouteLeg Build(PointToPoint route, Phantom from, Phantom to, bool geometry, bool steps)
    {
        if (!geometry && !steps)
            return new RouteLeg(route.Deciseconds, route.Centimetres / 100.0, [], []);
        var arcs = route.Arcs;
        var coordinates = new List<Coordinate> { from.Location };
        var beginsAt = new int[arcs.Count]; // By arc: index of the coordinate at which it is entered.
        for (var i = 0; i < arcs.Count; i++)
        {
            beginsAt[i] = coordinates.Count - 1;
            AddArc(arcs[i], i == 0 ? from : null, i == arcs.Count - 1 ? to : null, coordinates);
        }

        if (coordinates.Count == 1)
            coordinates.Add(to.Location);
        var manoeuvres = steps
            ? new StepBuilder(region, profile).Build(route, from, to, coordinates, beginsAt)
            : [];
        return new RouteLeg(route.Deciseconds, route.Centimetres / 100.0, coordinates, manoeuvres);
    }

    /// <summary>Adds the points of an arc after its first; from and to cut it where the route begins or ends on it.</summary>
    private void AddArc(int arc, Phantom? from, Phantom? to, List<Coordinate> coordinates)
    {
        var segment = arc >> 1;
        var first = region.Columns.FirstPoint[segment];
        var last = region.Columns.LastPoint[segment];
        if ((arc & 1) == 0)
        {
            var begin = from is { } f ? f.Piece + 1 : first + 1;
            var end = to is { } t ? t.Piece : last;
            for (var p = begin; p <= end; p++)
                Add(region.PointAt(p));
        }
        else
        {
            var begin = from is { } f ? f.Piece : last - 1;
            var end = to is { } t ? t.Piece + 1 : first;
            for (var p = begin; p >= end; p--)
                Add(region.PointAt(p));
        }

        if (to is { } target)
            Add(target.Location);

        // A place at the very end of a piece is the same point twice.
        void Add(Coordinate at)
        {
            if (coordinates[^1] != at)
                coordinates.Add(at);
        }
    }
}
