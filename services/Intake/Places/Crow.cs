using Routing.Contracts.Values;

namespace Routing.Intake.Places;

/// <summary>As the crow flies, in a plane: good enough for telling one quarter from another.</summary>
internal static class Crow
{
    public static double Metres(Place a, Place b) => Metres(a.Lon, a.Lat, b.Lon, b.Lat);

    public static double Metres(double lonA, double latA, double lonB, double latB)
    {
        const double metresPerDegree = 111_195;
        var x = (lonA - lonB) * Math.Cos((latA + latB) / 2 * Math.PI / 180);
        return metresPerDegree * Math.Sqrt((x * x) + ((latA - latB) * (latA - latB)));
    }
}
