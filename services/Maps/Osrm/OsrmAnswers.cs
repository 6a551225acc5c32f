using System.Globalization;
using System.Text.Json;
using Routing.RoadNetwork;

namespace Routing.Maps.Osrm;

/// <summary>Asks the router and writes what it says; a refusal where there is no answer. Used by HTTP and by the command line.</summary>
internal static class OsrmAnswers
{
    public static Refusal? Route(Router router, OsrmQuery query, MapsOptions limits, Utf8JsonWriter json, CancellationToken ct)
    {
        if (query.Coordinates.Length < 2)
            return new Refusal(MapsFault.InvalidOptions, "A route needs at least two coordinates.");
        if (query.Coordinates.Length > limits.MaxRoutePoints)
            return new Refusal(MapsFault.TooBig, $"A route may have {limits.MaxRoutePoints} coordinates, and {query.Coordinates.Length} were given: ask in parts.");
        var needsGeometry = query.Overview != Overview.None || query.WithDistances;
        var route = router.Route(query.Profile, query.Coordinates, needsGeometry, query.Steps, ct);
        switch (route.Outcome)
        {
            case RouteOutcome.NoSegment:
                return NoSegment(query, route.FailedIndex);
            case RouteOutcome.NoRoute:
                return new Refusal(MapsFault.NoRoute, $"No way leads from coordinate {route.FailedIndex} ({Text(query.Coordinates[route.FailedIndex])}) to the next by {Name(query.Profile)}.");
        }
        if (TooFar(query, [.. route.Waypoints.Select(at => (SnapCandidate?)at)], [.. Enumerable.Range(0, route.Waypoints.Count)]) is { } tooFar)
            return tooFar;
        RouteWriter.Route(json, route, query);
        return null;
    }

    public static Refusal? Table(Router router, OsrmQuery query, MapsOptions limits, Utf8JsonWriter json, CancellationToken ct)
    {
        if (query.Coordinates.Length < 2)
            return new Refusal(MapsFault.InvalidOptions, "A table needs at least two coordinates.");
        if ((long)query.Sources.Length * query.Destinations.Length > limits.MaxTableCells)
            return new Refusal(MapsFault.TooBig, $"A table may have {limits.MaxTableCells} cells, and {query.Sources.Length} x {query.Destinations.Length} were asked for: ask in parts, or raise Maps:MaxTableCells.");
        var sources = Array.ConvertAll(query.Sources, i => query.Coordinates[i]);
        var destinations = Array.ConvertAll(query.Destinations, i => query.Coordinates[i]);
        var table = router.Table(query.Profile, sources, destinations, int.MaxValue, ct);
        if ((TooFar(query, table.Sources, query.Sources) ?? TooFar(query, table.Destinations, query.Destinations)) is { } tooFar)
            return tooFar;
        OsrmWriter.Table(json, table, query);
        return null;
    }

    public static Refusal? Nearest(Router router, OsrmQuery query, MapsOptions limits, Utf8JsonWriter json)
    {
        if (query.Coordinates.Length != 1)
            return new Refusal(MapsFault.InvalidOptions, $"Nearest takes one coordinate, and {query.Coordinates.Length} were given.");
        if (query.Number > limits.MaxNearest)
            return new Refusal(MapsFault.TooBig, $"number may be {limits.MaxNearest} at most.");
        var found = router.Nearest(query.Profile, query.Coordinates[0], query.Number);
        var within = query.Radiuses.Length == 0 ? found.Candidates : [.. found.Candidates.Where(at => at.MetresAway <= query.Radiuses[0])];
        if (within.Count == 0)
            return NoSegment(query, 0);
        OsrmWriter.Nearest(json, within);
        return null;
    }

    /// <param name="positions">Of the waypoints in the query's coordinates.</param>
    private static Refusal? TooFar(OsrmQuery query, IReadOnlyList<SnapCandidate?> waypoints, int[] positions)
    {
        for (var i = 0; i < waypoints.Count; i++)
        {
            if (waypoints[i] is not { } at || (query.Radiuses.Length > 0 && at.MetresAway > query.Radiuses[positions[i]]))
                return NoSegment(query, positions[i]);
        }
        return null;
    }

    private static Refusal NoSegment(OsrmQuery query, int index) =>
        new(MapsFault.NoSegment, $"There is no road for {Name(query.Profile)} near coordinate {index} ({Text(query.Coordinates[index])}): it is outside the map, in the water, or too far from a road.");

    private static string Name(Profile profile) => profile.ToString().ToLowerInvariant();

    private static string Text(Coordinate at) => string.Create(CultureInfo.InvariantCulture, $"{at.Lon:0.######},{at.Lat:0.######}");
}
