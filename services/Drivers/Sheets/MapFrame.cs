using SkiaSharp;

namespace Routing.Drivers.Sheets;

/// <summary>Where on a drawing a point of the earth lies: north up, true to scale in the middle.</summary>
internal sealed class MapFrame
{
    private const double MetresPerDegree = 111_320;
    private const double LeastMetres = 600;
    private const float Fine = 0.5f;

    private readonly double west;
    private readonly double north;
    private readonly double shrink;
    private readonly double unitsPerDegree;

    /// <param name="points">What must be seen.</param>
    /// <param name="area">Where it is drawn.</param>
    /// <param name="margin">What is left free at the edges, in the drawing's units.</param>
    public MapFrame(IEnumerable<(double Lon, double Lat)> points, SKRect area, float margin)
    {
        Area = area;
        double minLon = double.MaxValue, maxLon = double.MinValue, minLat = double.MaxValue, maxLat = double.MinValue;
        foreach (var (lon, lat) in points)
        {
            (minLon, maxLon) = (Math.Min(minLon, lon), Math.Max(maxLon, lon));
            (minLat, maxLat) = (Math.Min(minLat, lat), Math.Max(maxLat, lat));
        }

        if (minLon > maxLon) (minLon, maxLon, minLat, maxLat) = (0, 0, 0, 0);
        var middleLat = (minLat + maxLat) / 2;
        var middleLon = (minLon + maxLon) / 2;
        shrink = Math.Max(0.05, Math.Cos(middleLat * Math.PI / 180));
        var least = LeastMetres / MetresPerDegree;
        var width = Math.Max((maxLon - minLon) * shrink, least);
        var height = Math.Max(maxLat - minLat, least);
        unitsPerDegree = Math.Min((area.Width - (2 * margin)) / width, (area.Height - (2 * margin)) / height);
        west = middleLon - (area.Width / 2 / unitsPerDegree / shrink);
        north = middleLat + (area.Height / 2 / unitsPerDegree);
    }

    public SKRect Area { get; }

    /// <summary>What is seen, degrees: west, south, east, north.</summary>
    public (double West, double South, double East, double North) Bounds =>
        (west, north - (Area.Height / unitsPerDegree), west + (Area.Width / unitsPerDegree / shrink), north);

    /// <summary>Metres that a unit of the drawing stands for.</summary>
    public double MetresPerUnit => MetresPerDegree / unitsPerDegree;

    /// <summary>Which roads can be told apart: <c>all</c>, <c>streets</c> (no footways) or <c>major</c> ones alone.</summary>
    public string Detail => (MetresPerUnit * Area.Width) switch
    {
        < 4_000 => "all",
        < 16_000 => "streets",
        _ => "major",
    };

    public SKPoint At(double lon, double lat) => new(
        (float)(Area.Left + ((lon - west) * shrink * unitsPerDegree)),
        (float)(Area.Top + ((north - lat) * unitsPerDegree)));

    /// <summary>Adds a line to a path, in tenths of a unit and without points that lie on one another: a city's streets are many.</summary>
    public void Trace(SKPathBuilder path, IReadOnlyList<(double Lon, double Lat)> points)
    {
        var last = new SKPoint(float.NaN, 0);
        for (var i = 0; i < points.Count; i++)
        {
            var exact = At(points[i].Lon, points[i].Lat);
            var at = new SKPoint(MathF.Round(exact.X, 1), MathF.Round(exact.Y, 1));
            if (i == 0) path.MoveTo(at);
            else if (at != last && (i == points.Count - 1 || SKPoint.Distance(at, last) >= Fine)) path.LineTo(at);
            else continue;
            last = at;
        }
    }

    public SKPath Path(IReadOnlyList<(double Lon, double Lat)> points)
    {
        using var builder = new SKPathBuilder();
        Trace(builder, points);
        return builder.Detach();
    }
}
