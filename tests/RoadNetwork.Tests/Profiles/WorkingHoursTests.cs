using Routing.RoadNetwork.Profiles;

namespace Routing.RoadNetwork.Tests.Profiles;

/// <summary>How much of Monday to Friday, 7 to 19 o'clock, opening hours cover; null where they are not a matter of the week.</summary>
public sealed class WorkingHoursTests
{
    [Theory]
    [InlineData("24/7", 1.0)]
    [InlineData("Mo-Su", 1.0)]
    [InlineData("Mo-Fr", 1.0)]
    [InlineData("Mo-Fr 07:00-19:00", 1.0)]
    [InlineData("00:00-24:00", 1.0)]
    [InlineData("Mo-Fr 07:00-13:00", 0.5)]
    [InlineData("Mo-Fr 07:00-10:00,16:00-19:00", 0.5)]
    [InlineData("Mo,We 07:00-19:00", 0.4)]
    [InlineData("Fr-Mo", 0.4)]
    [InlineData("Mo 19:00-07:00", 0.0)]
    [InlineData("Mo 18:00-08:00", 2 / 60.0)]
    [InlineData("Sa,Su", 0.0)]
    [InlineData("PH", 0.0)]
    [InlineData("PH,Sa,Su 09:00-12:00", 0.0)]
    [InlineData("Mo-Fr 07:00-19:00; We off", 0.8)]
    [InlineData("Mo-Fr; PH off", 1.0)]
    [InlineData("sunrise-sunset", 1.0)]
    [InlineData("sunset-sunrise", 0.0)]
    [InlineData("08:07-08:22", 1 / 48.0)]
    [InlineData("Jan-Mar", null)]
    [InlineData("week 1-10", null)]
    [InlineData("easter", null)]
    [InlineData("Mo-Fr 7-9 Uhr", null)]
    [InlineData("25:99-30:00", null)]
    [InlineData("Mo-Xx", null)]
    [InlineData("", null)]
    [InlineData(";;;", null)]
    public void Opening_hours_cover_so_much_of_them(string hours, double? share)
    {
        var parsed = WorkingHours.Parse(hours);
        Assert.Equal(share is null, parsed is null);
        if (share is { } expected)
            Assert.Equal(expected, parsed!.Value.Share, 1e-9);
    }
}
