using System.Globalization;
using System.Text.Json;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Matching;

namespace Routing.Maps.Osrm;

/// <summary>Asks the router and writes what it says; a refusal where there is no answer. Used by HTTP and by the command line.</summary>
internal static class OsrmAnswers
{
    /// <param name="progress">Told the share of a table that is done; null for none.</param>
    public static Refusal? Answer(Router router, OsrmQuery query, MapsOptions limits, Utf8JsonWriter json, CancellationToken ct, IProgress<double>? progress = null) =>
        query.Service switch
        {
            OsrmService.Route => Route(router, query, limits, json, ct),
            OsrmService.Table => Table(router, query, limits, json, progress, ct),
            OsrmService.Nearest => Nearest(router, query, limits, json),
            _ => Match(router, query, limits, json, ct),
        };

    private static Refusal? Route(Router router, OsrmQuery query, MapsOptions limits, Utf8JsonWriter json, CancellationToken ct)
    {
        if (query.Coordinates.Length < 2)
            return new Refusal(MapsFault.InvalidOptions, "A route needs at least two coordinates.");
        if (query.Coordinates.Length > limits.MaxRoutePoints)
            return new Refusal(MapsFault.TooBig, $"A route may have {limits.MaxRoutePoints} coordinates, and {query.Coordinates.Length} were given: ask in parts.");
        if (query.Alternatives > limits.MaxAlternatives)
            return new Refusal(MapsFault.TooBig, $"{query.Alternatives} alternatives were asked for, and {limits.MaxAlternatives} are the most.");
        var hints = new HintCode(router.Region.Info);
        var request = RequestOf(query) with
        {
            ContinueStraight = query.ContinueStraight ?? query.Profile == Profile.Car,
            Alternatives = query.Alternatives,
            Departure = DepartureOf(query, limits),
        };
        var route = router.Route(query.Profile, query.Points(hints), request, ct);
        switch (route.Outcome)
        {
            case RouteOutcome.NoSegment:
                return NoSegment(query, route.FailedIndex);
            case RouteOutcome.NoRoute:
                return new Refusal(MapsFault.NoRoute, $"No way leads from coordinate {route.FailedIndex} ({Text(query.Coordinates[route.FailedIndex])}) to the next by {Name(query.Profile)}.");
        }
        var stops = query.Waypoints.Length > 0 ? query.Waypoints : null;
        var routes = (RouteResult[])[route, .. route.Alternatives];
        if (stops is not null)
            routes = Array.ConvertAll(routes, each => each.StoppingAt(stops));
        json.WriteStartObject();
        json.WriteString("code", "Ok");
        json.WriteStartArray("routes");
        var writer = new RouteWriter(json, query);
        foreach (var each in routes)
            writer.Write(each);
        json.WriteEndArray();
        if (!query.SkipWaypoints)
            OsrmWriter.Waypoints(json, "waypoints", routes[0].Waypoints, query.GeneratesHints ? hints : null);
        json.WriteEndObject();
        return null;
    }

    private static Refusal? Table(Router router, OsrmQuery query, MapsOptions limits, Utf8JsonWriter json, IProgress<double>? progress, CancellationToken ct)
    {
        if (query.Coordinates.Length < 2)
            return new Refusal(MapsFault.InvalidOptions, "A table needs at least two coordinates.");
        if ((long)query.Sources.Length * query.Destinations.Length > limits.MaxTableCells)
            return new Refusal(MapsFault.TooBig, $"A table may have {limits.MaxTableCells} cells, and {query.Sources.Length} x {query.Destinations.Length} were asked for: ask in parts, or raise Maps:MaxTableCells.");
        var hints = new HintCode(router.Region.Info);
        var points = query.Points(hints);
        var sources = Array.ConvertAll(query.Sources, i => points[i]);
        var destinations = Array.ConvertAll(query.Destinations, i => points[i]);
        var table = router.Table(query.Profile, sources, destinations, new TableRequest { Distances = query.WithDistances, Departure = DepartureOf(query, limits), Progress = progress }, ct);
        if ((NotFound(query, table.Sources, query.Sources) ?? NotFound(query, table.Destinations, query.Destinations)) is { } refusal)
            return refusal;
        TableWriter.Write(json, table, query, query.GeneratesHints ? hints : null);
        return null;
    }

