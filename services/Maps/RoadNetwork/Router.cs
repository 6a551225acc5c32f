using System.Collections.Concurrent;
using Routing.RoadNetwork.Alternatives;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Live;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork;

/// <summary>
/// Answers questions about a region's roads: the seam behind which searches may change. Thread-safe. Answers are exact:
/// a route's duration is that of the fastest way that breaks no rule of the profile.
/// </summary>
public sealed partial class Router
{
    private readonly Region _region;
    private readonly RouterOptions _options;
    private readonly ConcurrentBag<Query>[] _idle = [.. Enum.GetValues<Profile>().Select(_ => new ConcurrentBag<Query>())];

    private readonly Lazy<TurnsBack>[] _turnsBack;

    /// <param name="region">Stays the caller's to dispose.</param>
    /// <param name="options">Defaults when null.</param>
    public Router(Region region, RouterOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(region);
        _region = region;
        _options = options ?? new RouterOptions();
        _turnsBack = [.. Enum.GetValues<Profile>().Select(p => new Lazy<TurnsBack>(() => new TurnsBack(region.Graphs[(int)p])))];
        var live = MakeLive(_options.Conditions.On(region));
        _live = live;
        _metrics = [.. Enum.GetValues<Profile>().Select(p => new Lazy<Metric>(() => live.Of(p, null, byHour: false)))];
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MinIsland);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.MaxSnapMetres);
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxMetrics, 1);
    }

    public Region Region => _region;

    /// <summary>The nearest places on roads of the profile, at most <paramref name="number"/>, one for each piece of road.</summary>
    public SnapResult Nearest(Profile p, RoutePoint at, int number = 1)
    {
        using var hold = _region.Hold();
        var query = Rent(p);
        query.Snapper.Find(p, at.At, number, FilterOf(at, MetricOf(p)), query.Found);
        var candidates = query.Found.ConvertAll(ToCandidate);
        _idle[(int)p].Add(query);
        return new SnapResult(candidates.Count == 0 ? SnapOutcome.NoSegment : SnapOutcome.Ok, candidates);
    }

    internal Phantom? Snap(Profile p, RoutePoint at, DateTimeOffset? departure = null) => Snap(p, MetricAt(p, departure), at);

    private Phantom? Snap(Profile p, Metric metric, RoutePoint at)
    {
        using var hold = _region.Hold();
        var query = Rent(p);
        var phantom = Snap(query, p, metric, at);
        _idle[(int)p].Add(query);
        return phantom;
    }

    private Phantom? Snap(Query query, Profile p, Metric metric, RoutePoint at)
    {
        var filter = FilterOf(at, metric);
        if (at.Hint is { } hint && query.Snapper.Take(p, hint, at.At, filter) is { } known)
            return known;
        query.Snapper.Find(p, at.At, 1, filter, query.Found);
        return query.Found.Count > 0 ? query.Found[0] : null;
    }

    private SnapFilter FilterOf(RoutePoint at, Metric metric) => new(
        at.RadiusMetres ?? _options.MaxSnapMetres,
        _options.MinIsland,
        at.Bearing ?? -1,
        at.BearingRange,
        at.Approach,
        at.AnyRoad,
        at.Excluded,
        metric.HasClosures ? metric : null)
    {
        IslandReachMetres = _options.MaxSnapMetres,
    };

    private Query Rent(Profile p) => _idle[(int)p].TryTake(out var query) ? query : new Query(_region, p);

    private SnapCandidate ToCandidate(Phantom phantom)
    {
        var way = _region.Columns.SegmentWay[phantom.Segment];
        return new SnapCandidate(phantom.Location, phantom.MetresAway, _region.Text(_region.Columns.WayName[way]))
        {
            Hint = new RoadHint(phantom.Segment, phantom.Centimetres),
            NodeBefore = _region.Columns.PointOsmId[phantom.Piece],
            NodeAfter = _region.Columns.PointOsmId[phantom.Piece + 1],
        };
    }
}
