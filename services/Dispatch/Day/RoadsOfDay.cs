using Routing.Contracts.Values;

namespace Routing.Dispatch.Day;

/// <summary>Which road conditions a dispatcher sees on a day: those in force at some time of it.</summary>
internal static class RoadsOfDay
{
    /// <param name="all">All that are known.</param>
    /// <param name="day">The day.</param>
    /// <param name="timeZone">IANA time zone; null while unknown, as if it were UTC.</param>
    public static List<RoadCondition> Of(IReadOnlyList<RoadCondition> all, DateOnly day, string? timeZone)
    {
        var zone = timeZone is not null && TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var known) ? known : TimeZoneInfo.Utc;
        var (begin, end) = (Midnight(day), Midnight(day.AddDays(1)));
        return [.. all.Where(condition => condition.IsInForce(begin, end))];

        DateTimeOffset Midnight(DateOnly of)
        {
            var local = of.ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        }
    }
}
