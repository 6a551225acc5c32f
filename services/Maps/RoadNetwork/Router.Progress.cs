using Routing.RoadNetwork.Matching;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    /// <summary>
    /// Where somebody is on a planned route by their last positions, and what is left of it: their ETA. Off the route it is the
    /// fastest way, under the conditions in force, from where they are now to the end of the leg that they were on, beginning in
    /// the direction in which the trace was driven by <see cref="Match"/>'s model.
    /// </summary>
    /// <param name="p">How they travel.</param>
    /// <param name="route">As planned, asked for with <see cref="RouteRequest.Annotations"/>.</param>
    /// <param name="trace">In the order in which it was measured, the newest last; one is enough, more tell which way they go. A bearing helps on streets that are driven twice.</param>
    /// <param name="ct">Looked at while searching a way.</param>
    /// <returns>Null when they are on no road, or no way leads back.</returns>
    /// <exception cref="ArgumentException">The route has no geometry and annotations, or the trace no position.</exception>
    public RouteProgress? Progress(Profile p, RouteResult route, ReadOnlySpan<TracePoint> trace, CancellationToken ct) => Progress(p, route, trace, departure: null, ct);

    /// <param name="departure">That the route was asked for with: off it, the way on is by the same hour's speeds.</param>
    /// <inheritdoc cref="Progress(Profile, RouteResult, ReadOnlySpan{TracePoint}, CancellationToken)"/>
    public RouteProgress? Progress(Profile p, RouteResult route, ReadOnlySpan<TracePoint> trace, DateTimeOffset? departure, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(route);
        if (trace.IsEmpty)
            throw new ArgumentException("A trace needs at least one position.", nameof(trace));
        var line = new RouteLine(route);
        var found = line.Find(trace);
        if (found is { IsLast: true, Place: var place })
        {
            var leg = line.LegOf(place);
            var (legMetres, legSeconds, metres, seconds) = line.LeftAfter(place, leg);
            return new RouteProgress(true, leg, line.At(place), line.MetresAt(place), legMetres, legSeconds, metres, seconds);
        }

        var left = found is { } last ? line.LegOf(last.Place) : 0;
        if (WayOn(p, trace, line.EndOf(left), departure, ct) is not var (at, backMetres, backSeconds))
            return null;
        var after = line.After(left);
        return new RouteProgress(
            false, left, at, found is { } seen ? line.MetresAt(seen.Place) : 0,
            backMetres, backSeconds, backMetres + after.Metres, backSeconds + after.Seconds);
    }

    /// <summary>From the end of a trace to a point: on in its direction; with a trace that tells none, in whichever is faster.</summary>
    private (Coordinate At, double Metres, double Seconds)? WayOn(Profile p, ReadOnlySpan<TracePoint> trace, Coordinate end, DateTimeOffset? departure, CancellationToken ct)
    {
        using var hold = _region.Hold();
        var excluded = RoadKinds.None;
        foreach (ref readonly var point in trace)
            excluded |= point.Point.Excluded;
        var goal = new RoutePoint(end) { Excluded = excluded };
        var query = Rent(p);
        try
        {
            var metric = MetricOf(p, excluded, departure);
            var parts = trace.Length < 2 ? [] : new TraceMatcher(query.Snapper, query.LocalSearch, metric, p, _region, _options.MinIsland).Run(trace, new MatchRequest(), ct);
            if (parts.Count > 0 && parts[^1].Points[^1] == trace.Length - 1 && Snap(query, p, metric, goal) is { } to
                && query.PointToPoint.Find(metric, parts[^1].Leaving[^1], to))
            {
                return (parts[^1].Leaving[^1].Location, query.PointToPoint.Centimetres / 100.0, query.PointToPoint.Deciseconds / 10.0);
            }
        }
        finally
        {
            _idle[(int)p].Add(query);
        }

        var back = Route(p, [trace[^1].Point with { RadiusMetres = null, AnyRoad = true }, goal], new RouteRequest { Departure = departure }, ct);
        return back.Outcome == RouteOutcome.Ok ? (back.Waypoints[0].Location, back.DistanceMetres, back.DurationDeciseconds / 10.0) : null;
    }
}
