using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    // Fewer are snapped before a second thread has begun.
    private const int FewPoints = 100;

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
        Profile p, ReadOnlySpan<RoutePoint> sources, ReadOnlySpan<RoutePoint> destinations, int maxDeciseconds, CancellationToken ct) =>
        Table(p, sources, destinations, new TableRequest { MaxDeciseconds = maxDeciseconds }, ct);

    /// <inheritdoc cref="Table(Profile, ReadOnlySpan{Coordinate}, ReadOnlySpan{Coordinate}, int, CancellationToken)"/>
    public TableResult Table(
        Profile p, ReadOnlySpan<RoutePoint> sources, ReadOnlySpan<RoutePoint> destinations, TableRequest request, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var hold = _region.Hold();
        return Table(p, MetricOf(p, ExcludedBy(sources) | ExcludedBy(destinations), request.Departure), sources, destinations, request, ct);
    }

    private TableResult Table(
        Profile p, Metric metric, ReadOnlySpan<RoutePoint> sources, ReadOnlySpan<RoutePoint> destinations, TableRequest request, CancellationToken ct)
    {
        var (from, to) = SnapAll(p, metric, sources, destinations, ct);
        var search = new TableSearch(_region, p, metric, from, to, request.Distances);
        search.Run(() => Rent(p), _idle[(int)p].Add, request.Progress, ct);
        FillFromNearby(p, metric, sources, destinations, from, to, search, ct);
        if (request.MaxDeciseconds < int.MaxValue)
            DropFarther(search, request.MaxDeciseconds);
        request.Progress?.Report(1);
        return new TableResult(
            search.Durations, search.Distances, Array.ConvertAll(from, ToOptional), Array.ConvertAll(to, ToOptional));

        SnapCandidate? ToOptional(Phantom? phantom) => phantom is { } at ? ToCandidate(at) : null;
    }

    private static void DropFarther(TableSearch search, int maxDeciseconds)
    {
        for (var cell = 0; cell < search.Durations.Length; cell++)
        {
            if (search.Durations[cell] <= maxDeciseconds)
                continue;
            search.Durations[cell] = -1;
            if (search.HasDistances)
                search.Distances[cell] = -1;
        }
    }

    private (Phantom?[] From, Phantom?[] To) SnapAll(
        Profile p, Metric metric, ReadOnlySpan<RoutePoint> sources, ReadOnlySpan<RoutePoint> destinations, CancellationToken ct)
    {
        var from = SnapAll(p, metric, sources, ct);
        return (from, sources.SequenceEqual(destinations) ? from : SnapAll(p, metric, destinations, ct));
    }

    private Phantom?[] SnapAll(Profile p, Metric metric, ReadOnlySpan<RoutePoint> points, CancellationToken ct)
    {
        var phantoms = new Phantom?[points.Length];
        if (points.Length < FewPoints)
        {
            var query = Rent(p);
            for (var i = 0; i < phantoms.Length; i++)
                phantoms[i] = Snap(query, p, metric, points[i]);
            _idle[(int)p].Add(query);
            return phantoms;
        }

        var all = points.ToArray();
        Parallel.For(0, all.Length, new ParallelOptions { CancellationToken = ct }, () => Rent(p), (i, _, query) =>
        {
            phantoms[i] = Snap(query, p, metric, all[i]);
            return query;
        }, _idle[(int)p].Add);
        return phantoms;
    }

    private static RoutePoint[] AsPoints(ReadOnlySpan<Coordinate> coordinates)
    {
        var points = new RoutePoint[coordinates.Length];
        for (var i = 0; i < points.Length; i++)
            points[i] = coordinates[i];
        return points;
    }
}
