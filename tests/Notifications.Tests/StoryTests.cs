using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Routing.Contracts.Values;
using Routing.Notifications.Data;

namespace Routing.Notifications.Tests;

public sealed class StoryTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("notifications-").FullName;
    private readonly Story story = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_customer_is_told_each_step_once_and_in_order()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact());
        var same = Guid.CreateVersion7();
        await process.Publish(story.Scheduled(version: 1), same);
        await process.Publish(story.Scheduled(version: 1), same);
        await process.Publish(story.Scheduled(version: 2, driver: "Driver Two"));
        await process.Publish(story.Scheduled(version: 3, minutes: 30));
        await process.Publish(story.Scheduled(version: 2, minutes: 60));
        await process.Publish(story.Eta(lateSeconds: 300, minute: 1));
        await process.Publish(story.Eta(lateSeconds: 1000, minute: 2));
        await process.Publish(story.Eta(lateSeconds: 1800, minute: 3));
        await process.Publish(story.Departed(story.Collection, 0));
        await process.Publish(story.Departed(story.Collection, 0));
        await process.Publish(story.Arrived(story.Collection, 0));
        await process.Publish(story.Collected(story.Collection, 0));
        await process.Publish(story.Eta(lateSeconds: 3000, minute: 4));
        await process.Publish(story.Arrived(story.Collection, 1));
        await process.Publish(story.HandedOver(story.Collection, 1));
        await process.Publish(story.Scheduled(version: 4, minutes: 300, kind: MoveKind.Return));
        await process.Publish(story.Departed(story.Return, 0));
        await process.Publish(story.Collected(story.Return, 0));
        await process.Publish(story.Departed(story.Return, 1));
        await process.Publish(story.Arrived(story.Return, 1));
        await process.Publish(story.HandedOver(story.Return, 1));

        // Several are sent at a time, so the last one sent need not be the last one told.
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 11);

        Assert.Equal(
            ["booked", "changed", "late", "onTheWay", "arrived", "collected", "atWorkshop", "returnBooked", "returning", "arrived", "returned"],
            await process.Told("email"));
        var mails = await process.Mails();
        Assert.Equal(11, mails.Count);
        var booked = mails[0];
        Assert.Equal("Suzuki Swift SBA 1234: collection on Wednesday 25 November, between 08:00 and 09:00", booked.Subject);
        Assert.Equal("someone@example.org", booked.To.Mailboxes.Single().Address);
        Assert.Contains("Where: Avenida Italia 2500, Montevideo", booked.TextBody, StringComparison.Ordinal);
        Assert.Contains("http://localhost/api/track/secret", booked.TextBody, StringComparison.Ordinal);
        Assert.Contains("between 08:30 and 09:30", mails[1].TextBody, StringComparison.Ordinal);
        Assert.Contains("about 17 minutes", mails[2].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(mails, mail => mail.TextBody!.Contains("a private note", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_delay_is_told_again_when_it_is_noticeably_another_and_taken_back_when_it_is_none()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact());
        await process.Publish(story.Scheduled(version: 1));
        // Told at 12; 20 and 8 minutes are no news; 28 is; 4 is as good as none; then from the beginning.
        int[] minutes = [9, 12, 20, 8, 28, 4, 9, 11];
        for (var i = 0; i < minutes.Length; i++)
        {
            await process.Publish(story.Eta(lateSeconds: minutes[i] * 60, minute: i));
            var told = 1 + (i < 1 ? 0 : i < 4 ? 1 : i < 5 ? 2 : i < 7 ? 3 : 4);

            // Each is sent before the next comes: what waits still would be withdrawn for it.
            await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == told);
        }

        Assert.Equal(["booked", "late", "late", "inTimeAgain", "late"], await process.Told("email"));
        var mails = await process.Mails();
        Assert.Contains("about 28 minutes", mails[2].TextBody, StringComparison.Ordinal);
        Assert.Contains("in the promised window after all", mails[3].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_who_wants_few_messages_is_told_what_cannot_be_left_out()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact() with { FewMessages = true });
        await process.Publish(story.Scheduled(version: 1));
        await process.Publish(story.Scheduled(version: 2, minutes: 90));
        await process.Publish(story.Departed(story.Collection, 0));
        await process.Publish(story.Arrived(story.Collection, 0));
        await process.Publish(story.Collected(story.Collection, 0));
        await process.Publish(story.HandedOver(story.Collection, 1));
        await process.Publish(story.Ready());
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 4);
        Assert.Equal(["changed", "onTheWay", "arrived", "ready"], await process.Told("email"));
    }

    [Fact]
    public async Task A_swap_is_collected_when_the_customers_own_car_is()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested(swap: true));
        await process.Publish(story.Contact());
        await process.Publish(story.Scheduled(version: 1, kind: MoveKind.Swap));
        await process.Publish(story.Departed(story.Collection, 0));
        await process.Publish(story.Collected(story.Collection, 0));
        await process.Publish(story.Departed(story.Collection, 1));
        await process.Publish(story.Arrived(story.Collection, 1));
        await process.Publish(story.HandedOver(story.Collection, 1));
        await process.Publish(story.Collected(story.Collection, 1));
        await process.Publish(story.HandedOver(story.Collection, 2));

        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 5);

        Assert.Equal(["booked", "onTheWay", "arrived", "collected", "atWorkshop"], await process.Told("email"));
        Assert.Contains("courtesy car", (await process.Mails())[0].TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Suzuki Swift SBA 1234 is ready", "between 13:00 and 14:00")]
    [InlineData("es", "Suzuki Swift SBA 1234 está listo", "entre las 13:00 y las 14:00")]
    [InlineData("fr", "Suzuki Swift SBA 1234 est prête", "entre 13:00 et 14:00")]
    public async Task A_customer_is_told_once_that_the_car_is_ready_and_when_it_comes_back(string language, string subject, string window)
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact(language: language));
        await process.Publish(story.Scheduled(version: 4, minutes: 300, kind: MoveKind.Return));
        await process.Publish(story.Ready(isReady: false, minutes: 170));
        await process.Publish(story.Ready());
        await process.Publish(story.Ready());
        await process.Publish(story.Ready(minutes: 190));
        await process.Publish(story.HandedOver(story.Return, 1));

        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 3);
        Assert.Equal(["returnBooked", "ready", "returned"], await process.Told("email", "sent"));
        var mail = (await process.Mails()).Single(mail => mail.Subject == subject);
        Assert.Contains(window, mail.TextBody!, StringComparison.Ordinal);
        Assert.DoesNotContain("Avenida", mail.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_driver_who_says_to_be_late_is_told_on_only_where_the_promise_is_missed()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact());
        await process.Publish(story.Scheduled(version: 1));
        await process.Publish(story.Delayed(minutes: 50, saidAt: 10));
        await process.Publish(story.Delayed(minutes: 85, saidAt: 20));
        await process.Publish(story.Delayed(minutes: 70, saidAt: 15));
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 2);
        Assert.Equal(["booked", "late"], await process.Told("email"));
        Assert.Contains("about 25 minutes", (await process.Mails())[1].TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_heard_ready_hears_once_that_it_is_not_and_again_when_it_is()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact());
        await process.Publish(story.Ready(minutes: 180));
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 1);
        await process.Publish(story.Ready(isReady: false, minutes: 190));
        await process.Publish(story.Ready(isReady: false, minutes: 200));
        await process.Publish(story.Ready(minutes: 185));
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 2);
        await process.Publish(story.Ready(minutes: 300));
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 3);

        Assert.Equal(["ready", "notYetReady", "ready"], await process.Told("email", "sent"));
        var sorry = (await process.Mails())[1];
        Assert.Equal("Suzuki Swift SBA 1234 is not ready yet", sorry.Subject);
        Assert.Contains("Expected ready: Wednesday 25 November, 13:10", sorry.TextBody!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_not_chosen_the_return_is_reminded_once_and_who_has_is_not()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact());
        await process.Publish(story.Ready());
        await NotificationsProcess.Until(async () => (await process.Told("email", "waiting")).Contains("returnReminder"));
        await process.Publish(story.Chosen());
        await NotificationsProcess.Until(async () => (await process.Told("email", "withdrawn")).Contains("returnReminder"));
        Assert.Equal(["ready"], (await process.Told("email")).Except(["returnReminder"]));
    }

    [Fact]
    public async Task A_contact_that_comes_last_is_told_what_happened_before()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(story.Scheduled(version: 1));
        await process.Publish(story.Requested());
        await process.Publish(story.Contact(language: "es"));

        // Without the area nobody knows which times to tell, so the mail waits for it.
        await NotificationsProcess.Until(async () => (await process.Told("email", "waiting")).Contains("booked"));
        await process.Publish(Story.Area);
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Contains("booked"));

        Assert.Contains("entre las 08:00 y las 09:00", (await process.Mails()).Single().Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_in_time_takes_back_the_refusal_and_one_that_is_late_does_not()
    {
        await using var process = await NotificationsProcess.Start(data, Token, "--Notifications:UnservedGraceSeconds=3600");
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact());
        await process.Publish(story.Unserved(version: 1));
        await process.Publish(story.Scheduled(version: 2));
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Contains("booked"));
        Assert.Equal(["unserved"], await process.Told("email", "withdrawn"));
    }

    [Fact]
    public async Task A_refusal_says_why_and_a_promise_after_it_is_told_anew()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact());
        await process.Publish(story.Scheduled(version: 1));
        await process.Publish(story.Unserved(version: 2));
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Contains("unserved"));
        await process.Publish(story.Scheduled(version: 3));
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 3);
        Assert.Contains((await process.Mails()), mail => mail.TextBody!.Contains("Why: No driver is free then.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_and_a_cancellation_are_told_and_a_phone_rings_for_the_first_alone()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact(phone: "+59899123456", language: "fr"));
        await process.Publish(story.Scheduled(version: 1));
        await process.Publish(story.Failed());
        await process.Publish(story.Cancelled());

        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Contains("cancelled") && (await process.Told("sms", "sent")).Contains("failed"));

        Assert.Equal(["booked", "failed", "cancelled"], await process.Told("email"));
        Assert.Equal(["failed"], await process.Told("sms"));
        var text = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(data, "outbox-sms")).Single(), Token);
        Assert.Contains("To: +59899123456", text, StringComparison.Ordinal);
        Assert.Contains("la clé n'était pas disponible", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_dispatcher_writes_reaches_the_customer_once_by_mail_and_phone()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact(phone: "+59899123456"));
        await process.Publish(story.Written());
        await process.Publish(story.Written());
        await process.Publish(story.Cancelled());

        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Contains("cancelled") && (await process.Told("sms", "sent")).Contains("message"));

        Assert.Equal(["message", "cancelled"], await process.Told("email"));
        Assert.Contains(await process.Mails(), mail => mail.TextBody!.Contains("Is the car in the garage?", StringComparison.Ordinal));
        var text = await File.ReadAllTextAsync(Directory.GetFiles(Path.Combine(data, "outbox-sms")).Single(), Token);
        Assert.Contains("Is the car in the garage?", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contact_data_is_removed_when_the_request_has_ended()
    {
        await using (var process = await NotificationsProcess.Start(data, Token))
        {
            await process.Publish(Story.Area);
            await process.Publish(story.Requested());
            await process.Publish(story.Contact());
            await process.Publish(story.Scheduled(version: 1));
            await process.Publish(story.Cancelled());
            await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Contains("cancelled"));
        }

        // Cancelled at the story's hour, and no days are granted.
        await using var later = await NotificationsProcess.Start(data, Token, "--Notifications:ContactDays=0");
        await later.Services.GetServices<IHostedService>().OfType<Tidying>().Single().Do(Token);
        using var scope = later.Services.CreateScope();
        var customer = await scope.ServiceProvider.GetRequiredService<NotificationsContext>().Customers.SingleAsync(Token);
        Assert.Null(customer.Name);
        Assert.Null(customer.Email);
        Assert.Null(customer.Link);
        Assert.Empty(await scope.ServiceProvider.GetRequiredService<NotificationsContext>().Notices.ToListAsync(Token));
    }
}
