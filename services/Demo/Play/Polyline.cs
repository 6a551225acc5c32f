namespace Routing.Demo.Play;

/// <summary>Reads OSRM's <c>polyline6</c> (Google's encoded polyline at precision 6).</summary>
internal static class Polyline
{
    public static IReadOnlyList<(double Lon, double Lat)> Decode(string text)
    {
        var points = new List<(double, double)>();
        var (position, lon, lat) = (0, 0, 0);
        while (position < text.Length)
        {
            lat += Next(text, ref position);
            lon += Next(text, ref position);
            points.Add((lon / 1e6, lat / 1e6));
        }

        return points;
    }

    private static int Next(string text, ref int position)
    {
        var (value, shift) = (0, 0);
        int chunk;
        do
        {
            chunk = text[position++] - 63;
            value |= (chunk & 31) << shift;
            shift += 5;
        }
        while (chunk >= 32);
        return (value & 1) != 0 ? ~(value >> 1) : value >> 1;
    }
}
