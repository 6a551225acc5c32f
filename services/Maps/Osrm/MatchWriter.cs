using System.Text.Json;
using Routing.RoadNetwork.Matching;

namespace Routing.Maps.Osrm;

/// <summary>Writes a matched trace as the OSRM API does.</summary>
internal static class MatchWriter
{
    public static void Write(Utf8JsonWriter json, MatchResult match, OsrmQuery query, HintCode? hints)
    {
        // Legs end at every matched point, or at those asked for; the others lose their number.
        var stops = query.Waypoints.Length > 0 ? Array.ConvertAll(query.Waypoints, i => match.Points[i]!.Waypoint) : null;
        json.WriteStartObject();
        json.WriteString("code", "Ok");
        json.WriteStartArray("matchings");
        var writer = new RouteWriter(json, query);
        foreach (var matching in match.Matchings)
            writer.Write(stops is null ? matching.Route : matching.Route.StoppingAt(stops), matching.Confidence);
        json.WriteEndArray();
        if (!query.SkipWaypoints)
            Tracepoints(json, match, query, stops is not null, hints);
        json.WriteEndObject();
    }

    private static void Tracepoints(Utf8JsonWriter json, MatchResult match, OsrmQuery query, bool hasStops, HintCode? hints)
    {
        json.WriteStartArray("tracepoints");
        for (var i = 0; i < match.Points.Count; i++)
        {
            if (match.Points[i] is not { } point)
            {
                json.WriteNullValue();
                continue;
            }
            json.WriteStartObject();
            json.WriteNumber("alternatives_count", point.Alternatives);
            json.WriteNumber("matchings_index", point.Matching);
            if (!hasStops)
                json.WriteNumber("waypoint_index", point.Waypoint);
            else if (Array.IndexOf(query.Waypoints, i) is var number and >= 0)
                json.WriteNumber("waypoint_index", number);
            else
                json.WriteNull("waypoint_index");
            OsrmWriter.Waypoint(json, point.At, hints);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
