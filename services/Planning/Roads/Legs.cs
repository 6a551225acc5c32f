using System.Collections.Concurrent;
using Routing.Contracts.Values;
using Routing.Planning.Days;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Live;
using Routing.RoadNetwork.Matching;

namespace Routing.Planning.Roads;

/// <summary>Legs with their geometry and instructions, for routes that are sent; remembered. Thread-safe.</summary>
/// <param name="speeds">Those that the router knows.</param>
internal sealed class Legs(Router router, SpeedsByHour speeds)
{
    private const int MaxKept = 20_000;
    private const int MaxPlanned = 2000;

    // Farther from a road than this a fix is taken for a bad one.
    private const double MaxFixMetres = 100;
    private readonly ConcurrentDictionary<(Ways, Coordinate, Coordinate), Leg> kept = [];
    private readonly ConcurrentDictionary<(Ways, Coordinate, Coordinate), RouteResult> planned = [];

    /// <summary>Null when no way leads there.</summary>
    public Leg? Find(Means means, bool isLoaded, Place from, Place to, CancellationToken cancellation)
    {
        var ways = Ways.Of(means);
        var key = (ways, RoadsInUse.PointOf(from), RoadsInUse.PointOf(to));
        if (!kept.TryGetValue(key, out var leg))
        {
            var route = router.Route(ways.Profile, [ways.Through(key.Item2), ways.Through(key.Item3)], new RouteRequest { Geometry = true, Steps = true }, cancellation);
            if (route.Outcome != RouteOutcome.Ok) return null;
            if (kept.Count > MaxKept) kept.Clear();
            leg = kept[key] = Make(route.Legs[0], from, to);
        }

        return leg with { Means = means, Loaded = isLoaded, From = from, To = to };
    }

    /// <summary>
    /// Where on a leg a driver is by the fixes since they set out, and what is left of it; null when none is near a road. A last fix
    /// that is no use, as in a tunnel's mouth, leaves the one before. Of each leg the planned way is remembered: a fix then
    /// costs some microseconds on it, a search off it.
    /// </summary>
    /// <param name="by">How they travel.</param>
    /// <param name="from">Where the leg begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="trace">Fixes, the newest last.</param>
    /// <param name="departedAt">When they set out: fixes of before are of another leg.</param>
    /// <param name="now">On the area's clock: whose hour's speeds are driven.</param>
    /// <param name="cancellation">Ends it early.</param>
    public LegUnderWay? Follow(Means by, Place from, Place to, IReadOnlyList<Fix> trace, DateTimeOffset departedAt, DateTimeOffset now, CancellationToken cancellation)
    {
        var ways = Ways.Of(by);
        ways = ways with { SpeedRow = speeds.RowOf(ways.Profile, now) };
        var since = trace.Where(fix => fix.At > departedAt)
            .Select(fix => new TracePoint(ways.Through(new Coordinate(fix.Lon, fix.Lat)) with { RadiusMetres = fix.AccuracyMetres }, fix.At.ToUnixTimeSeconds())).ToArray();
        if (since.Length == 0 || Planned(ways, from, to, cancellation) is not { } way) return null;
        for (var last = since.Length - 1; last >= 0; last--)
        {
            if (router.Progress(ways.Profile, way, since.AsSpan(0, last + 1), DepartureOf(ways), cancellation) is not { } progress
                || progress.At.MetresTo(since[last].Point.At) > MaxFixMetres)
            {
                continue;
            }

            return new LegUnderWay(
                new Place(progress.At.Lon, progress.At.Lat), trace[trace.Count - since.Length + last].At, progress.IsOnRoute,
                (int)Math.Ceiling(progress.LegSeconds), (int)Math.Round(progress.LegMetres, MidpointRounding.AwayFromZero));
        }

        return null;
    }

    private RouteResult? Planned(Ways ways, Place from, Place to, CancellationToken cancellation)
    {
        var key = (ways, RoadsInUse.PointOf(from), RoadsInUse.PointOf(to));
        if (!planned.TryGetValue(key, out var way))
        {
            if (planned.Count > MaxPlanned) planned.Clear();
            way = planned[key] = router.Route(ways.Profile, [ways.Through(key.Item2), ways.Through(key.Item3)], new RouteRequest { Annotations = true, Departure = DepartureOf(ways) }, cancellation);
        }

        return way.Outcome == RouteOutcome.Ok ? way : null;
    }

    private DateTimeOffset? DepartureOf(Ways ways) => ways.SpeedRow == SpeedsByHour.UsualRow ? null : speeds.DepartureIn(ways.SpeedRow);

    private static Leg Make(RouteLeg leg, Place from, Place to) => new(
        Means.Car,
        Loaded: false,
        from,
        to,
        leg.DurationDeciseconds / 10.0,
        (int)Math.Round(leg.DistanceMetres, MidpointRounding.AwayFromZero),
        Polyline.Encode(leg.Coordinates, 6),
        [.. leg.Steps.Select(Instruction)]);

    private static Instruction Instruction(RouteStep step) => new(
        EnglishText.Of(step),
        Type(step.Manoeuvre.Type),
        Modifier(step.Manoeuvre.Modifier),
        step.Name,
        step.Manoeuvre.Location.Lon,
        step.Manoeuvre.Location.Lat,
        (int)Math.Round(step.DistanceMetres, MidpointRounding.AwayFromZero),
        step.DurationDeciseconds / 10.0);

    private static string Type(ManoeuvreType type) => type switch
    {
        ManoeuvreType.NewName => "new name",
        ManoeuvreType.OnRamp => "on ramp",
        ManoeuvreType.OffRamp => "off ramp",
        ManoeuvreType.EndOfRoad => "end of road",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static string? Modifier(TurnModifier modifier) => modifier switch
    {
        TurnModifier.None => null,
        TurnModifier.UTurn => "uturn",
        TurnModifier.SharpRight => "sharp right",
        TurnModifier.SlightRight => "slight right",
        TurnModifier.SlightLeft => "slight left",
        TurnModifier.SharpLeft => "sharp left",
        _ => modifier.ToString().ToLowerInvariant(),
    };
}
