using System.Globalization;
using SkiaSharp;

namespace Routing.Drivers.Sheets;

/// <summary>Where on a drawing a point of the earth lies: north up, in the projection of web maps, as Maps draws its pictures.</summary>
internal sealed class MapFrame
{
    private const double EarthMetres = 40_075_017;
    private const double LeastMetres = 600;
    private const float Fine = 0.5f;

    // Of the world's width, which is 1: its middle, and how many units of the drawing it is wide.
    private readonly double x;
    private readonly double y;
    private readonly double world;

    /// <param name="points">What must be seen.</param>
    /// <param name="area">Where it is drawn.</param>
    /// <param name="margin">What is left free at the edges, in the drawing's units.</param>
    public MapFrame(IEnumerable<(double Lon, double Lat)> points, SKRect area, float margin)
    {
        Area = area;
        double west = 1, north = 1, east = 0, south = 0;
        foreach (var (lon, lat) in points)
        {
            (west, east) = (Math.Min(west, X(lon)), Math.Max(east, X(lon)));
            (north, south) = (Math.Min(north, Y(lat)), Math.Max(south, Y(lat)));
        }

        if (west > east) (west, east, north, south) = (0.5, 0.5, 0.5, 0.5);
        (x, y) = ((west + east) / 2, (north + south) / 2);
        var least = LeastMetres / EarthMetres / Shrink;
        world = Math.Min((area.Width - (2 * margin)) / Math.Max(east - west, least), (area.Height - (2 * margin)) / Math.Max(south - north, least));
    }

    public SKRect Area { get; }

    /// <summary>Metres that a unit of the drawing stands for, in its middle.</summary>
    public double MetresPerUnit => EarthMetres * Shrink / world;

    /// <summary>The picture that Maps draws of it, a unit being a point, as the path of its address; whole points, so a little larger.</summary>
    public (string Path, SKRect Room) Picture(int pixelsPerPoint)
    {
        var (width, height) = ((int)Math.Ceiling(Area.Width), (int)Math.Ceiling(Area.Height));
        var zoom = Math.Log2(world / 512);
        return (
            string.Create(CultureInfo.InvariantCulture, $"/static/day/{(x * 360) - 180:F6},{Lat:F6},{zoom:F4}/{width}x{height}@{pixelsPerPoint}x.jpg"),
            SKRect.Create(Area.MidX - (width / 2f), Area.MidY - (height / 2f), width, height));
    }

    public SKPoint At(double lon, double lat) => new((float)(Area.MidX + ((X(lon) - x) * world)), (float)(Area.MidY + ((Y(lat) - y) * world)));

    /// <summary>A line as a path, in tenths of a unit and without points that lie on one another.</summary>
    public SKPath Path(IReadOnlyList<(double Lon, double Lat)> points)
    {
        using var path = new SKPathBuilder();
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

        return path.Detach();
    }

    private double Lat => Math.Atan(Math.Sinh(Math.PI * (1 - (2 * y)))) * 180 / Math.PI;

    // A metre is drawn longer by this, the nearer to a pole.
    private double Shrink => Math.Max(0.05, Math.Cos(Lat * Math.PI / 180));

    private static double X(double lon) => (lon + 180) / 360;

    private static double Y(double lat)
    {
        var sine = Math.Sin(Math.Clamp(lat, -85, 85) * Math.PI / 180);
        return 0.5 - (Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI));
    }
}
