using Routing.RoadNetwork;

namespace Routing.Maps.Osrm;

/// <summary>Fewer points for an overview that looks the same on a screen.</summary>
internal static class Simplification
{
    // An overview is drawn some thousand pixels wide; what is less than one off is not seen.
    private const double Pixels = 1000;

    /// <summary>Douglas and Peucker 1973, with a tolerance of a thousandth of the line's extent. O(n log n) as a rule.</summary>
    public static Coordinate[] ForOverview(ReadOnlySpan<Coordinate> line)
    {
        if (line.Length <= 2)
            return line.ToArray();
        double west = 180, south = 90, east = -180, north = -90;
        foreach (var at in line)
        {
            west = Math.Min(west, at.Lon);
            east = Math.Max(east, at.Lon);
            south = Math.Min(south, at.Lat);
            north = Math.Max(north, at.Lat);
        }
        var shrink = Math.Cos((south + north) / 2 * Math.PI / 180);
        var tolerance = Math.Max((east - west) * shrink, north - south) / Pixels;

        var keep = new bool[line.Length];
        keep[0] = keep[^1] = true;
        var open = new Stack<(int First, int Last)>();
        open.Push((0, line.Length - 1));
        while (open.TryPop(out var part))
        {
            var worst = tolerance;
            var at = -1;
            for (var i = part.First + 1; i < part.Last; i++)
            {
                var off = Distance(line[i], line[part.First], line[part.Last], shrink);
                if (off > worst)
                    (worst, at) = (off, i);
            }
            if (at < 0)
                continue;
            keep[at] = true;
            open.Push((part.First, at));
            open.Push((at, part.Last));
        }
        var kept = new List<Coordinate>();
        for (var i = 0; i < line.Length; i++)
        {
            if (keep[i])
                kept.Add(line[i]);
        }
        return [.. kept];
    }

    // From a point to a line segment, in degrees of latitude.
    private static double Distance(Coordinate at, Coordinate from, Coordinate to, double shrink)
    {
        double dx = (to.Lon - from.Lon) * shrink, dy = to.Lat - from.Lat;
        double px = (at.Lon - from.Lon) * shrink, py = at.Lat - from.Lat;
        var squared = dx * dx + dy * dy;
        var share = squared <= 0 ? 0 : Math.Clamp((px * dx + py * dy) / squared, 0, 1);
        double x = px - share * dx, y = py - share * dy;
        return Math.Sqrt(x * x + y * y);
    }
}
