using Routing.RoadNetwork.Alternatives;
using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    /// <summary>
    /// The fastest route through the points in their order. Each leg begins in whichever direction is faster.
    /// </summary>
    /// <param name="p">How one travels.</param>
    /// <param name="points">At least two.</param>
    /// <param name="geometry">Whether legs have coordinates.</param>
    /// <param name="steps">Whether legs have steps; gives coordinates too.</param>
    /// <param name="ct">Looked at before each leg.</param>
    public RouteResult Route(Profile p, ReadOnlySpan<Coordinate> points, bool geometry, bool steps, CancellationToken ct) =>
        Route(p, AsPoints(points), new RouteRequest { Geometry = geometry, Steps = steps }, ct);

    /// <summary>The fastest route through points that may ask for certain roads.</summary>
    public RouteResult Route(Profile p, ReadOnlySpan<RoutePoint> points, RouteRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (points.Length < 2)
            throw new ArgumentException("A route needs at least two points.", nameof(points));
        using var hold = _region.Hold();
        var query = Rent(p);
        var metric = MetricOf(p, ExcludedBy(points), request.Departure);
        try
        {
            var phantoms = new Phantom[points.Length];
            for (var i = 0; i < points.Length; i++)
            {
                if (Snap(query, p, metric, points[i]) is not { } phantom)
                    return RouteResult.Failed(RouteOutcome.NoSegment, i);
                phantoms[i] = phantom;
            }

            var (from, to) = request.ContinueStraight && points.Length > 2
                ? GoingOn(query, metric, phantoms, ct)
                : (phantoms[..^1], phantoms[1..]);
            var legs = new RouteLeg[from.Length];
            var builder = new LegBuilder(_region, p, metric);
            for (var i = 0; i < legs.Length; i++)
            {
                ct.ThrowIfCancellationRequested();
                if (!query.PointToPoint.Find(metric, from[i], to[i]))
                {
                    // The start of a later leg is where the one before ended.
                    if (FindNearby(query, metric, p, points[i], from[i], points[i + 1], to[i]) is not { } nearby || (i > 0 && nearby.From != from[i]))
                        return RouteResult.Failed(RouteOutcome.NoRoute, i);
                    (from[i], to[i]) = nearby;
                    (phantoms[i], phantoms[i + 1]) = nearby;
                    if (i + 1 < from.Length)
                        from[i + 1] = to[i];
                }

                legs[i] = builder.Build(query.PointToPoint, from[i], to[i], request);
            }

            var waypoints = Array.ConvertAll(phantoms, ToCandidate);
            var others = request.Alternatives > 0 && legs.Length == 1 && query.PointToPoint.Arcs.Count > 1
                ? new PlateauSearch(_region.Graphs[(int)p], _region.Columns, _turnsBack[(int)p].Value, metric)
                    .Find(query.PointToPoint, from[0], to[0], request.Alternatives, ct)
                : [];
            return new RouteResult(RouteOutcome.Ok, -1, waypoints, legs)
            {
                Alternatives = [.. others.Select(path => new RouteResult(RouteOutcome.Ok, -1, waypoints, [builder.Build(path, from[0], to[0], request)]))],
            };
        }
        finally
        {
            _idle[(int)p].Add(query);
        }
    }

    /// <summary>
    /// Chooses the direction in which each point in between is passed, so that no leg turns back where the one before
    /// arrived: the shortest path over (point, direction), four searches a leg. Where no direction leads on, turning is
    /// allowed.
    /// </summary>
    private static (Phantom[] From, Phantom[] To) GoingOn(Query query, Metric metric, Phantom[] phantoms, CancellationToken ct)
    {
        var legs = phantoms.Length - 1;
        var cost = new long[phantoms.Length, 2]; // By point and direction in which it is passed: deciseconds to there.
        var cameBy = new int[phantoms.Length, 2];
        for (var i = 1; i <= legs; i++)
        {
            ct.ThrowIfCancellationRequested();
            for (var arrive = 0; arrive < 2; arrive++)
            {
                cost[i, arrive] = long.MaxValue;
                for (var leave = 0; leave < 2; leave++)
                {
                    if (cost[i - 1, leave] == long.MaxValue || (i == 1 && leave == 1))
                        continue;
                    var from = i == 1 ? phantoms[0] : Only(phantoms[i - 1], leave);
                    if (from.Sides == ArcSides.None || Only(phantoms[i], arrive) is not { Sides: not ArcSides.None } to)
                        continue;
                    if (!query.PointToPoint.Find(metric, from, to) || cost[i - 1, leave] + query.PointToPoint.Deciseconds >= cost[i, arrive])
                        continue;
                    cost[i, arrive] = cost[i - 1, leave] + query.PointToPoint.Deciseconds;
                    cameBy[i, arrive] = leave;
                }
            }

            // A dead end: whoever has come here has to turn.
            if (cost[i, 0] == long.MaxValue && cost[i, 1] == long.MaxValue)
                return (phantoms[..^1], phantoms[1..]);
        }

        var starts = new Phantom[legs];
        var ends = new Phantom[legs];
        var direction = cost[legs, 0] <= cost[legs, 1] ? 0 : 1;
        for (var i = legs; i >= 1; i--)
        {
            ends[i - 1] = Only(phantoms[i], direction);
            direction = cameBy[i, direction];
            starts[i - 1] = i == 1 ? phantoms[0] : Only(phantoms[i - 1], direction);
        }

        return (starts, ends);
    }

    private static Phantom Only(Phantom phantom, int direction) =>
        phantom with { Sides = phantom.Sides & (direction == 0 ? ArcSides.Forward : ArcSides.Backward) };
}
