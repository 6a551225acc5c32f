using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>Which part of the world a picture shows, north up, in spherical Mercator as in web maps.</summary>
/// <param name="Lon">Of the middle, degrees.</param>
/// <param name="Lat">Of the middle, degrees.</param>
/// <param name="Zoom">As MapLibre counts: the world is 512 * 2^zoom points wide.</param>
/// <param name="Width">Points.</param>
/// <param name="Height">Points.</param>
internal sealed record View(double Lon, double Lat, double Zoom, int Width, int Height)
{
    private const double MaxLatitude = 85.0511;
    private const double HighestZoom = 17;

    private double WorldPoints => 512 * Math.Pow(2, Zoom);

    /// <summary>West, south, east, north of what is seen, degrees.</summary>
    public (double West, double South, double East, double North) Bounds =>
        (LonAt(0), LatAt(Height), LonAt(Width), LatAt(0));

    /// <summary>The closest view that shows all points with a margin around them.</summary>
    public static View Around(IReadOnlyList<(double Lon, double Lat)> points, int width, int height, double margin)
    {
        double west = points.Min(p => X(p.Lon)), east = points.Max(p => X(p.Lon)), north = points.Min(p => Y(p.Lat)), south = points.Max(p => Y(p.Lat));
        var (roomX, roomY) = (Math.Max(1, width - (2 * margin)), Math.Max(1, height - (2 * margin)));
        var zoom = Math.Log2(Math.Min(roomX / Math.Max(1e-9, east - west), roomY / Math.Max(1e-9, south - north)) / 512);
        return new View(((west + east) / 2 * 360) - 180, LatOf((north + south) / 2), Math.Clamp(zoom, 0, HighestZoom), width, height);
    }

    /// <summary>Where a place is on the picture, points.</summary>
    public SKPoint At(double lon, double lat) =>
        new((float)(((X(lon) - X(Lon)) * WorldPoints) + (Width / 2.0)), (float)(((Y(lat) - Y(Lat)) * WorldPoints) + (Height / 2.0)));

    /// <summary>A point of the tiles' world, of 2^31 units a side, on the picture.</summary>
    public SKPoint At(int x, int y)
    {
        const double world = 1L << 31;
        return new SKPoint((float)(((x / world) - X(Lon)) * WorldPoints) + (Width / 2f), (float)(((y / world) - Y(Lat)) * WorldPoints) + (Height / 2f));
    }

    private double LonAt(double x) => ((((x - (Width / 2.0)) / WorldPoints) + X(Lon)) * 360) - 180;

    private double LatAt(double y) => LatOf(((y - (Height / 2.0)) / WorldPoints) + Y(Lat));

    private static double LatOf(double y) => Math.Atan(Math.Sinh(Math.PI * (1 - (2 * y)))) * 180 / Math.PI;

    private static double X(double lon) => (lon + 180) / 360;

    private static double Y(double lat)
    {
        var sine = Math.Sin(Math.Clamp(lat, -MaxLatitude, MaxLatitude) * Math.PI / 180);
        return 0.5 - (Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI));
    }
}
