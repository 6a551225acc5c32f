namespace Routing.RoadNetwork.Isochrones;

/// <summary>Closed lines: the first point again at the end.</summary>
internal static class Rings
{
    /// <summary>Square degrees by the shoelace formula, positive when counter-clockwise.</summary>
    public static double Area(IReadOnlyList<Coordinate> ring)
    {
        var twice = 0.0;
        for (var i = 1; i < ring.Count; i++)
            twice += (ring[i - 1].Lon - ring[0].Lon) * (ring[i].Lat - ring[0].Lat) - (ring[i].Lon - ring[0].Lon) * (ring[i - 1].Lat - ring[0].Lat);
        return twice / 2;
    }

    /// <summary>Whether a ray to the east crosses the ring an odd number of times. O(points).</summary>
    public static bool IsInside(IReadOnlyList<Coordinate> ring, Coordinate at)
    {
        var isInside = false;
        for (var i = 1; i < ring.Count; i++)
        {
            var (a, b) = (ring[i - 1], ring[i]);
            if (a.Lat > at.Lat != b.Lat > at.Lat && at.Lon < a.Lon + (b.Lon - a.Lon) * (at.Lat - a.Lat) / (b.Lat - a.Lat))
                isInside = !isInside;
        }

        return isInside;
    }

    /// <summary>
    /// Leaves out points that lie nearly on the line between those kept: one pass that keeps a point as soon as some
    /// point since the last one kept would be farther from the line than <paramref name="tolerance"/> (degrees of
    /// latitude). Opheim 1982. O(points times those left out in a row).
    /// </summary>
    public static List<Coordinate> Simplify(List<Coordinate> ring, double tolerance)
    {
        const int mostInARow = 50;
        var shrink = Math.Cos(ring[0].Lat * Math.PI / 180);
        var kept = new List<Coordinate> { ring[0] };
        var from = 0;
        for (var to = 2; to < ring.Count; to++)
        {
            var isStraight = to - from <= mostInARow;
            for (var i = from + 1; i < to && isStraight; i++)
                isStraight = Off(ring[i], ring[from], ring[to], shrink) <= tolerance;
            if (isStraight)
                continue;
            from = to - 1;
            kept.Add(ring[from]);
        }

        kept.Add(ring[^1]);
        return kept.Count < 4 ? ring : kept;
    }

    // From a point to the line through two others.
    private static double Off(Coordinate at, Coordinate a, Coordinate b, double shrink)
    {
        double dx = (b.Lon - a.Lon) * shrink, dy = b.Lat - a.Lat, px = (at.Lon - a.Lon) * shrink, py = at.Lat - a.Lat;
        var length = Math.Sqrt(dx * dx + dy * dy);
        return length > 0 ? Math.Abs(px * dy - py * dx) / length : Math.Sqrt(px * px + py * py);
    }
}
