using NodaTime;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Planning.Areas;

/// <summary>A time zone's days.</summary>
internal readonly struct Calendar
{
    private readonly DateTimeZone zone;

    private Calendar(DateTimeZone zone) => this.zone = zone;

    /// <exception cref="NodaTime.TimeZones.DateTimeZoneNotFoundException">There is no such zone.</exception>
    public static Calendar Of(string timeZone) => new(DateTimeZoneProviders.Tzdb[timeZone]);

    public static bool Knows(string timeZone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(timeZone) is not null;

    public DateOnly DayOf(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(zone).Date.ToDateOnly();

    /// <summary>When the day begins.</summary>
    public DateTimeOffset Midnight(DateOnly day) => zone.AtStartOfDay(LocalDate.FromDateOnly(day)).ToDateTimeOffset();

    /// <summary>A local time of the day; one that the clocks jump over is moved on with them.</summary>
    public DateTimeOffset At(DateOnly day, TimeOnly time) =>
        zone.AtLeniently(LocalDate.FromDateOnly(day).At(LocalTime.FromTimeOnly(time))).ToDateTimeOffset();

    /// <summary>The same instant with the zone's offset, for people.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => Instant.FromDateTimeOffset(at).InZone(zone).ToDateTimeOffset();

    public IReadOnlyList<Window> Opening(WorkshopChanged workshop, DateOnly day)
    {
        if (ClosureOn(workshop, day) is not null) return [];
        var calendar = this;
        return [.. workshop.OpeningHours.Where(hours => hours.Day == day.DayOfWeek).OrderBy(hours => hours.From)
            .Select(hours => new Window(calendar.At(day, hours.From), calendar.At(day, hours.Until)))];
    }

    /// <summary>Why it is shut on a day on which it would be open; null when it is not.</summary>
    public static Closure? ClosureOn(WorkshopChanged workshop, DateOnly day) => workshop.Closures.FirstOrDefault(closure => closure.Covers(day));

    public bool Works(DriverChanged driver, DateOnly day) => driver.Active && driver.Shifts.Any(shift => shift.Day == day.DayOfWeek);

    /// <summary>
    /// The days on which a move could be done, in the order in which they are tried: those of the wished windows, or
    /// with none the coming days on which the workshop is open and somebody works.
    /// </summary>
    public IReadOnlyList<DateOnly> CandidateDays(
        IReadOnlyList<Window> wishes, WorkshopChanged workshop, IEnumerable<DriverChanged> drivers, DateTimeOffset now, int horizonDays)
    {
        var calendar = this;
        var today = DayOf(now);
        if (wishes.Count > 0)
        {
            return [.. wishes.Where(wish => wish.Until > now)
                .SelectMany(wish => calendar.DaysOf(wish with { From = wish.From > now ? wish.From : now }))
                .Distinct().Order()];
        }

        var team = drivers.ToList();
        return [.. Enumerable.Range(0, horizonDays + 1).Select(today.AddDays)
            .Where(day => calendar.Opening(workshop, day).Any(open => open.Until > now) && team.Exists(driver => calendar.Works(driver, day)))];
    }

    private IEnumerable<DateOnly> DaysOf(Window window)
    {
        var last = DayOf(window.Until);
        // A window that ends at midnight is not of the next day.
        if (last > DayOf(window.From) && Midnight(last) == window.Until) last = last.AddDays(-1);
        for (var day = DayOf(window.From); day <= last; day = day.AddDays(1)) yield return day;
    }
}
