using NodaTime;
using Routing.Contracts.Values;
using Routing.Intake.Requests;

namespace Routing.Intake.Tests;

/// <summary>"On weekdays from eight to twelve", spelled out where clocks change, too.</summary>
public sealed class WeeklyHoursTests
{
    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    [Fact]
    public void Weekdays_are_spelled_out_by_the_local_clock_before_and_after_it_changes()
    {
        // Berlin's clocks go forward on Sunday, the 28th of March 2027.
        var hours = Spell("Europe/Berlin", "2027-03-26T07:00+01:00", [DayOfWeek.Friday, DayOfWeek.Monday], "08:00", "12:00", days: 5);
        Assert.Equal([At("2027-03-26T08:00+01:00"), At("2027-03-29T08:00+02:00")], hours.Select(window => window.From));
        Assert.All(hours, window => Assert.Equal(TimeSpan.FromHours(4), window.Until - window.From));
        Assert.Equal(TimeSpan.FromHours(71), hours[1].From - hours[0].From);
    }

    [Fact]
    public void An_hour_that_does_not_come_is_left_out_and_one_that_comes_twice_counts_twice()
    {
        Assert.Empty(Spell("Europe/Berlin", "2027-03-28T00:30+01:00", EveryDay, "02:00", "03:00", days: 1));
        var over = Assert.Single(Spell("Europe/Berlin", "2027-03-28T00:30+01:00", EveryDay, "01:30", "04:00", days: 1));
        Assert.Equal(TimeSpan.FromMinutes(90), over.Until - over.From);
        var begins = Assert.Single(Spell("Europe/Berlin", "2027-03-28T00:30+01:00", EveryDay, "02:30", "04:00", days: 1));
        Assert.Equal(At("2027-03-28T03:00+02:00"), begins.From);

        var twice = Assert.Single(Spell("Europe/Berlin", "2027-10-31T00:30+02:00", EveryDay, "02:00", "02:30", days: 1));
        Assert.Equal((At("2027-10-31T02:00+02:00"), At("2027-10-31T02:30+01:00")), (twice.From, twice.Until));
    }

    [Fact]
    public void What_is_over_is_left_out_and_today_is_the_workshops_own_day()
    {
        // Half past eleven at night in Montevideo is tomorrow in London.
        var hours = Spell("America/Montevideo", "2027-03-03T02:30+00:00", EveryDay, "08:00", "24:00", days: 2);
        Assert.Equal([At("2027-03-02T08:00-03:00"), At("2027-03-03T08:00-03:00")], hours.Select(window => window.From));
        Assert.Equal(At("2027-03-03T00:00-03:00"), hours[0].Until);
        Assert.Single(Spell("America/Montevideo", "2027-03-03T03:00+00:00", EveryDay, "08:00", "24:00", days: 1));
    }

    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Santiago")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Africa/Casablanca")]
    [InlineData("America/Montevideo")]
    public void Over_a_year_hours_begin_and_end_as_the_local_clock_says_wherever_it_says_it(string name)
    {
        var zone = DateTimeZoneProviders.Tzdb[name];
        var random = new Random(7);
        for (var i = 0; i < 400; i++)
        {
            var day = new LocalDate(2027, 1, 1).PlusDays(random.Next(365));
            var (from, until) = (random.Next(0, 24 * 4), random.Next(0, 24 * 4));
            if (from >= until) continue;
            var now = zone.AtStartOfDay(day).ToDateTimeOffset();
            var window = WeeklyHours.Spell(EveryDay, Period.FromMinutes(from * 15), Period.FromMinutes(until * 15), zone, now.AddTicks(-1), days: 2).LastOrDefault(w => Local(w.From, zone).Date == day);
            var (begins, ends) = (day.AtMidnight().PlusMinutes(from * 15), day.AtMidnight().PlusMinutes(until * 15));
            if (zone.MapLocal(begins).Count > 0) Assert.Equal(begins, Local(window!.From, zone));
            if (zone.MapLocal(ends).Count > 0 && window is not null) Assert.Equal(ends, Local(window.Until, zone));
        }
    }

    [Fact]
    public void Spelled_out_again_what_is_over_is_gone_what_was_dated_stays_and_nothing_is_there_twice()
    {
        var zone = DateTimeZoneProviders.Tzdb["America/Montevideo"];
        var now = At("2027-03-01T07:00-03:00");
        WeekdayHours mondays = new([DayOfWeek.Monday], "08:00", "12:00");
        Window once = new(At("2027-03-03T15:00-03:00"), At("2027-03-03T16:00-03:00"));
        Window gone = new(At("2027-02-28T15:00-03:00"), At("2027-02-28T16:00-03:00"));
        var place = new PlaceHours(new Place(-56.16, -34.9), [gone, once]) { Weekly = [mondays] }.SpelledAnew(zone, now, 14);
        Assert.Equal(["2027-03-01 08:00", "2027-03-03 15:00", "2027-03-08 08:00"], Begins(place));
        Assert.Equal(Begins(place), Begins(place.SpelledAnew(zone, now, 14)));
        Assert.Equal(["2027-03-03 15:00", "2027-03-08 08:00", "2027-03-15 08:00"], Begins(place.SpelledAnew(zone, now.AddDays(1), 14)));

        // Seven days ahead are enough; with fewer it is time.
        Assert.False(With(place).RunOut(now));
        Assert.True(With(place).RunOut(now.AddDays(1)));
        Assert.False(With(place with { Weekly = null }).RunOut(now.AddYears(1)));

        List<string> Begins(PlaceHours of) => [.. of.Hours.Select(window => $"{Local(window.From, zone):yyyy-MM-dd HH:mm}")];
        RequestDetails With(PlaceHours of) => new()
        {
            WorkshopId = Guid.Empty, Vehicle = new("SBA 1234", null, null, null, Gearbox.Manual, Drive.Petrol), Places = [of], Windows = [], ReturnWindows = [], WorkSeconds = 3600,
        };
    }

    private static List<Window> Spell(string zone, string now, DayOfWeek[] weekdays, string from, string until, int days) =>
        [.. WeeklyHours.Spell(weekdays, WeeklyHours.Read(from)!, WeeklyHours.Read(until)!, DateTimeZoneProviders.Tzdb[zone], At(now), days)];

    private static LocalDateTime Local(DateTimeOffset at, DateTimeZone zone) => Instant.FromDateTimeOffset(at).InZone(zone).LocalDateTime;

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
