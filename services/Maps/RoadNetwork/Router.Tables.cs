using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    /// <summary>
    /// Durations and distances of the fastest routes from every source to every destination, in parallel.
    /// A cell's duration equals that of <see cref="Route(Profile, ReadOnlySpan{Coordinate}, bool, bool, CancellationToken)"/>
    /// for the same two points. Of two ways that take equally long, a cell's distance may be of the other.
    /// </summary>
    /// <param name="p">How one travels.</param>
    /// <param name="sources">Any number.</param>
    /// <param name="destinations">Any number.</param>
    /// <param name="maxDeciseconds">Farther destinations are -1; <see cref="int.MaxValue"/> for no bound.</param>
    /// <param name="ct">Looked at between batches of some places.</param>
    public TableResult Table(
        Profile p, ReadOnlySpan<Coordinate> sources, ReadOnlySpan<Coordinate> destinations, int maxDeciseconds, CancellationToken ct) =>
        Table(p, AsPoints(sources), AsPoints(destinations), maxDeciseconds, ct);

    /// <summary>The same for points that ask for certain roads.</summary>
    public TableResult Table(
        Profile p, ReadOnlySpan<RoutePoint> sources, ReadOnlySpan<RoutePoint> destinations, int maxDeciseconds, CancellationToken ct)
    {
        using var hold = _region.Hold();
        var (from, to) = SnapAll(p, sources, destinations);
        var metric = MetricOf(p, ExcludedBy(sources) | ExcludedBy(destinations));
        var search = new TableSearch(_region, p, metric, from, to, maxDeciseconds);
        search.Run(() => Rent(p), _idle[(int)p].Add, progress: null, ct);
        if (maxDeciseconds == int.MaxValue)
            FillFromNearby(p, metric, sources, destinations, from, to, search.Durations, search.Distances, ct);
        return new TableResult(
            search.Durations, search.Distances, Array.ConvertAll(from, ToOptional), Array.ConvertAll(to, ToOptional));

        SnapCandidate? ToOptional(Phantom? phantom) => phantom is { } at ? ToCandidate(at) : null;
    }

    private (Phantom?[] From, Phantom?[] To) SnapAll(Profile p, ReadOnlySpan<RoutePoint> sources, ReadOnlySpan<RoutePoint> destinations)
    {
        var query = Rent(p);
        var from = new Phantom?[sources.Length];
        var to = new Phantom?[destinations.Length];
        for (var i = 0; i < from.Length; i++)
            from[i] = Snap(query, p, sources[i]);
        for (var i = 0; i < to.Length; i++)
            to[i] = i < from.Length && destinations[i] == sources[i] ? from[i] : Snap(query, p, destinations[i]);
        _idle[(int)p].Add(query);
        return (from, to);
    }

    private static RoutePoint[] AsPoints(ReadOnlySpan<Coordinate> coordinates)
    {
        var points = new RoutePoint[coordinates.Length];
        for (var i = 0; i < points.Length; i++)
            points[i] = coordinates[i];
        return points;
    }
}
