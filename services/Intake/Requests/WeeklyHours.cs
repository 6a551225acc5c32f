using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Routing.Contracts.Values;

namespace Routing.Intake.Requests;

/// <summary>Hours of weekdays, spelled out over the coming days.</summary>
internal static class WeeklyHours
{
    /// <summary>How far hours of weekdays are spelled out where nothing farther is asked for, days: as far as requests are planned.</summary>
    public const int Days = 14;

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH':'mm");

    /// <summary>Null for what is no time of a day, such as 08:00; 24:00 is the end of it.</summary>
    public static Period? Read(string? text) =>
        text == "24:00" ? Period.FromHours(24)
        : text is not null && Clock.Parse(text) is { Success: true } parsed ? Period.Between(LocalTime.Midnight, parsed.Value, PeriodUnits.Minutes)
        : null;

    /// <summary>
    /// From today on, without what is over. The local time counts: when clocks go forward over its beginning, it begins when they
    /// have gone on, and over its end likewise; of an hour that comes twice all is meant.
    /// </summary>
    public static IEnumerable<Window> Spell(IReadOnlyCollection<DayOfWeek> weekdays, Period from, Period until, DateTimeZone zone, DateTimeOffset now, int days)
    {
        var today = Instant.FromDateTimeOffset(now).InZone(zone).Date;
        for (var day = 0; day < days; day++)
        {
            var date = today.PlusDays(day);
            if (!weekdays.Contains(date.DayOfWeek.ToDayOfWeek())) continue;
            var begins = At(date, from, Resolvers.ReturnEarlier);
            var ends = At(date, until, Resolvers.ReturnLater);
            if (begins < ends && ends > now) yield return new Window(begins, ends);
        }

        DateTimeOffset At(LocalDate date, Period time, AmbiguousTimeResolver twice) =>
            zone.ResolveLocal(date.AtMidnight() + time, Resolvers.CreateMappingResolver(twice, Resolvers.ReturnStartOfIntervalAfter)).ToDateTimeOffset();
    }

    private static DayOfWeek ToDayOfWeek(this IsoDayOfWeek day) => (DayOfWeek)((int)day % 7);
}
