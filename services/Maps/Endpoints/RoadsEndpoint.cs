using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Routing.Maps.Import;
using Routing.Maps.Osrm;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;

namespace Routing.Maps.Endpoints;

/// <summary>The roads of a rectangle, for drawing.</summary>
internal sealed record RoadsAnswer(IReadOnlyList<RoadAnswer> Roads, string Attribution);

/// <param name="Class">As OSM's <c>highway</c>, such as <c>primary</c>.</param>
/// <param name="Name">Null when it has none.</param>
/// <param name="Geometry">Polyline of precision 6.</param>
internal sealed record RoadAnswer(string Class, string? Name, string Geometry);

internal static class RoadsEndpoint
{
    // A large city's streets, some ten megabytes as JSON.
    private const int MostRoads = 100_000;

    private static readonly Dictionary<string, RoadClass> LeastOf = new(StringComparer.Ordinal)
    {
        ["major"] = RoadClass.Tertiary,
        ["streets"] = RoadClass.LivingStreet,
        ["all"] = RoadClass.Ferry,
    };

    // The same whoever hosts the endpoint, and by whatever options it writes JSON.
    private static readonly string[] Words = [.. Enum.GetNames<RoadClass>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    public static IEndpointConventionBuilder MapRoads(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/roads", Get).WithName("Roads").WithTags("Region").ProducesProblem(400).ProducesProblem(503)
            .WithSummary("The roads that touch bbox=minLon,minLat,maxLon,maxLat, to be drawn: detail=major, streets or all");

    private static Results<Ok<RoadsAnswer>, ProblemHttpResult> Get(string? bbox, string? detail, CurrentMap current, ImportStatus status)
    {
        if (ReadBox(bbox) is not { } box)
            return Refuse(MapsFault.InvalidValue, $"bbox is '{OsrmQueryReader.Cut(bbox ?? "")}': give minLon,minLat,maxLon,maxLat in degrees, such as -56.2,-34.93,-56.1,-34.85.");
        if (!LeastOf.TryGetValue(detail ?? "all", out var least))
            return Refuse(MapsFault.InvalidValue, $"detail is '{OsrmQueryReader.Cut(detail!)}': use {string.Join(", ", LeastOf.Keys)}.");
        using var hold = current.Take();
        if (hold is not { Value: { } map })
        {
            var refusal = OsrmEndpoints.NotReady(status);
            return Refuse(refusal.Fault, refusal.Text);
        }

        var roads = map.Region.Roads(box).Where(road => road.Class <= least || road.Class == RoadClass.Ferry).Take(MostRoads + 1)
            .Select(road => new RoadAnswer(Words[(int)road.Class], road.Name.Length > 0 ? road.Name : null, Polyline.Encode(road.Coordinates, 6))).ToList();
        if (roads.Count > MostRoads)
            return Refuse(MapsFault.TooBig, $"More than {MostRoads} roads touch the rectangle: ask for a smaller one, or for less detail.");
        return TypedResults.Ok(new RoadsAnswer(roads, RegionAnswer.OsmAttribution));
    }

    private static BoundingBox? ReadBox(string? text)
    {
        if (text?.Split(',') is not [var west, var south, var east, var north]) return null;
        var values = new double[4];
        string[] parts = [west, south, east, north];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i])) return null;
        }

        var box = new BoundingBox(values[0], values[1], values[2], values[3]);
        return box.MinLon < box.MaxLon && box.MinLat < box.MaxLat ? box : null;
    }

    private static ProblemHttpResult Refuse(MapsFault fault, string text) => MapsFaults.Of(fault).Fault.With(text);
}
