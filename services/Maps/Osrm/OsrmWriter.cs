using System.Buffers.Text;
using System.Text.Json;
using Routing.RoadNetwork;

namespace Routing.Maps.Osrm;

/// <summary>Writes the OSRM API's JSON. Durations are seconds to a tenth, distances metres, coordinates longitude first.</summary>
internal static class OsrmWriter
{
    public static void Error(Utf8JsonWriter json, string code, string text)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("message", text);
        json.WriteEndObject();
    }

    public static void Nearest(Utf8JsonWriter json, IReadOnlyList<SnapCandidate> candidates)
    {
        json.WriteStartObject();
        json.WriteString("code", "Ok");
        Waypoints(json, "waypoints", candidates);
        json.WriteEndObject();
    }

    public static void Table(Utf8JsonWriter json, TableResult table, OsrmQuery query)
    {
        json.WriteStartObject();
        json.WriteString("code", "Ok");
        if (query.WithDurations)
            Rows(json, "durations", table.DurationsDeciseconds, query.Destinations.Length, isTenths: true);
        if (query.WithDistances)
            Rows(json, "distances", table.DistancesMetres, query.Destinations.Length, isTenths: false);
        if (!query.SkipWaypoints)
        {
            Waypoints(json, "destinations", [.. table.Destinations.Select(at => at!.Value)]);
            Waypoints(json, "sources", [.. table.Sources.Select(at => at!.Value)]);
        }
        json.WriteEndObject();
    }

    // A table has a million cells: a row is formatted into one buffer, 12 bytes a cell at most, and written at once.
    private static void Rows(Utf8JsonWriter json, string name, int[] cells, int columns, bool isTenths)
    {
        json.WriteStartArray(name);
        var row = new byte[columns * 13 + 2];
        for (var start = 0; start < cells.Length && columns > 0; start += columns)
        {
            var at = 0;
            row[at++] = (byte)'[';
            for (var i = 0; i < columns; i++)
            {
                if (i > 0)
                    row[at++] = (byte)',';
                var value = cells[start + i];
                if (value < 0)
                {
                    "null"u8.CopyTo(row.AsSpan(at));
                    at += 4;
                    continue;
                }
                Utf8Formatter.TryFormat(isTenths ? value / 10 : value, row.AsSpan(at), out var written);
                at += written;
                if (isTenths && value % 10 is var tenth and > 0)
                {
                    row[at++] = (byte)'.';
                    row[at++] = (byte)('0' + tenth);
                }
            }
            row[at++] = (byte)']';
            json.WriteRawValue(row.AsSpan(0, at), skipInputValidation: true);
        }
        json.WriteEndArray();
    }

    public static void Waypoints(Utf8JsonWriter json, string name, IReadOnlyList<SnapCandidate> waypoints)
    {
        json.WriteStartArray(name);
        foreach (var waypoint in waypoints)
        {
            json.WriteStartObject();
            json.WriteNumber("distance", Rounded(waypoint.MetresAway));
            json.WriteString("name", waypoint.Name);
            Location(json, "location", waypoint.Location);
            json.WriteEndObject();
        }
        json.WriteEndArray();
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
