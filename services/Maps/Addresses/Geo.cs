namespace Routing.Addresses;

/// <summary>Distances on the plane around a point: within a city they are right to a few centimetres.</summary>
internal static class Geo
{
    private const double MetresPerDegree = 111_195;

    public static double Metres(double lonA, double latA, double lonB, double latB)
    {
        var x = (lonB - lonA) * MetresPerDegree * Math.Cos((latA + latB) / 2 * Math.PI / 180);
        var y = (latB - latA) * MetresPerDegree;
        return Math.Sqrt(x * x + y * y);
    }

    public static double Degrees(int units) => units * 1e-7;

    /// <summary>Where between a (0) and b (1) the line is nearest to the point, and how far that is.</summary>
    public static (double Share, double Metres) ToLine(double lon, double lat, double lonA, double latA, double lonB, double latB)
    {
        var east = MetresPerDegree * Math.Cos(lat * Math.PI / 180);
        double ax = (lonA - lon) * east, ay = (latA - lat) * MetresPerDegree;
        double dx = (lonB - lonA) * east, dy = (latB - latA) * MetresPerDegree;
        var squared = dx * dx + dy * dy;
        var share = squared <= 0 ? 0 : Math.Clamp(-(ax * dx + ay * dy) / squared, 0, 1);
        double x = ax + share * dx, y = ay + share * dy;
        return (share, Math.Sqrt(x * x + y * y));
    }
}
