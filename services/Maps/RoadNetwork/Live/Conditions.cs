namespace Routing.RoadNetwork.Live;

/// <summary>
/// Closures and speeds of the day, for any region: a set, whose order has no meaning. Where several are in force on one
/// road the worst counts: closed, else the slowest. Pure and immutable; give it to <see cref="Router.Apply"/>.
/// </summary>
public sealed class Conditions
{
    /// <exception cref="ArgumentException">One is not whole; the text says which and why.</exception>
    public Conditions(IReadOnlyList<RoadCondition> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        for (var i = 0; i < all.Count; i++)
        {
            if (Fault(all[i]) is { } fault)
                throw new ArgumentException($"Condition {i} {fault}.", nameof(all));
        }

        All = all;
    }

    public static Conditions None { get; } = new([]);

    public IReadOnlyList<RoadCondition> All { get; }

    /// <summary>
    /// From a list in JSON, each as <c>{ "closed": true, "road": { "way": 4711 }, "profiles": ["car"], "from": "2026-11-26T08:00:00Z" }</c>,
    /// or with <c>kilometresPerHour</c> or <c>speedFactor</c>, or with <c>"area"</c>, a GeoJSON Polygon or MultiPolygon.
    /// </summary>
    /// <exception cref="ArgumentException">It is not of that form; the text says what is wrong.</exception>
    public static Conditions Parse(string json) => ConditionReader.Read(json);

    /// <summary>Those that are in force at some moment of an interval, as if they were in force all the time.</summary>
    public Conditions During(DateTimeOffset from, DateTimeOffset until) => new(
        [.. All.Where(each => each.IsInForce(from, until)).Select(each => each with { From = DateTimeOffset.MinValue, Until = DateTimeOffset.MaxValue })]);

    /// <summary>When the next one comes into force or ends, after a moment; null when nothing changes any more.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset after)
    {
        DateTimeOffset? next = null;
        foreach (var condition in All)
        {
            foreach (var at in (ReadOnlySpan<DateTimeOffset>)[condition.From, condition.Until])
            {
                if (at > after && at < DateTimeOffset.MaxValue && !(at >= next))
                    next = at;
            }
        }

        return next;
    }

    /// <summary>
    /// Gives the road nearest to a place its way and points, or a way a place on it, so that a condition on it survives a new
    /// extract; null when the region has no such road, or none within 60 m.
    /// </summary>
    /// <param name="region">Whose roads.</param>
    /// <param name="stretch">A place with a bearing perhaps, or a way.</param>
    /// <param name="profiles">Whose roads count as near, the first that has one; empty: any.</param>
    public static PinnedRoad? Pin(Region region, RoadSelection.Stretch stretch, IReadOnlyList<Profile> profiles)
    {
        ArgumentNullException.ThrowIfNull(region);
        ArgumentNullException.ThrowIfNull(stretch);
        ArgumentNullException.ThrowIfNull(profiles);
        using var hold = region.Hold();
        return new ConditionResolver(region).Pin(stretch, profiles);
    }

    /// <summary>
    /// Finds the roads of a region that each is on. One pass over the region's segments and points, and one look at the
    /// spatial index for each area or place.
    /// </summary>
    public ResolvedConditions On(Region region)
    {
        ArgumentNullException.ThrowIfNull(region);
        using var hold = region.Hold();
        return new ResolvedConditions(region, new ConditionResolver(region).Resolve(All));
    }

    private static string? Fault(RoadCondition condition)
    {
        if ((condition.IsClosed ? 1 : 0) + (condition.KilometresPerHour is null ? 0 : 1) + (condition.SpeedFactor is null ? 0 : 1) != 1)
            return "has to be closed, or have a speed, or a factor: one of them";
        if (condition.KilometresPerHour is { } speed && !(speed is > 0 and <= 300))
            return $"has a speed of {speed} km/h; give one above 0 and up to 300";
        if (condition.SpeedFactor is { } factor && !(factor is > 0 and <= 10))
            return $"has a factor of {factor}; give one above 0 and up to 10";
        if (condition.From >= condition.Until)
            return "ends before it begins";
        return condition.On switch
        {
            RoadSelection.Stretch { WayOsmId: null, At: null } => "names neither a way nor a place",
            RoadSelection.Stretch { FromNode: null, ToNode: not null } or RoadSelection.Stretch { FromNode: not null, ToNode: null } => "names one point of a way; give two, or none",
            RoadSelection.Stretch { At: { IsValid: false } } => "has a place that is not on the globe",
            RoadSelection.Area area when area.Rings.Count == 0 || area.Rings.Any(ring => ring.Count < 4 || ring[0] != ring[^1] || ring.Any(at => !at.IsValid)) =>
                "has an area that is not made of closed rings of four points or more on the globe",
            _ => null,
        };
    }
}
