using NodaTime;
using Routing.Notifications.Channels;

namespace Routing.Notifications.Tests;

public sealed class QuietHoursTests
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly QuietHours Night = new(new(21, 0), new(8, 0));

    [Theory]
    [InlineData("2026-11-27T19:59:59Z", null)]
    [InlineData("2026-11-27T20:00:00Z", "2026-11-28T08:00:00+01:00")]
    [InlineData("2026-11-28T02:00:00Z", "2026-11-28T08:00:00+01:00")]
    [InlineData("2026-11-28T07:00:00Z", null)]
    // The night in which clocks go back: it is an hour longer.
    [InlineData("2026-10-24T20:00:00Z", "2026-10-25T08:00:00+01:00")]
    public void A_night_is_on_the_areas_clock(string now, string? end) =>
        Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), Night.End(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), Berlin));

    [Fact]
    public void Hours_of_a_day_may_be_quiet_and_none_may()
    {
        var noon = new DateTimeOffset(2026, 11, 27, 12, 30, 0, TimeSpan.FromHours(1));
        Assert.Equal(noon.AddMinutes(30), new QuietHours(new(12, 0), new(13, 0)).End(noon, Berlin));
        Assert.Null(new QuietHours(new(12, 0), new(13, 0)).End(noon.AddMinutes(30), Berlin));
        Assert.Null(new QuietHours(new(12, 0), new(12, 0)).End(noon, Berlin));
    }
}