    private static Refusal? Nearest(Router router, OsrmQuery query, MapsOptions limits, Utf8JsonWriter json)
    {
        if (query.Coordinates.Length != 1)
            return new Refusal(MapsFault.InvalidOptions, $"Nearest takes one coordinate, and {query.Coordinates.Length} were given.");
        if (query.Number > limits.MaxNearest)
            return new Refusal(MapsFault.TooBig, $"number may be {limits.MaxNearest} at most.");
        var hints = new HintCode(router.Region.Info);
        var found = router.Nearest(query.Profile, query.Point(0, hints), query.Number);
        if (found.Outcome == SnapOutcome.NoSegment)
            return NoSegment(query, 0);
        json.WriteStartObject();
        json.WriteString("code", "Ok");
        if (query.SkipWaypoints)
        {
            json.WriteEndObject();
            return null;
        }
        json.WriteStartArray("waypoints");
        foreach (var candidate in found.Candidates)
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            json.WriteNumberValue(candidate.NodeBefore);
            json.WriteNumberValue(candidate.NodeAfter);
            json.WriteEndArray();
            OsrmWriter.Waypoint(json, candidate, query.GeneratesHints ? hints : null);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        return null;
    }

    private static Refusal? Match(Router router, OsrmQuery query, MapsOptions limits, Utf8JsonWriter json, CancellationToken ct)
    {
        if (query.Coordinates.Length < 2)
            return new Refusal(MapsFault.InvalidOptions, "A trace needs at least two coordinates.");
        if (query.Coordinates.Length > limits.MaxMatchPoints)
            return new Refusal(MapsFault.TooBig, $"A trace may have {limits.MaxMatchPoints} coordinates, and {query.Coordinates.Length} were given: ask in parts.");
        var hints = new HintCode(router.Region.Info);
        var trace = new TracePoint[query.Coordinates.Length];
        for (var i = 0; i < trace.Length; i++)
            trace[i] = new TracePoint(query.Point(i, hints), query.Timestamps.Length > 0 ? query.Timestamps[i] : null);
        var request = new MatchRequest { Route = RequestOf(query), SplitsAtGaps = query.SplitsAtGaps, IsTidy = query.IsTidy };
        var match = router.Match(query.Profile, trace, request, ct);
        if (match.Matchings.Count == 0)
            return new Refusal(MapsFault.NoMatch, $"The trace of {trace.Length} points fits no roads for {Name(query.Profile)}: is it in the order of time, and are radiuses as large as the error of the positions?");
        if (query.Waypoints.Length > 0 && match.Matchings.Count > 1)
            return new Refusal(MapsFault.NoMatch, $"waypoints were given, and the trace falls into {match.Matchings.Count} parts: leave them out, or give the parts one by one.");
        if (Array.Find(query.Waypoints, i => match.Points[i] is null) is var lost && query.Waypoints.Length > 0 && match.Points[lost] is null)
            return new Refusal(MapsFault.NoMatch, $"Coordinate {lost} is a waypoint and could not be matched: it is too far from the road that the others follow.");
        MatchWriter.Write(json, match, query, query.GeneratesHints ? hints : null);
        return null;
    }

    private static RouteRequest RequestOf(OsrmQuery query) => new()
    {
        Geometry = query.Overview != Overview.None,
        Steps = query.Steps,
        Annotations = query.Annotations != Annotations.None,
    };

    private static DateTimeOffset? DepartureOf(OsrmQuery query, MapsOptions limits) => query.Departure?.In(limits.Zone ?? TimeZoneInfo.Utc);

    /// <param name="positions">Of the waypoints in the query's coordinates.</param>
    private static Refusal? NotFound(OsrmQuery query, IReadOnlyList<SnapCandidate?> waypoints, int[] positions)
    {
        for (var i = 0; i < waypoints.Count; i++)
        {
            if (waypoints[i] is null)
                return NoSegment(query, positions[i]);
        }
        return null;
    }

    private static Refusal NoSegment(OsrmQuery query, int index)
    {
        var isFiltered = query.Radiuses.Length > 0 || query.Bearings.Length > 0;

        // OSRM's sentence first: VROOM and others read the number of the coordinate from it.
        return new(MapsFault.NoSegment, $"Could not find a matching segment for coordinate {index}: there is no road for {Name(query.Profile)} near {Text(query.Coordinates[index])}; it is outside the map, in the water, or too far from a road{(isFiltered ? " within its radius and bearing" : "")}.");
    }

    private static string Name(Profile profile) => profile.ToString().ToLowerInvariant();

    private static string Text(Coordinate at) => string.Create(CultureInfo.InvariantCulture, $"{at.Lon:0.######},{at.Lat:0.######}");
}
