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

    /// <summary>How another extract is taken up while the service runs.</summary>
    public static IEndpointConventionBuilder MapReload(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/region/reload").WithTags("Region");
        group.MapPost("", (MapReload reload) => TypedResults.Accepted("/api/region/reload", reload.Ask())).WithName("ReloadRegion")
            .WithSummary("Takes up the extract as it now is: it is built beside the map that answers, and swapped in")
            .WithDescription("The file is that of Maps:Osm, which is also looked at every Maps:WatchSeconds. Road conditions go over to the new map. Until it is there, and where it cannot be used, the map before answers.");
        group.MapGet("", (MapReload reload) => TypedResults.Ok(reload.State)).WithName("RegionReload").WithSummary("How far that is: idle, working, done or failed");
        return group;
    }

    private static Results<Ok<RegionAnswer>, ProblemHttpResult> Get(CurrentMap current, ImportStatus status)
    {
        using var hold = current.Take();
        if (hold is { Value: { } map })
            return TypedResults.Ok(RegionAnswer.Of(map));
        var refusal = OsrmEndpoints.NotReady(status);
        return MapsFaults.Of(refusal.Fault).Fault.With(refusal.Text);
    }
}
