using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Live;

namespace Routing.RoadNetwork;

public sealed partial class Router
{
    private readonly Lock _applying = new();
    private volatile LiveMetrics _live;

    /// <summary>
    /// From now on queries heed these conditions and no others, while the router runs: those without a departure the ones
    /// in force at <paramref name="at"/>, those with one the ones in force then. Undone by <see cref="Conditions.None"/>.
    /// Takes a customisation for each profile that is touched; queries that run meanwhile finish with what they began with.
    /// </summary>
    /// <param name="conditions">All that are known.</param>
    /// <param name="at">What "now" is; null: all of them are in force.</param>
    /// <param name="ct">Looked at between customisations; nothing has changed then.</param>
    /// <returns>Where each was found in this region.</returns>
    public ResolvedConditions Apply(Conditions conditions, DateTimeOffset? at, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        using var hold = _region.Hold();
        lock (_applying)
        {
            var resolved = conditions.On(_region);
            var live = MakeLive(resolved);
            var metrics = new Metric[_metrics.Length];
            for (var p = 0; p < metrics.Length; p++)
            {
                ct.ThrowIfCancellationRequested();
                metrics[p] = live.Of((Profile)p, at, byHour: false);
            }

            _live = live;
            for (var p = 0; p < metrics.Length; p++)
                Volatile.Write(ref _metrics[p], new Lazy<Metric>(metrics[p]));
            return resolved;
        }
    }

    /// <summary>
    /// Tables for each part of a time in which costs stay the same: an hour of <see cref="RouterOptions.SpeedsByHour"/>, cut
    /// where a condition begins or ends; parts that follow each other and do not differ are one. A departure's travel is in the part
    /// that it lies in. Parts with the same costs share one table, so that a day costs as many sweeps as it has different hours.
    /// </summary>
    /// <param name="p">How one travels.</param>
    /// <param name="sources">Any number.</param>
    /// <param name="destinations">Any number.</param>
    /// <param name="from">Beginning; hours are those of a wall clock with its offset.</param>
    /// <param name="until">End, after the beginning.</param>
    /// <param name="ct">Looked at between batches of some places.</param>
    public IReadOnlyList<TimedTable> Tables(
        Profile p, ReadOnlySpan<RoutePoint> sources, ReadOnlySpan<RoutePoint> destinations, DateTimeOffset from, DateTimeOffset until, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, until);
        using var hold = _region.Hold();
        var live = _live;
        var excluded = ExcludedBy(sources) | ExcludedBy(destinations);
        var made = new Dictionary<Metric, TableResult>(ReferenceEqualityComparer.Instance);
        var parts = new List<TimedTable>();
        for (var at = from; at < until; at = live.NextChange(at))
        {
            var metric = MetricWithout(p, live.Of(p, at, byHour: true), excluded);
            if (!made.TryGetValue(metric, out var table))
                made[metric] = table = Table(p, metric, sources, destinations, new TableRequest(), ct);
            var end = live.NextChange(at) is var next && next < until ? next : until;
            if (parts.Count > 0 && ReferenceEquals(parts[^1].Table, table))
                parts[^1] = parts[^1] with { Until = end };
            else
                parts.Add(new TimedTable(at, end, table));
        }

        return parts;
    }

    private Metric MetricAt(Profile p, DateTimeOffset? departure) =>
        departure is { } at ? _live.Of(p, at, byHour: true) : MetricOf(p);

    private LiveMetrics MakeLive(ResolvedConditions resolved) =>
        new(resolved, _options.SpeedsByHour, costs => Customise(costs, CancellationToken.None).Metric, _options.MaxMetrics);
}

/// <summary>What holds for departures in a part of a time.</summary>
/// <param name="From">The first moment.</param>
/// <param name="Until">The first moment after.</param>
public sealed record TimedTable(DateTimeOffset From, DateTimeOffset Until, TableResult Table);
