using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork.Live;

/// <summary>
/// A region's metrics at any time: with the conditions in force then and the hour's speeds, customised when first asked for.
/// Times at which the same holds share one. The least used is forgotten when there are too many. Thread-safe.
/// </summary>
/// <param name="customise">Makes one of costs.</param>
/// <param name="most">How many are kept.</param>
internal sealed class LiveMetrics(ResolvedConditions conditions, SpeedsByHour hours, Func<RoadCosts, Metric> customise, int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Key, Entry> _kept = [];
    private long _clock;

    /// <summary>The metric of those in force, all when <paramref name="at"/> is null.</summary>
    public Metric Of(Profile profile, DateTimeOffset? at, bool byHour)
    {
        var row = byHour && at is { } then ? hours.RowOf(profile, then) : SpeedsByHour.UsualRow;
        var inForce = conditions.InForce(profile, at);
        if (row == SpeedsByHour.UsualRow && inForce.Length == 0)
            return conditions.Region.Metrics[(int)profile];
        var key = new Key(profile, row, string.Join(',', inForce));
        Entry entry;
        lock (_gate)
        {
            if (!_kept.TryGetValue(key, out entry!))
            {
                if (_kept.Count >= most)
                    _kept.Remove(_kept.MinBy(pair => pair.Value.UsedAt).Key);
                _kept[key] = entry = new Entry(new Lazy<Metric>(() => customise(conditions.Costs(profile, inForce, hours, row))));
            }

            entry.UsedAt = ++_clock;
        }

        return entry.Metric.Value;
    }

    /// <summary>When costs may change after a moment: the next full hour on the clock with its offset, or a condition's beginning or end.</summary>
    public DateTimeOffset NextChange(DateTimeOffset after)
    {
        var hour = after.AddTicks(TimeSpan.TicksPerHour - after.Ticks % TimeSpan.TicksPerHour);
        foreach (var each in conditions.All)
        {
            foreach (var at in (ReadOnlySpan<DateTimeOffset>)[each.Condition.From, each.Condition.Until])
            {
                if (at > after && at < hour)
                    hour = at.ToOffset(after.Offset);
            }
        }

        return hour;
    }

    private readonly record struct Key(Profile Profile, int Row, string InForce);

    private sealed class Entry(Lazy<Metric> metric)
    {
        public Lazy<Metric> Metric => metric;

        public long UsedAt { get; set; }
    }
}
