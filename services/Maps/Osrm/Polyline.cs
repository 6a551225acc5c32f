using System.Text;
using Routing.RoadNetwork;

namespace Routing.Maps.Osrm;

/// <summary>Google's encoded polylines: latitude first, differences, five bits a letter.</summary>
internal static class Polyline
{
    /// <param name="scale">1e5 for polyline, 1e6 for polyline6.</param>
    public static string Encode(ReadOnlySpan<Coordinate> coordinates, double scale)
    {
        var text = new StringBuilder(coordinates.Length * 6);
        long lastLat = 0, lastLon = 0;
        foreach (var at in coordinates)
        {
            long lat = (long)Math.Round(at.Lat * scale), lon = (long)Math.Round(at.Lon * scale);
            Append(text, lat - lastLat);
            Append(text, lon - lastLon);
            (lastLat, lastLon) = (lat, lon);
        }
        return text.ToString();
    }

    /// <summary>Null where the text is no polyline.</summary>
    public static List<Coordinate>? Decode(ReadOnlySpan<char> text, double scale)
    {
        var coordinates = new List<Coordinate>();
        long lat = 0, lon = 0;
        var at = 0;
        while (at < text.Length)
        {
            if (!TryRead(text, ref at, out var dLat) || !TryRead(text, ref at, out var dLon))
                return null;
            (lat, lon) = (lat + dLat, lon + dLon);
            coordinates.Add(new Coordinate(lon / scale, lat / scale));
        }
        return coordinates;
    }

    private static void Append(StringBuilder text, long value)
    {
        var bits = (ulong)((value << 1) ^ (value >> 63));
        while (bits >= 0x20)
        {
            text.Append((char)((bits & 0x1F | 0x20) + 63));
            bits >>= 5;
        }
        text.Append((char)(bits + 63));
    }

    private static bool TryRead(ReadOnlySpan<char> text, ref int at, out long value)
    {
        var bits = 0UL;
        for (var shift = 0; shift < 60 && at < text.Length; shift += 5)
        {
            var part = text[at++] - 63;
            if (part is < 0 or > 63)
                break;
            bits |= (ulong)(part & 0x1F) << shift;
            if (part < 0x20)
            {
                value = (long)(bits >> 1) ^ -(long)(bits & 1);
                return true;
            }
        }
        value = 0;
        return false;
    }
}
