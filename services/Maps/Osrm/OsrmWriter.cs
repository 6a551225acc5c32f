using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Routing.RoadNetwork;

namespace Routing.Maps.Osrm;

/// <summary>Writes what several answers of the OSRM API have. Durations are seconds to a tenth, distances metres, coordinates longitude first.</summary>
internal static class OsrmWriter
{
    // "-180.123456"
    private const int MostDegreeBytes = 11;

    /// <summary>
    /// Names and polylines as they are, but for what JSON itself forbids: an answer is never part of a page. What is
    /// written is tested, not checked again in each answer.
    /// </summary>
    public static JsonWriterOptions Options => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static void Error(Utf8JsonWriter json, string code, string text)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("message", text);
        json.WriteEndObject();
    }

    /// <param name="hints">Null: without hints.</param>
    public static void Waypoints(Utf8JsonWriter json, string name, IEnumerable<SnapCandidate> waypoints, HintCode? hints)
    {
        json.WriteStartArray(name);
        foreach (var waypoint in waypoints)
        {
            json.WriteStartObject();
            Waypoint(json, waypoint, hints);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>The properties alone, without the braces: some answers add to them.</summary>
    public static void Waypoint(Utf8JsonWriter json, SnapCandidate waypoint, HintCode? hints)
    {
        if (hints is { } code)
            json.WriteString("hint", code.Encode(waypoint.Hint));
        json.WriteNumber("distance", Rounded(waypoint.MetresAway));
        json.WriteString("name", waypoint.Name);
        Location(json, "location", waypoint.Location);
    }

    public static void Location(Utf8JsonWriter json, string name, Coordinate at)
    {
        json.WritePropertyName(name);
        LocationValue(json, at);
    }

    // Answers are full of coordinates, and decimals of a fixed count are written several times as fast as doubles.
    public static void LocationValue(Utf8JsonWriter json, Coordinate at)
    {
        Span<byte> text = stackalloc byte[2 * MostDegreeBytes + 3];
        text[0] = (byte)'[';
        var length = 1 + Degrees(at.Lon, text[1..]);
        text[length++] = (byte)',';
        length += Degrees(at.Lat, text[length..]);
        text[length++] = (byte)']';
        json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    // To six decimals, without zeros at the end. Returns the number of bytes.
    internal static int Degrees(double degrees, Span<byte> text)
    {
        var micro = (int)Math.Round(degrees * 1e6);
        var length = 0;
        if (micro < 0)
            text[length++] = (byte)'-';
        var (whole, part) = Math.DivRem((uint)Math.Abs(micro), 1_000_000u);
        Utf8Formatter.TryFormat(whole, text[length..], out var written);
        length += written;
        if (part == 0)
            return length;
        text[length++] = (byte)'.';
        for (var unit = 100_000u; part > 0; unit /= 10)
        {
            text[length++] = (byte)('0' + part / unit);
            part %= unit;
        }
        return length;
    }

    public static double Seconds(int deciseconds) => deciseconds / 10.0;

    public static double Rounded(double metres) => Math.Round(metres, 1);
}
