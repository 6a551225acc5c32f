using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Routing.Notifications.Tests;

public sealed class ChannelTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("notifications-").FullName;
    private readonly Story story = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_mail_waits_for_its_server_and_comes_once()
    {
        using var server = new SmtpServer();
        await using var process = await NotificationsProcess.Start(data, Token, Smtp(server));
        await Book(process);
        await NotificationsProcess.Until(async () => await AnyAttempt(process, "email"));
        Assert.Equal(["booked"], await process.Told("email", "waiting"));

        await server.Start(Token);
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 1);

        var mail = Assert.Single(server.Mails());
        Assert.Equal("Suzuki Swift SBA 1234: collection on Wednesday 25 November, between 08:00 and 09:00", mail.Subject);
        Assert.Equal("someone@example.org", mail.To.Mailboxes.Single().Address);
        Assert.Equal("workshop@example.org", mail.From.Mailboxes.Single().Address);
        Assert.Contains("http://localhost/api/track/secret", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_promise_by_mail_shows_the_place_on_the_map_and_loads_nothing()
    {
        await using var maps = await DrawingMaps.Start();
        await using var process = await NotificationsProcess.Start(data, Token, $"--Services:maps={maps.Url}");
        await Book(process);
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 1);

        var mail = Assert.Single(await process.Mails());
        Assert.Equal("/static/day/-56.150000,-34.890000,16/560x280@2x.jpg?pin=-56.150000,-34.890000,1d4ed8,%E2%80%A2", Assert.Single(maps.Asked));
        Assert.Contains("Where: Avenida Italia 2500, Montevideo", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"http://localhost/api/track/secret\">", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("alt=\"The place on the map\"", mail.HtmlBody, StringComparison.Ordinal);
        var picture = Assert.Single(mail.BodyParts.OfType<MimeKit.MimePart>(), part => part.ContentType.IsMimeType("image", "jpeg"));
        Assert.Contains($"src=\"cid:{picture.ContentId}\"", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", mail.HtmlBody, StringComparison.Ordinal);
        using var drawn = new MemoryStream();
        await picture.Content!.DecodeToAsync(drawn, Token);
        Assert.Equal(DrawingMaps.Jpeg, drawn.ToArray());
    }

    [Fact]
    public async Task Without_an_answer_from_Maps_the_mail_goes_out_as_text()
    {
        await using var maps = await DrawingMaps.Start(isImporting: true);
        await using var process = await NotificationsProcess.Start(data, Token, $"--Services:maps={maps.Url}");
        await Book(process);
        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 1);

        var mail = Assert.Single(await process.Mails());
        Assert.Null(mail.HtmlBody);
        Assert.Contains("Where: Avenida Italia 2500, Montevideo", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_night_a_phone_rings_for_an_answer_and_for_nothing_that_can_wait()
    {
        var local = TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(-3));
        var (from, until) = (TimeOnly.FromTimeSpan(local.AddHours(-1).TimeOfDay), TimeOnly.FromTimeSpan(local.AddHours(2).TimeOfDay));
        await using var process = await NotificationsProcess.Start(data, Token, $"--Notifications:QuietFrom={from:HH:mm:ss}", $"--Notifications:QuietUntil={until:HH:mm:ss}");
        await Book(process, email: null, phone: "+59899123456");
        await process.Publish(story.Scheduled(version: 2, minutes: 90));
        await process.Publish(story.Departed(story.Collection, 0));
        await NotificationsProcess.Until(async () => (await process.Told("sms", "sent")).Count == 2 && (await process.Told("sms", "waiting")).Count == 1);

        Assert.Equal(["booked", "changed", "onTheWay"], await process.Told("sms"));
        var waiting = await process.Json(process.Operator.GetAsync("/api/notifications?channel=sms&state=waiting", Token));
        await NotificationsProcess.Until(async () =>
            (await process.Json(process.Operator.GetAsync("/api/notifications?channel=sms&state=waiting", Token))).GetProperty("notifications")[0].GetProperty("nextAt").GetDateTimeOffset() > local.AddHours(1));
        waiting = (await process.Json(process.Operator.GetAsync("/api/notifications?channel=sms&state=waiting", Token))).GetProperty("notifications")[0];
        Assert.Equal(("changed", 0), (waiting.GetProperty("what").GetString(), waiting.GetProperty("attempts").GetInt32()));
        Assert.InRange(waiting.GetProperty("nextAt").GetDateTimeOffset(), local.AddHours(2).AddSeconds(-2), local.AddHours(2).AddSeconds(2));
    }

    [Fact]
    public async Task What_was_not_sent_is_sent_after_a_restart()
    {
        using var server = new SmtpServer();
        await using var receiver = await HttpReceiver.Start(failures: int.MaxValue / 2);
        await using (var process = await NotificationsProcess.Start(data, Token, Smtp(server)))
        {
            await process.Json(process.Operator.PostAsJsonAsync("/api/webhooks", new { url = receiver.Url, events = new[] { "pickupScheduled" } }, Token));
            await Book(process);
            await NotificationsProcess.Until(async () => await AnyAttempt(process, "email") && await AnyAttempt(process, "webhook"));
        }

        await server.Start(Token);
        await using var again = await NotificationsProcess.Start(data, Token, Smtp(server));
        await NotificationsProcess.Until(async () => (await again.Told("email", "sent")).Count == 1);
        Assert.Single(server.Mails());
        Assert.Equal(["pickupScheduled"], await again.Told("webhook", "waiting"));
    }

    [Fact]
    public async Task A_webhook_is_signed_and_tried_until_it_is_taken()
    {
        await using var receiver = await HttpReceiver.Start(failures: 2);
        await using var process = await NotificationsProcess.Start(data, Token);
        var made = await process.Json(process.Operator.PostAsJsonAsync("/api/webhooks", new { url = receiver.Url + "/hook?x=1", events = new[] { "pickupScheduled" } }, Token));
        await Book(process);
        await NotificationsProcess.Until(async () => (await process.Told("webhook", "sent")).Count == 1);

        var calls = receiver.Calls.ToList();
        Assert.Equal([500, 500, 200], calls.Select(c => c.Status));
        Assert.Single(calls.Select(c => c.Headers["Webhook-Id"]).Distinct());
        Assert.All(calls, call =>
        {
            var timestamp = call.Headers["Webhook-Timestamp"];
            var key = Encoding.UTF8.GetBytes(made.GetProperty("secret").GetString()!);
            var expected = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{timestamp}.{call.Body}")));
            Assert.Equal($"v1={expected}", call.Headers["Webhook-Signature"]);
        });
        var body = JsonDocument.Parse(calls[0].Body).RootElement;
        Assert.Equal("pickupScheduled", body.GetProperty("type").GetString());
        Assert.Equal(story.Request, body.GetProperty("requestId").GetGuid());
        Assert.Equal(story.Collection, body.GetProperty("data").GetProperty("moveId").GetGuid());
        Assert.DoesNotContain("someone@example.org", calls[0].Body, StringComparison.Ordinal);

        var delivery = await process.Json(process.Operator.GetAsync($"/api/notifications/{calls[0].Headers["Webhook-Id"]}", Token));
        Assert.Equal(3, delivery.GetProperty("attempts").GetArrayLength());
        Assert.Equal("The receiver answered 500.", delivery.GetProperty("attempts")[1].GetProperty("problem").GetString());

        var redelivered = await process.Json(process.Operator.PostAsJsonAsync($"/api/webhooks/{made.GetProperty("id").GetGuid()}/redeliver", new { since = "2020-01-01T00:00:00Z" }, Token));
        Assert.Equal(1, redelivered.GetProperty("deliveries").GetInt32());
        await NotificationsProcess.Until(() => Task.FromResult(receiver.Calls.Count == 4));
        Assert.Equal(calls[0].Body, receiver.Calls.Last().Body);
        Assert.Equal(calls[0].Headers["Webhook-Id"], receiver.Calls.Last().Headers["Webhook-Id"]);
    }

    [Fact]
    public async Task A_webhook_hears_of_its_own_workshop_and_events_alone()
    {
        await using var receiver = await HttpReceiver.Start();
        await using var process = await NotificationsProcess.Start(data, Token);
        await process.Json(process.Operator.PostAsJsonAsync("/api/webhooks", new { url = receiver.Url + "/mine", workshopId = story.Workshop }, Token));
        await process.Json(process.Operator.PostAsJsonAsync("/api/webhooks", new { url = receiver.Url + "/other", workshopId = Guid.CreateVersion7() }, Token));
        await process.Json(process.Operator.PostAsJsonAsync("/api/webhooks", new { url = receiver.Url + "/cancelled", events = new[] { "requestCancelled" } }, Token));
        await Book(process);
        await process.Publish(story.Cancelled());
        await NotificationsProcess.Until(() => Task.FromResult(receiver.Calls.Count >= 4));

        Assert.Equal(
            ["/cancelled requestCancelled", "/mine pickupRequested", "/mine pickupScheduled", "/mine requestCancelled"],
            receiver.Calls.Select(c => $"{new Uri(c.Url).AbsolutePath} {JsonDocument.Parse(c.Body).RootElement.GetProperty("type").GetString()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_and_a_gateway_that_refuses_are_given_up()
    {
        await using var receiver = await HttpReceiver.Start(failures: 1);
        receiver.FailWith = 410;
        await using var gateway = await HttpReceiver.Start(failures: 1);
        gateway.FailWith = 400;
        await using var process = await NotificationsProcess.Start(
            data, Token, "--Notifications:Sms=Gateway", $"--Notifications:SmsGatewayUrl={gateway.Url}/send?to={{to}}&text={{text}}", "--Notifications:SmsGatewayAuthorization=Bearer x");
        await process.Json(process.Operator.PostAsJsonAsync("/api/webhooks", new { url = receiver.Url, events = new[] { "pickupScheduled" } }, Token));
        await Book(process, email: null, phone: "+59899123456");
        await NotificationsProcess.Until(async () => (await process.Told("sms", "givenUp")).Count == 1 && (await process.Told("webhook", "givenUp")).Count == 1);

        var call = gateway.Calls.Single();
        Assert.Contains("to=%2B59899123456&text=Suzuki", call.Url, StringComparison.Ordinal);
        Assert.Equal("Bearer x", call.Headers["Authorization"]);

        var listed = await process.Json(process.Operator.GetAsync("/api/notifications?channel=sms", Token));
        Assert.DoesNotContain("59899123456", listed.ToString(), StringComparison.Ordinal);
        var id = listed.GetProperty("notifications")[0].GetProperty("id").GetGuid();
        using var accepted = await process.Operator.PostAsync($"/api/notifications/{id}/redeliver", null, Token);
        Assert.Equal(202, (int)accepted.StatusCode);
        await NotificationsProcess.Until(async () => (await process.Told("sms", "sent")).Count == 1);
    }

    [Theory]
    [InlineData("""{"url":"ftp://example.org"}""", "url")]
    [InlineData("""{}""", "url")]
    [InlineData("""{"url":"https://example.org","events":["pickupScheduled","nothing"]}""", "events[1]")]
    public async Task A_bad_webhook_is_told_what_is_wrong(string body, string field)
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        using var answer = await process.Operator.PostAsync("/api/webhooks", new StringContent(body, Encoding.UTF8, "application/json"), Token);
        Assert.Equal(400, (int)answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    private async Task Book(NotificationsProcess process, string? email = "someone@example.org", string? phone = null)
    {
        await process.Publish(Story.Area);
        await process.Publish(story.Requested());
        await process.Publish(story.Contact(email, phone));
        await process.Publish(story.Scheduled(version: 1));
    }

    private static async Task<bool> AnyAttempt(NotificationsProcess process, string channel)
    {
        var page = await process.Json(process.Operator.GetAsync($"/api/notifications?channel={channel}", Token));
        return page.GetProperty("notifications").EnumerateArray().Any(n => n.TryGetProperty("problem", out _));
    }

    private static string[] Smtp(SmtpServer server) =>
        ["--Notifications:Mail=Smtp", $"--Notifications:Smtp:Host=127.0.0.1", $"--Notifications:Smtp:Port={server.Port}", "--Notifications:FromAddress=workshop@example.org"];
}
