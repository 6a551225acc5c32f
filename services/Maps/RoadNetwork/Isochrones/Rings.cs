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
}
