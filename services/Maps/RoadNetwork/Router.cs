using System.Collections.Concurrent;
using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork;

/// <summary>
/// Answers questions about a region's roads: the seam behind which searches may change. Thread-safe. Answers are exact:
/// a route's duration is that of the fastest way that breaks no rule of the profile.
/// </summary>
public sealed class Router
{
    private readonly Region _region;
    private readonly RouterOptions _options;
    private readonly ConcurrentBag<Query>[] _idle = [.. Enum.GetValues<Profile>().Select(_ => new ConcurrentBag<Query>())];

    /// <param name="region">Stays the caller's to dispose.</param>
    /// <param name="options">Defaults when null.</param>
    public Router(Region region, RouterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(region);
        _region = region;
        _options = options ?? new RouterOptions();
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MinIsland);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxSnapMetres);
    }

    public Region Region => _region;

    /// <summary>The nearest places on roads of the profile, at most <paramref name="number"/>, one for each piece of road.</summary>
    public SnapResult Nearest(Profile p, Coordinate at, int number = 1)
    {
        using var hold = _region.Hold();
        var query = Rent(p);
        Find(query, p, at, number);
        var candidates = query.Found.ConvertAll(ToCandidate);
        _idle[(int)p].Add(query);
        return new SnapResult(candidates.Count == 0 ? SnapOutcome.NoSegment : SnapOutcome.Ok, candidates);
    }

    /// <summary>
    /// The fastest route through the points in their order. Each leg begins in whichever direction is faster.
    /// </summary>
    /// <param name="p">How one travels.</param>
    /// <param name="points">At least two.</param>
    /// <param name="geometry">Whether legs have coordinates.</param>
    /// <param name="steps">Whether legs have steps; gives coordinates too.</param>
    /// <param name="ct">Looked at every some thousand steps of the search.</param>
    public RouteResult Route(Profile p, ReadOnlySpan<Coordinate> points, bool geometry, bool steps, CancellationToken ct)
    {
        if (points.Length < 2)
            throw new ArgumentException("A route needs at least two points.", nameof(points));
        using var hold = _region.Hold();
        var query = Rent(p);
        try
        {
            var phantoms = new Phantom[points.Length];
            for (var i = 0; i < points.Length; i++)
            {
                if (Snap(query, p, points[i]) is not { } phantom)
                    return RouteResult.Failed(RouteOutcome.NoSegment, i);
                phantoms[i] = phantom;
            }

            var legs = new RouteLeg[points.Length - 1];
            var builder = new LegBuilder(_region, p);
            for (var i = 0; i < legs.Length; i++)
            {
                if (!query.PointToPoint.Find(phantoms[i], phantoms[i + 1], ct))
                    return RouteResult.Failed(RouteOutcome.NoRoute, i);
                legs[i] = builder.Build(query.PointToPoint, phantoms[i], phantoms[i + 1], geometry, steps);
            }

            return new RouteResult(RouteOutcome.Ok, -1, Array.ConvertAll(phantoms, ToCandidate), legs);
        }
        finally
        {
            _idle[(int)p].Add(query);
        }
    }

    /// <summary>
    /// Durations and distances of the fastest routes from every source to every destination, in parallel over sources.
    /// A cell's duration equals that of <see cref="Route"/> for the same two points. Of two ways that take equally long,
    /// a cell's distance may be of the other.
    /// </summary>
    /// <param name="p">How one travels.</param>
    /// <param name="sources">Any number.</param>
    /// <param name="destinations">Any number.</param>
    /// <param name="maxDeciseconds">Farther destinations are -1; <see cref="int.MaxValue"/> for no bound.</param>
    /// <param name="ct">Looked at every some thousand steps of the search.</param>
    public TableResult Table(
        Profile p, ReadOnlySpan<Coordinate> sources, ReadOnlySpan<Coordinate> destinations, int maxDeciseconds, CancellationToken ct)
    {
        using var hold = _region.Hold();
        var (from, to) = SnapAll(p, sources, destinations);
        var graph = _region.Graphs[(int)p];
        var targets = new TargetSet(graph, _region.Columns, to);
        var columns = to.Length;
        var durations = new int[checked(from.Length * columns)];
        var distances = new int[durations.Length];
        var options = new ParallelOptions { CancellationToken = ct };
        Parallel.For(
            0,
            from.Length,
            options,
            () => Rent(p),
            (row, _, query) =>
            {
                var rowDurations = durations.AsSpan(row * columns, columns);
                var rowDistances = distances.AsSpan(row * columns, columns);
                if (from[row] is { } source)
                {
                    query.Sweep.Run(source, targets, maxDeciseconds, rowDurations, rowDistances, ct);
                    foreach (ref var distance in rowDistances)
                        distance = distance < 0 ? -1 : (int)((distance + 50L) / 100);
                }
                else
                {
                    rowDurations.Fill(-1);
                    rowDistances.Fill(-1);
                }

                return query;
            },
            _idle[(int)p].Add);
        return new TableResult(durations, distances, Array.ConvertAll(from, ToOptional), Array.ConvertAll(to, ToOptional));

        SnapCandidate? ToOptional(Phantom? phantom) => phantom is { } at ? ToCandidate(at) : null;
    }

    private (Phantom?[] From, Phantom?[] To) SnapAll(Profile p, ReadOnlySpan<Coordinate> sources, ReadOnlySpan<Coordinate> destinations)
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

    internal Phantom? Snap(Profile p, Coordinate at)
    {
        using var hold = _region.Hold();
        var query = Rent(p);
        var phantom = Snap(query, p, at);
        _idle[(int)p].Add(query);
        return phantom;
    }

    private Phantom? Snap(Query query, Profile p, Coordinate at)
    {
        Find(query, p, at, 1);
        return query.Found.Count > 0 ? query.Found[0] : null;
    }

    private void Find(Query query, Profile p, Coordinate at, int number) =>
        query.Snapper.Find(p, at, number, _options.MaxSnapMetres, _options.MinIsland, query.Found);

    private Query Rent(Profile p) => _idle[(int)p].TryTake(out var query) ? query : new Query(_region, p);

    private SnapCandidate ToCandidate(Phantom phantom)
    {
        var way = _region.Columns.SegmentWay[phantom.Segment];
        return new SnapCandidate(phantom.Location, phantom.MetresAway, _region.Text(_region.Columns.WayName[way]));
    }
}
