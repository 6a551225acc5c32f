using System.Text;

namespace Routing.Drivers.Tests.Support;

/// <summary>Writes Google's polyline of precision 6.</summary>
internal static class Polyline
{
    public static string Write(IEnumerable<(double Lon, double Lat)> points)
    {
        var text = new StringBuilder();
        long lastLat = 0, lastLon = 0;
        foreach (var (lon, lat) in points)
        {
            long nowLat = (long)Math.Round(lat * 1e6), nowLon = (long)Math.Round(lon * 1e6);
            Append(text, nowLat - lastLat);
            Append(text, nowLon - lastLon);
            (lastLat, lastLon) = (nowLat, nowLon);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, long value)
    {
        var bits = value < 0 ? ~(value << 1) : value << 1;
        for (; bits >= 0x20; bits >>= 5) text.Append((char)((0x20 | (bits & 0x1f)) + 63));
        text.Append((char)(bits + 63));
    }
}
