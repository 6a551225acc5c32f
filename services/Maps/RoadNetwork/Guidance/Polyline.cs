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
        var text = new byte[MostBytes(coordinates.Count)];
        return Encoding.ASCII.GetString(text, 0, Encode([.. coordinates], precision, text));
    }

    /// <summary>The same as ASCII bytes. Returns how many.</summary>
    /// <param name="coordinates">Any number.</param>
    /// <param name="precision">Decimal places, 5 or 6.</param>
    /// <param name="text">With room for <see cref="MostBytes"/>.</param>
    public static int Encode(ReadOnlySpan<Coordinate> coordinates, int precision, Span<byte> text)
    {
        var factor = Factor(precision);
        var length = 0;
        long lat = 0, lon = 0;
        foreach (var at in coordinates)
        {
            // Each coordinate is rounded, then subtracted, so that errors do not add up.
            var nextLat = (long)Math.Round(at.Lat * factor, MidpointRounding.AwayFromZero);
            var nextLon = (long)Math.Round(at.Lon * factor, MidpointRounding.AwayFromZero);
            length += Append(text[length..], nextLat - lat);
            length += Append(text[length..], nextLon - lon);
            (lat, lon) = (nextLat, nextLon);
        }

        return length;
    }

    /// <summary>A number of 64 bits has 13 letters of five, and a point two numbers.</summary>
    public static int MostBytes(int coordinates) => 26 * coordinates;

    /// <exception cref="FormatException">The text is cut or holds other characters.</exception>
    public static IReadOnlyList<Coordinate> Decode(ReadOnlySpan<char> text, int precision)
    {
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
    private static int Append(Span<byte> text, long value)
    {
        var bits = (ulong)((value << 1) ^ (value >> 63));
        var length = 0;
        for (; bits >= 0x20; bits >>= 5)
            text[length++] = (byte)((bits & 0x1F | 0x20) + 63);
        text[length++] = (byte)(bits + 63);
        return length;
    }

    private static long Take(ReadOnlySpan<char> text, ref int i)
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
