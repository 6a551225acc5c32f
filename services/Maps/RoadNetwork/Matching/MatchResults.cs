namespace Routing.RoadNetwork.Matching;

/// <summary>A measured position.</summary>
/// <param name="Point">Where; its radius is the standard deviation of the measurement in metres, null for 5.</param>
/// <param name="UnixSeconds">When; null where unknown.</param>
public readonly record struct TracePoint(RoutePoint Point, long? UnixSeconds = null)
{
    public static implicit operator TracePoint(Coordinate at) => new(at);

    public static TracePoint ToTracePoint(Coordinate at) => at;
}

/// <summary>How a trace is to be read.</summary>
public sealed record MatchRequest
{
    /// <summary>What each matching's route has besides duration and distance.</summary>
    public RouteRequest Route { get; init; } = new();

    /// <summary>Whether a pause of a minute and of ten times the usual interval splits the trace.</summary>
    public bool SplitsAtGaps { get; init; } = true;

    /// <summary>Whether points that are nearer to the one before than their error are left out.</summary>
    public bool IsTidy { get; init; }
}

/// <param name="Matchings">The parts of the trace that could be joined; empty when no two points could.</param>
/// <param name="Points">One for each of the trace; null where it was left out.</param>
public sealed record MatchResult(IReadOnlyList<Matching> Matchings, IReadOnlyList<MatchedPoint?> Points);

/// <param name="Confidence">0 to 1: how likely, by the model, the roads chosen are those driven, times how well their length fits.</param>
/// <param name="Route">Along the matched points; a leg between each two.</param>
public sealed record Matching(double Confidence, RouteResult Route);

/// <param name="At">On the road.</param>
/// <param name="Matching">Index of the matching that it belongs to.</param>
/// <param name="Waypoint">Its number in the matching's route.</param>
/// <param name="Alternatives">How many other roads are nearly as likely; 0: no doubt.</param>
public sealed record MatchedPoint(SnapCandidate At, int Matching, int Waypoint, int Alternatives);
