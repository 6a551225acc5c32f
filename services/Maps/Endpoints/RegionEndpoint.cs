using Microsoft.AspNetCore.Http.HttpResults;
using Routing.Maps.Import;
using Routing.Maps.Osrm;
using Routing.RoadNetwork;

namespace Routing.Maps.Endpoints;

/// <summary>What the map covers and where it comes from.</summary>
/// <param name="Name">The extract's file name without its endings.</param>
/// <param name="Bounds">West, south, east, north, degrees.</param>
/// <param name="Attribution">To be shown wherever the map, a route or an address of it is.</param>
/// <param name="ExtractSha256">Of the extract's bytes, lower-case hexadecimal.</param>
internal sealed record RegionAnswer(
    string Name,
    double[] Bounds,
    int Nodes,
    int Ways,
    int Arcs,
    int Houses,
    int Streets,
    int Places,
    int Points,
    string[] Profiles,
    string Attribution,
    string ExtractSha256
)
{
    public const string OsmAttribution = "(c) OpenStreetMap contributors, ODbL";

    public static RegionAnswer Of(LoadedMap map)
    {
        var (info, counts) = (map.Region.Info, map.Addresses.Counts);
        return new RegionAnswer(
            info.Name,
            [info.Bounds.MinLon, info.Bounds.MinLat, info.Bounds.MaxLon, info.Bounds.MaxLat],
            info.Nodes,
            info.Ways,
            info.Arcs,
            counts.Houses,
            counts.Streets,
            counts.Places,
            counts.Points,
            [.. Enum.GetNames<Profile>().Select(name => name.ToLowerInvariant())],
            OsmAttribution,
            info.SourceSha256
        );
    }
}

internal static class RegionEndpoint
{
    public static IEndpointConventionBuilder MapRegion(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/region").WithTags("Region");
        group.MapGet("", Get).WithName("Region").WithSummary("What the map covers").ProducesProblem(503);
        return group;
    }

    private static Results<Ok<RegionAnswer>, ProblemHttpResult> Get(CurrentMap current, ImportStatus status)
    {
        if (current.Value is { } map)
            return TypedResults.Ok(RegionAnswer.Of(map));
        var refusal = OsrmEndpoints.NotReady(status);
        return MapsFaults.Of(refusal.Fault).Fault.With(refusal.Text);
    }
}
