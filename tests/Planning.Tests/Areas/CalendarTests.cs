using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Areas;
using Routing.Planning.Plans;

namespace Routing.Planning.Tests.Areas;

/// <summary>A workshop's days where clocks change, and days on which it is shut.</summary>
public sealed class CalendarTests
{
    [Theory]
    [InlineData("Europe/Berlin")]
    [InlineData("America/Santiago")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("America/Montevideo")]
    public void Opening_hours_are_the_local_clocks_on_every_day_of_the_year(string zone)
    {
        var calendar = Calendar.Of(zone);
        var workshop = Workshop(zone);
        for (var day = new DateOnly(2027, 1, 1); day.Year == 2027; day = day.AddDays(1))
        {
            var open = Assert.Single(calendar.Opening(workshop, day));
            var clock = new DayClock(calendar, day);
            Assert.Equal((new TimeOnly(8, 0), new TimeOnly(18, 0)), (Local(clock.At(clock.Seconds(open.From))), Local(clock.At(clock.Seconds(open.Until)))));
            Assert.Equal(TimeSpan.FromHours(10), open.Until - open.From);
            Assert.Equal(day, calendar.DayOf(calendar.Midnight(day)));
            Assert.Equal(day.AddDays(-1), calendar.DayOf(calendar.Midnight(day).AddTicks(-1)));
        }

        TimeOnly Local(DateTimeOffset at) => TimeOnly.FromTimeSpan(calendar.Local(at).TimeOfDay);
    }

    [Fact]
    public void A_day_on_which_clocks_change_has_its_own_length()
    {
        var calendar = Calendar.Of("Europe/Berlin");
        Assert.Equal(23, Hours(new DateOnly(2027, 3, 28)));
        Assert.Equal(24, Hours(new DateOnly(2027, 3, 29)));
        Assert.Equal(25, Hours(new DateOnly(2027, 10, 31)));

        // In Santiago they change at midnight: the day begins at one.
        Assert.Equal(1, Calendar.Of("America/Santiago").Midnight(new DateOnly(2027, 9, 5)).Hour);

        int Hours(DateOnly day) => (int)(calendar.Midnight(day.AddDays(1)) - calendar.Midnight(day)).TotalHours;
    }

    [Fact]
    public void A_closure_shuts_its_first_and_its_last_day_and_those_between()
    {
        var workshop = Workshop("Europe/Berlin") with { Closures = [new Closure(new(2027, 12, 24), new(2027, 12, 26), "Christmas")] };
        var calendar = Calendar.Of("Europe/Berlin");
        var open = Enumerable.Range(23, 5).Select(day => new DateOnly(2027, 12, day)).Where(day => calendar.Opening(workshop, day).Count > 0);
        Assert.Equal([new DateOnly(2027, 12, 23), new DateOnly(2027, 12, 27)], open);
        var driver = PlayedDay.Driver(0) with { Shifts = [.. Enum.GetValues<DayOfWeek>().Select(day => new Shift(day, new(8, 0), new(17, 0)))] };
        var days = calendar.CandidateDays([], workshop, [driver], new DateTimeOffset(2027, 12, 23, 10, 0, 0, TimeSpan.FromHours(1)), horizonDays: 5);
        Assert.Equal([new DateOnly(2027, 12, 23), new DateOnly(2027, 12, 27), new DateOnly(2027, 12, 28)], days);
    }

    private static WorkshopChanged Workshop(string zone) => new()
    {
        WorkshopId = Guid.CreateVersion7(Town.Morning),
        Revision = 1,
        Area = "a",
        Name = "Taller",
        Place = Town.Depot,
        TimeZone = zone,
        OpeningHours = [.. Enum.GetValues<DayOfWeek>().Select(day => new OpeningHours(day, new(8, 0), new(18, 0)))],
        Lifts = 1,
        Technicians = 1,
        HighVoltageTechnicians = 0,
        ReceptionPerQuarter = 1,
        Parking = 1,
    };
}
