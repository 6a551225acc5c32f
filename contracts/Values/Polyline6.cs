namespace Routing.Contracts.Values;

/// <summary>Reads geometry as <see cref="Leg"/> and Maps give it: Google's encoded polyline with six decimal places.</summary>
public static class Polyline6
{
    // Five bits a letter; degrees in millionths need 30.
    private const int MostBits = 60;

    /// <summary>Longitude and latitude of each point, degrees. What is malformed ends the line.</summary>
    public static IReadOnlyList<(double Lon, double Lat)> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var points = new List<(double, double)>();
        long lat = 0, lon = 0;
        var at = 0;
        while (TryRead(text, ref at, out var north) && TryRead(text, ref at, out var east))
        {
            lat += north;
            lon += east;
            points.Add((lon / 1e6, lat / 1e6));
        }

        return points;
    }

    private static bool TryRead(string text, ref int at, out long value)
    {
        value = 0;
        for (var shift = 0; at < text.Length && shift < MostBits; shift += 5)
        {
            var bits = text[at++] - 63;
            value |= (long)(bits & 0x1f) << shift;
            if ((bits & 0x20) != 0)
                continue;
            value = (value & 1) != 0 ? ~(value >> 1) : value >> 1;
            return true;
        }

        return false;
    }
}
