using Routing.RoadNetwork.Matching;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    /// <summary>
    /// Where somebody is on a planned route by their last positions, and what is left of it: their ETA. Off the route it is the
    /// fastest way, under the conditions in force, from where they are now to the end of the leg that they were on.
    /// </summary>
    /// <param name="p">How they travel.</param>
    /// <param name="route">As planned, asked for with <see cref="RouteRequest.Annotations"/>.</param>
    /// <param name="trace">In the order in which it was measured, the newest last; one is enough, more tell which way they go. A bearing helps on streets that are driven twice.</param>
    /// <param name="ct">Looked at while searching a way.</param>
    /// <returns>Null when they are on no road, or no way leads back.</returns>
    /// <exception cref="ArgumentException">The route has no geometry and annotations, or the trace no position.</exception>
    public RouteProgress? Progress(Profile p, RouteResult route, ReadOnlySpan<TracePoint> trace, CancellationToken ct)
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
        var back = Route(p, [trace[^1].Point with { RadiusMetres = null, AnyRoad = true }, line.EndOf(left)], new RouteRequest(), ct);
        if (back.Outcome != RouteOutcome.Ok)
            return null;
        var after = line.After(left);
        var backSeconds = back.DurationDeciseconds / 10.0;
        return new RouteProgress(
            false, left, back.Waypoints[0].Location, found is { } seen ? line.MetresAt(seen.Place) : 0,
            back.DistanceMetres, backSeconds, back.DistanceMetres + after.Metres, backSeconds + after.Seconds);
    }
}
