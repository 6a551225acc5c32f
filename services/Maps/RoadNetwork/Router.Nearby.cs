using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    private const int MostNearby = 5;

    /// <summary>Cells of a table that are looked at again; with more, whole networks are apart and no nearby road helps.</summary>
    private const int MostCellsAgain = 10_000;

    /// <summary>
    /// Other places for two points that no way joins, on roads hardly farther away than the nearest: first for the
    /// destination, then for the start, then for both. Null when none is joined either. The way is then the query's last.
    /// </summary>
    private (Phantom From, Phantom To)? FindNearby(Query query, Metric metric, Profile p, RoutePoint start, Phantom from, RoutePoint end, Phantom to)
    {
        if (_options.OtherRoadMetres <= 0)
            return null;
        var ends = Nearby(query, p, metric, end, to);
        foreach (var other in ends)
        {
            if (query.PointToPoint.Find(metric, from, other))
                return (from, other);
        }

        foreach (var first in Nearby(query, p, metric, start, from))
        {
            foreach (var last in (Phantom[])[to, .. ends])
            {
                if (query.PointToPoint.Find(metric, first, last))
                    return (first, last);
            }
        }

        return null;
    }

    private List<Phantom> Nearby(Query query, Profile p, Metric metric, RoutePoint point, Phantom known)
    {
        var found = new List<Phantom>();
        query.Snapper.Find(p, point.At, MostNearby, FilterOf(point, metric), found);
        found.RemoveAll(other => other.Segment == known.Segment || other.MetresAway > known.MetresAway + _options.OtherRoadMetres);
        return found;
    }

    /// <summary>Gives cells without a way that of the nearby roads, as <see cref="Route(Profile, ReadOnlySpan{RoutePoint}, RouteRequest, CancellationToken)"/> does.</summary>
    private void FillFromNearby(
        Profile p, Metric metric, ReadOnlySpan<RoutePoint> sources, ReadOnlySpan<RoutePoint> destinations, Phantom?[] from, Phantom?[] to, int[] durations, int[] distances, CancellationToken ct)
    {
        if (_options.OtherRoadMetres <= 0 || durations.AsSpan().Count(-1) is 0 or > MostCellsAgain)
            return;
        var query = Rent(p);
        for (var cell = 0; cell < durations.Length; cell++)
        {
            if (durations[cell] >= 0 || from[cell / to.Length] is not { } first || to[cell % to.Length] is not { } last)
                continue;
            ct.ThrowIfCancellationRequested();
            if (FindNearby(query, metric, p, sources[cell / to.Length], first, destinations[cell % to.Length], last) is null)
                continue;
            durations[cell] = query.PointToPoint.Deciseconds;
            distances[cell] = (int)((query.PointToPoint.Centimetres + 50L) / 100);
        }

        _idle[(int)p].Add(query);
    }
}
