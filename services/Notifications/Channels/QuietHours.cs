using NodaTime;
using NodaTime.Extensions;

namespace Routing.Notifications.Channels;

/// <summary>Hours of each night in which no phone is to ring.</summary>
/// <param name="from">On the local clock.</param>
/// <param name="until">On the local clock; the same as <paramref name="from"/> for none.</param>
internal readonly struct QuietHours(TimeOnly from, TimeOnly until)
{
    /// <summary>When they end that it is now; null outside them. Where clocks change, the end is still at its local time.</summary>
    public DateTimeOffset? End(DateTimeOffset now, DateTimeZone zone)
    {
        if (from == until) return null;
        var local = now.ToInstant().InZone(zone).LocalDateTime;
        var time = local.TimeOfDay.ToTimeOnly();
        var isOverMidnight = from > until;
        var isQuiet = isOverMidnight ? time >= from || time < until : time >= from && time < until;
        if (!isQuiet) return null;
        var day = isOverMidnight && time >= from ? local.Date.PlusDays(1) : local.Date;
        return (day + until.ToLocalTime()).InZoneLeniently(zone).ToDateTimeOffset();
    }
}
