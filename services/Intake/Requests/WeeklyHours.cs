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

    /// <summary>So many days ahead there are hours always: before there are fewer, they are spelled out again.</summary>
    public const int LeastDays = 7;

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

    /// <summary>What was said of weekdays; null where nothing was.</summary>
    public static IReadOnlyList<WeekdayHours>? Said(IReadOnlyList<HoursInput?>? hours)
    {
        var said = (hours ?? []).Where(each => each!.Weekdays is not null).Select(each => new WeekdayHours([.. each!.Weekdays!], each.From!, each.Until!)).ToList();
        return said.Count > 0 ? said : null;
    }

    /// <summary>With the hours of weekdays spelled out from now on, and without what is over; other hours stay as they are.</summary>
    public static PlaceHours SpelledAnew(this PlaceHours place, DateTimeZone zone, DateTimeOffset now, int days) => place.Weekly is not { } weekly ? place : place with
    {
        Hours =
        [
            .. place.Hours.Where(window => window.Until > now)
                .Concat(weekly.SelectMany(said => Spell([.. said.Weekdays], Read(said.From)!, Read(said.Until)!, zone, now, days))).Distinct().OrderBy(window => window.From),
        ],
    };

    /// <summary>True where hours of weekdays are to be spelled out again.</summary>
    public static bool RunOut(this RequestDetails details, DateTimeOffset now) =>
        details.Places.Any(place => place.Weekly is not null && !place.Hours.Any(window => window.Until > now.AddDays(LeastDays)));

    private static DayOfWeek ToDayOfWeek(this IsoDayOfWeek day) => (DayOfWeek)((int)day % 7);
}
