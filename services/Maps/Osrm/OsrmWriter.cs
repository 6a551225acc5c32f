using System.Text.Json;
using Routing.RoadNetwork;

namespace Routing.Maps.Osrm;

/// <summary>Writes what several answers of the OSRM API have. Durations are seconds to a tenth, distances metres, coordinates longitude first.</summary>
internal static class OsrmWriter
{
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
        json.WriteStartArray(name);
        json.WriteNumberValue(Math.Round(at.Lon, 6));
        json.WriteNumberValue(Math.Round(at.Lat, 6));
        json.WriteEndArray();
    }

    public static double Seconds(int deciseconds) => deciseconds / 10.0;

    public static double Rounded(double metres) => Math.Round(metres, 1);
}
