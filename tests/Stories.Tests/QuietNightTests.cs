using System.Globalization;
using System.Text.Json.Nodes;
using Routing.Stories.Tests.City;

namespace Routing.Stories.Tests;

/// <summary>A dispatcher who tidies up tomorrow late in the evening wakes nobody.</summary>
public sealed class QuietNightTests(DemoCity city)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_window_that_is_changed_at_night_is_texted_in_the_morning()
    {
        var shop = await city.Open(["Ana Pereira"]);
        var day = city.Today("10:00").AddDays(1);
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) day = day.AddDays(1);
        var wished = new[] { new { from = day, until = day.AddHours(2) } };
        var marta = await shop.Book("SBA 1701", new { @return = false, windows = wished, contact = new { name = "Marta Rey", phone = "+59899123456", language = "en" } });
        var move = (Guid)Customer.Move(await marta.Until("scheduled"), "collection")["moveId"]!;
        await marta.UntilTold("booked");

        city.Clock.GoTo(city.Today("22:10"));
        var window = new { from = day.AddHours(4), until = day.AddHours(5) };
        var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Api.WhenKnown(() => shop.Staff.Post($"/api/days/{shop.Area}/{date}/commands/move-stop", new { moveId = move, toDriverId = shop.Drivers[0].Id, window }, Token), Token);
        await shop.Staff.Until(async () => await State() == "waiting", "the text waits", Token);
        city.Clock.GoTo(day.AddHours(-3));
        Assert.Equal("waiting", await State());
        city.Clock.GoTo(day.AddHours(-2).AddMinutes(1));
        await shop.Staff.Until(async () => await State() == "sent", "the text is sent at eight", Token);
        Assert.Equal((DateTimeOffset)window.from, (DateTimeOffset)Customer.Move(await marta.Sees(), "collection")["window"]!["from"]!);
        city.EveryPlanHolds();

        async Task<string?> State() =>
            (string?)(await shop.Staff.Get($"/api/notifications?requestId={marta.RequestId}", Token))["notifications"]!.AsArray()
                .FirstOrDefault(notice => (string)notice!["what"]! == "changed" && (string)notice["channel"]! == "sms")?["state"];
    }
}
