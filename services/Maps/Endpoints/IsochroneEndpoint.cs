using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Routing.Maps.Import;
using Routing.Maps.Osrm;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Isochrones;

namespace Routing.Maps.Endpoints;

/// <summary>A GeoJSON FeatureCollection, a feature for each time asked, the shortest first.</summary>
/// <param name="Type"><c>FeatureCollection</c>.</param>
internal sealed record IsochroneAnswer(string Type, IReadOnlyList<IsochroneFeature> Features, string Attribution)
{
    public static IsochroneAnswer Of(IsochroneResult result) => new(
        "FeatureCollection",
        [.. result.Isochrones.Select(isochrone => new IsochroneFeature(
            "Feature",
            new IsochroneProperties(isochrone.Seconds / 60, isochrone.Seconds, Degrees(result.From!.Value.Location)),
            new IsochroneGeometry("MultiPolygon", [.. isochrone.Polygons.Select(polygon => (double[][][])[Ring(polygon.Outer), .. polygon.Holes.Select(Ring)])])))],
        RegionAnswer.OsmAttribution);

    private static double[][] Ring(IReadOnlyList<Coordinate> ring) => [.. ring.Select(Degrees)];

    private static double[] Degrees(Coordinate at) => [Math.Round(at.Lon, 6), Math.Round(at.Lat, 6)];
}

/// <param name="Type"><c>Feature</c>.</param>
internal sealed record IsochroneFeature(string Type, IsochroneProperties Properties, IsochroneGeometry Geometry);

/// <param name="Contour">Whole minutes.</param>
/// <param name="Seconds">The same in seconds.</param>
/// <param name="Start">The start on its road: longitude, latitude.</param>
internal sealed record IsochroneProperties(int Contour, int Seconds, double[] Start);

/// <param name="Type"><c>MultiPolygon</c>.</param>
/// <param name="Coordinates">Polygons of rings (the outer counter-clockwise, then holes) of longitude and latitude.</param>
internal sealed record IsochroneGeometry(string Type, double[][][][] Coordinates);

/// <summary>Where one can be within some minutes.</summary>
internal static class IsochroneEndpoint
{
    private const int MostContours = 10;

    public static IEndpointConventionBuilder MapIsochrones(this IEndpointRouteBuilder app) =>
        app.MapGet("/isochrone/v1/{profile}/{coordinate}", Get).WithName("Isochrone").WithTags("Roads")
            .WithSummary("Where one can be within contours_minutes=5,10,20 from lon,lat, or with direction=to from where one can be there: a GeoJSON FeatureCollection")
            .WithDescription("A place is inside when the road nearest to it is reached in time. Profiles: car (driving), scooter, bicycle (cycling), foot (walking). With depart_at=2026-11-26T08:30 at that hour's speeds and with the road conditions in force then, otherwise with those in force now. Up to ten contours; the largest time is Maps:MaxIsochroneMinutes.")
            .ProducesProblem(400).ProducesProblem(503);

    private static Results<Ok<IsochroneAnswer>, ProblemHttpResult> Get(
        string profile, string coordinate, string? contours_minutes, string? direction, string? depart_at, CurrentMap current, ImportStatus status, IOptions<MapsOptions> limits, CancellationToken ct)
    {
        using var hold = current.Take();
        if (hold is not { Value: { } map })
            return Refuse(OsrmEndpoints.NotReady(status));
        var (answer, refusal) = Answer(map.Router, limits.Value, profile, coordinate, contours_minutes ?? "10", direction ?? "from", depart_at, ct);
        return answer is null ? Refuse(refusal) : TypedResults.Ok(answer);
    }

    /// <summary>Used by HTTP and by the command line.</summary>
    public static (IsochroneAnswer? Answer, Refusal Refusal) Answer(Router router, MapsOptions limits, string profile, string coordinate, string contours, string direction, string? departAt, CancellationToken ct)
    {
        if (OsrmQueryReader.ProfileOf(profile) is not { } known)
            return Wrong(MapsFault.InvalidValue, $"There is no profile '{OsrmQueryReader.Cut(profile)}': use car, scooter, bicycle or foot.");
        if (OsrmQueryReader.ReadCoordinates(coordinate) is not [var from] || !OsrmQueryReader.IsOnGlobe(from))
            return Wrong(MapsFault.InvalidValue, $"The start is '{OsrmQueryReader.Cut(coordinate)}': give lon,lat in degrees, such as -56.18,-34.9.");
        if (direction is not ("from" or "to"))
            return Wrong(MapsFault.InvalidValue, $"direction is '{OsrmQueryReader.Cut(direction)}': give from (where one can be) or to (from where one can come).");
        if (departAt is not null && Departure.Read(departAt) is null)
            return Wrong(MapsFault.InvalidValue, $"depart_at is '{OsrmQueryReader.Cut(departAt)}': give a time such as 2026-11-26T08:30 on the region's clock, or 2026-11-26T08:30:00Z.");
        var departure = departAt is null ? null : Departure.Read(departAt)?.In(limits.Zone ?? TimeZoneInfo.Utc);
        var seconds = new List<int>();
        foreach (var part in contours.Split(','))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes < 1)
                return Wrong(MapsFault.InvalidValue, $"contours_minutes has '{OsrmQueryReader.Cut(part)}': give whole minutes from 1 on, separated by commas, such as 5,10,20.");
            if (minutes > limits.MaxIsochroneMinutes)
                return Wrong(MapsFault.TooBig, $"A contour may be {limits.MaxIsochroneMinutes} minutes, and {minutes} were asked for.");
            seconds.Add(60 * minutes);
        }

        if (seconds.Count > MostContours)
            return Wrong(MapsFault.TooBig, $"There may be {MostContours} contours, and {seconds.Count} were asked for.");
        seconds.Sort();
        var result = router.Isochrones(known, from, direction == "from" ? IsochroneDirection.From : IsochroneDirection.To, seconds.ToArray(), departure, ct);
        return result.Outcome == SnapOutcome.NoSegment
            ? Wrong(MapsFault.NoSegment, $"There is no road for {known.ToString().ToLowerInvariant()} near {OsrmQueryReader.Cut(coordinate)}: it is outside the map, in the water, or too far from a road.")
            : (IsochroneAnswer.Of(result), default);
    }

    private static (IsochroneAnswer?, Refusal) Wrong(MapsFault fault, string text) => (null, new Refusal(fault, text));

    private static ProblemHttpResult Refuse(Refusal refusal) => MapsFaults.Of(refusal.Fault).Fault.With(refusal.Text);
}
