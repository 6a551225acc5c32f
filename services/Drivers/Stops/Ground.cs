using Routing.Contracts.Values;

namespace Routing.Drivers.Stops;

/// <summary>Distances over the ground.</summary>
internal static class Ground
{
    private const double EarthMetres = 6_371_008.8;

    /// <summary>Metres between two places as the crow flies, over a sphere (haversine).</summary>
    public static double Metres(Place a, Place b)
    {
        var (latA, latB) = (double.DegreesToRadians(a.Lat), double.DegreesToRadians(b.Lat));
        var north = Math.Sin((latB - latA) / 2);
        var east = Math.Sin(double.DegreesToRadians(b.Lon - a.Lon) / 2);
        return 2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt((north * north) + (Math.Cos(latA) * Math.Cos(latB) * east * east))));
    }
}
