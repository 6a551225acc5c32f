using System.Text;

namespace Routing.RoadNetwork.Guidance;

/// <summary>
/// Coordinates as short text, latitude first, each as the difference to the one before.
/// See https://developers.google.com/maps/documentation/utilities/polylinealgorithm.
/// </summary>
public static class Polyline
{
    /// <param name="coordinates">Any number.</param>
    /// <param name="precision">Decimal places, 5 or 6.</param>
    public static string Encode(IReadOnlyList<Coordinate> coordinates, int precision)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        var factor = Factor(precision);
        var text = new StringBuilder(coordinates.Count * 6);
        long lat = 0, lon = 0;
        foreach (var at in coordinates)
        {
            // Each coordinate is rounded, then subtracted, so that errors do not add up.
            var nextLat = (long)Math.Round(at.Lat * factor, MidpointRounding.AwayFromZero);
            var nextLon = (long)Math.Round(at.Lon * factor, MidpointRounding.AwayFromZero);
            Append(text, nextLat - lat);
            Append(text, nextLon - lon);
            (lat, lon) = (nextLat, nextLon);
        }

        return text.ToString();
    }

    /// <exception cref="FormatException">The text is cut or holds other characters.</exception>
    public static IReadOnlyList<Coordinate> Decode(string text, int precision)
    {
        ArgumentNullException.ThrowIfNull(text);
        var factor = Factor(precision);
        var coordinates = new List<Coordinate>();
        long lat = 0, lon = 0;
        for (var i = 0; i < text.Length;)
        {
            lat += Take(text, ref i);
            lon += Take(text, ref i);
            coordinates.Add(new Coordinate(lon / factor, lat / factor));
        }

        return coordinates;
    }

    private static double Factor(int precision) => precision switch
    {
        5 => 1e5,
        6 => 1e6,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "Polylines have 5 or 6 decimal places."),
    };

    // Zigzag, then five bits a character, the lowest first, 0x20 set on all but the last.
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

    private static long Take(string text, ref int i)
    {
        ulong bits = 0;
        for (var shift = 0; shift < 60; shift += 5)
        {
            if (i >= text.Length)
                throw new FormatException("The polyline ends inside a number.");
            var c = text[i++] - 63;
            if (c is < 0 or > 63)
                throw new FormatException($"The polyline holds '{text[i - 1]}', which is no polyline character.");
            bits |= (ulong)(c & 0x1F) << shift;
            if (c < 0x20)
                return (long)(bits >> 1) ^ -(long)(bits & 1);
        }

        throw new FormatException("The polyline holds a number that is too long.");
    }
}
