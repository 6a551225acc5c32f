namespace Routing.RoadNetwork.Live;

/// <summary>Which segments touch an area: a point of theirs lies in it, or a piece of theirs crosses its edge.</summary>
internal sealed class RoadArea(IReadOnlyList<IReadOnlyList<Coordinate>> rings)
{
    /// <summary>O(found boxes * edges of the area).</summary>
    public List<int> SegmentsOf(Region region)
    {
        var found = new List<int>();
        region.VisitSegments(Bounds(), segment =>
        {
            if (Touches(region, segment))
                found.Add(segment);
        });
        return found;
    }

    private BoundingBox Bounds()
    {
        var all = rings.SelectMany(ring => ring).ToList();
        return new BoundingBox(all.Min(at => at.Lon), all.Min(at => at.Lat), all.Max(at => at.Lon), all.Max(at => at.Lat));
    }

    private bool Touches(Region region, int segment)
    {
        var last = region.Columns.LastPoint[segment];
        var before = region.PointAt(region.Columns.FirstPoint[segment]);
        if (Contains(before))
            return true;
        for (var point = region.Columns.FirstPoint[segment] + 1; point <= last; point++)
        {
            var at = region.PointAt(point);
            if (CrossesEdge(before, at) || Contains(at))
                return true;
            before = at;
        }

        return false;
    }

    /// <summary>Even and odd: a ray to the east crosses an odd number of edges.</summary>
    private bool Contains(Coordinate at)
    {
        var isInside = false;
        foreach (var ring in rings)
        {
            for (var i = 1; i < ring.Count; i++)
            {
                var (a, b) = (ring[i - 1], ring[i]);
                if (a.Lat > at.Lat != b.Lat > at.Lat && at.Lon < a.Lon + (at.Lat - a.Lat) / (b.Lat - a.Lat) * (b.Lon - a.Lon))
                    isInside = !isInside;
            }
        }

        return isInside;
    }

    private bool CrossesEdge(Coordinate from, Coordinate to)
    {
        foreach (var ring in rings)
        {
            for (var i = 1; i < ring.Count; i++)
            {
                if (Cross(from, to, ring[i - 1], ring[i]))
                    return true;
            }
        }

        return false;
    }

    private static bool Cross(Coordinate a, Coordinate b, Coordinate c, Coordinate d) =>
        Side(a, b, c) * Side(a, b, d) <= 0 && Side(c, d, a) * Side(c, d, b) <= 0
        && Math.Max(a.Lon, b.Lon) >= Math.Min(c.Lon, d.Lon) && Math.Max(c.Lon, d.Lon) >= Math.Min(a.Lon, b.Lon)
        && Math.Max(a.Lat, b.Lat) >= Math.Min(c.Lat, d.Lat) && Math.Max(c.Lat, d.Lat) >= Math.Min(a.Lat, b.Lat);

    private static int Side(Coordinate a, Coordinate b, Coordinate c) =>
        Math.Sign((b.Lon - a.Lon) * (c.Lat - a.Lat) - (b.Lat - a.Lat) * (c.Lon - a.Lon));
}
