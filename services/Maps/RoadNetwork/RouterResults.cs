using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Live;

namespace Routing.RoadNetwork;

public enum SnapOutcome
{
    Ok,

    /// <summary>No road of the profile within the point's radius, or <see cref="RouterOptions.MaxSnapMetres"/>.</summary>
    NoSegment,
}

/// <summary>A point on a road.</summary>
/// <param name="Location">The nearest point of the road.</param>
/// <param name="MetresAway">From the point asked for.</param>
/// <param name="Name">The street's name, "" when it has none.</param>
public readonly record struct SnapCandidate(Coordinate Location, double MetresAway, string Name)
{
    /// <summary>Finds this place again.</summary>
    public RoadHint Hint { get; init; }

    /// <summary>OSM ids of the two road points between which it lies, in the way's drawing order.</summary>
    public long NodeBefore { get; init; }

    public long NodeAfter { get; init; }
}

/// <param name="Outcome">Whether there are candidates.</param>
/// <param name="Candidates">The nearest first, on different pieces of road.</param>
public sealed record SnapResult(SnapOutcome Outcome, IReadOnlyList<SnapCandidate> Candidates);

public enum RouteOutcome
{
    Ok,

    /// <summary>The point <see cref="RouteResult.FailedIndex"/> has no road within reach.</summary>
    NoSegment,

    /// <summary>No way leads from the point <see cref="RouteResult.FailedIndex"/> to the next.</summary>
    NoRoute,
}

/// <param name="Outcome">Whether there is a route.</param>
/// <param name="FailedIndex">The point that failed, -1 when none did.</param>
/// <param name="Waypoints">The points on the road, one for each asked; empty unless <see cref="RouteOutcome.Ok"/>.</param>
/// <param name="Legs">One less than points; empty unless <see cref="RouteOutcome.Ok"/>.</param>
public sealed record RouteResult(
    RouteOutcome Outcome,
    int FailedIndex,
    IReadOnlyList<SnapCandidate> Waypoints,
    IReadOnlyList<RouteLeg> Legs)
{
    /// <summary>Other ways between the same points, the fastest first; empty unless asked for.</summary>
    public IReadOnlyList<RouteResult> Alternatives { get; init; } = [];

    public int DurationDeciseconds => Legs.Sum(leg => leg.DurationDeciseconds);

    public double DistanceMetres => Legs.Sum(leg => leg.DistanceMetres);

    /// <summary>The same route with legs that end only at some of its points; the others are passed.</summary>
    /// <param name="points">Positions in <see cref="Waypoints"/>, ascending, the first and the last among them.</param>
    public RouteResult StoppingAt(IReadOnlyList<int> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var legs = new List<RouteLeg>();
        for (var i = 1; i < points.Count; i++)
            legs.Add(Legs.Skip(points[i - 1]).Take(points[i] - points[i - 1]).Aggregate(LegJoin.Join));
        return this with { Legs = legs, Waypoints = [.. points.Select(point => Waypoints[point])] };
    }

    internal static RouteResult Failed(RouteOutcome outcome, int index) => new(outcome, index, [], []);
}

/// <param name="DurationDeciseconds">Tenths of a second, turns included.</param>
/// <param name="DistanceMetres">Along the road, to the centimetre.</param>
/// <param name="Coordinates">From the first to the last point on the road, at least two; empty unless geometry or steps were asked for.</param>
/// <param name="Steps">Empty unless asked for; the first departs, the last arrives.</param>
public sealed record RouteLeg(
    int DurationDeciseconds,
    double DistanceMetres,
    IReadOnlyList<Coordinate> Coordinates,
    IReadOnlyList<RouteStep> Steps)
{
    /// <summary>Null unless asked for.</summary>
    public LegAnnotation? Annotation { get; init; }
}

/// <summary>What is between each two coordinates of a leg, and at each coordinate.</summary>
/// <param name="NodeOsmIds">By road point on the way: first the one behind the start, last the one beyond the end; one for each coordinate.</param>
/// <param name="DistancesMetres">One less than coordinates.</param>
/// <param name="DurationsDeciseconds">The same, without turns.</param>
/// <param name="TurnsDeciseconds">By coordinate: what it takes to turn there, or to wait at its signals; with the durations it adds up to the leg's.</param>
public sealed record LegAnnotation(
    IReadOnlyList<long> NodeOsmIds, IReadOnlyList<double> DistancesMetres, IReadOnlyList<int> DurationsDeciseconds, IReadOnlyList<int> TurnsDeciseconds);

/// <param name="DurationsDeciseconds">Sources * destinations, row-major; -1 where not reached.</param>
/// <param name="DistancesMetres">Of the same routes, the same shape, -1 where not reached; empty where they were not asked for.</param>
/// <param name="Sources">Each source on its road; null where none is within reach, and its row is -1.</param>
/// <param name="Destinations">Each destination on its road; null where none is within reach, and its column is -1.</param>
public sealed record TableResult(
    int[] DurationsDeciseconds,
    int[] DistancesMetres,
    IReadOnlyList<SnapCandidate?> Sources,
    IReadOnlyList<SnapCandidate?> Destinations);

public sealed record RouterOptions
{
    /// <summary>
    /// Road points that a component needs to be snapped to when one that has them is within reach. 0: every road counts.
    /// </summary>
    public int MinIsland { get; init; } = 300;

    /// <summary>How far from a point a road may be that names no radius of its own, and a network to be preferred to an island; metres.</summary>
    public double MaxSnapMetres { get; init; } = 1000;

    /// <summary>
    /// Where no way joins two points, roads so much farther away than the nearest are tried too, metres; 0: the nearest
    /// alone counts, and answers say so when nothing leads there.
    /// </summary>
    public double OtherRoadMetres { get; init; }

    /// <summary>What the services use: so much farther one walks to a road that leads on than to the nearest one.</summary>
    public const double UsualOtherRoadMetres = 25;

    /// <summary>
    /// What is in force from the beginning, all of it, until <see cref="Router.Apply"/> says otherwise; customised for a
    /// profile when that is first asked about.
    /// </summary>
    public Conditions Conditions { get; init; } = Conditions.None;

    /// <summary>How fast roads are at the hour of a departure, where a query has one.</summary>
    public SpeedsByHour SpeedsByHour { get; init; } = SpeedsByHour.Usual;

    /// <summary>How many metrics of other hours and conditions are kept ready, each as large as a profile's in the region file.</summary>
    public int MaxMetrics { get; init; } = 24;
}
