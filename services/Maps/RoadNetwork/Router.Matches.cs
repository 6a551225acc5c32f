using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Matching;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    /// <summary>
    /// The roads that a trace of measured positions was most likely driven along. A trace that cannot be joined is split;
    /// points far from every road, or out of the way, are left out.
    /// </summary>
    /// <param name="p">How one travelled.</param>
    /// <param name="trace">In the order in which it was measured.</param>
    /// <param name="request">How it is to be read.</param>
    /// <param name="ct">Looked at every some thousand steps of the search.</param>
    public MatchResult Match(Profile p, ReadOnlySpan<TracePoint> trace, MatchRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var hold = _region.Hold();
        var query = Rent(p);
        var excluded = RoadKinds.None;
        foreach (ref readonly var point in trace)
            excluded |= point.Point.Excluded;
        var metric = MetricOf(p, excluded, request.Route.Departure);
        try
        {
            var parts = new TraceMatcher(query.Snapper, query.LocalSearch, metric, p, _region, _options.MinIsland).Run(trace, request, ct);
            var points = new MatchedPoint?[trace.Length];
            var matchings = new List<Matching.Matching>();
            var builder = new LegBuilder(_region, p, metric);
            foreach (var part in parts)
            {
                var legs = new RouteLeg[part.Points.Length - 1];
                var crow = 0.0;
                for (var i = 0; i < legs.Length; i++)
                {
                    if (!query.PointToPoint.Find(metric, part.Leaving[i], part.Arriving[i + 1]))
                        throw new InvalidOperationException("A matched way is gone.");
                    legs[i] = builder.Build(query.PointToPoint, part.Leaving[i], part.Arriving[i + 1], request.Route);
                    crow += trace[part.Points[i]].Point.At.MetresTo(trace[part.Points[i + 1]].Point.At);
                }

                for (var i = 0; i < part.Points.Length; i++)
                    points[part.Points[i]] = new MatchedPoint(ToCandidate(part.Arriving[i]), matchings.Count, i, part.Alternatives[i]);
                var route = new RouteResult(RouteOutcome.Ok, -1, Array.ConvertAll(part.Arriving, ToCandidate), legs);
                matchings.Add(new Matching.Matching(part.Probability * Fit(crow, route.DistanceMetres), route));
            }

            return new MatchResult(matchings, points);
        }
        finally
        {
            _idle[(int)p].Add(query);
        }
    }

    /// <summary>1 where the way is as long as the crow's between the points, less the more they differ; short ones are let off.</summary>
    private static double Fit(double crowMetres, double wayMetres)
    {
        const double slackMetres = 50;
        return (Math.Min(crowMetres, wayMetres) + slackMetres) / (Math.Max(crowMetres, wayMetres) + slackMetres);
    }
}
