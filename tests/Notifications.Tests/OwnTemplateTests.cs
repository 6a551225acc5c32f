using System.Net.Http.Json;
using System.Text.Json;

namespace Routing.Notifications.Tests;

public sealed class OwnTemplateTests : IDisposable
{
    private const string Own = "Subject: Taller Central: {car}\nSubject: Taller Central\nText: {window} {link}\nText: {link}\n\nHola {name}.\nPrometido: {window}\n{link}\n";
    private readonly string data = Directory.CreateTempSubdirectory("notifications-").FullName;
    private readonly Story story = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task A_workshops_own_words_reach_its_customers_and_nobody_elses()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        await Put(process, story.Workshop, "es/booked", Own);
        var other = new Story();
        foreach (var each in (Story[])[story, other])
        {
            await process.Publish(Story.Area);
            await process.Publish(each.Requested());
            await process.Publish(each.Contact(language: "es-UY"));
            await process.Publish(each.Scheduled(version: 1));
        }

        await NotificationsProcess.Until(async () => (await process.Told("email", "sent")).Count == 2);
        Assert.Equal(
            ["Suzuki Swift SBA 1234: retiro el miércoles 25 de noviembre, entre las 08:00 y las 09:00", "Taller Central: Suzuki Swift SBA 1234"],
            (await process.Mails()).Select(mail => mail.Subject).Order(StringComparer.Ordinal));

        var listed = await process.Json(process.Operator.GetAsync($"/api/templates/{story.Workshop}", Token));
        var own = Assert.Single(listed.EnumerateArray(), template => template.GetProperty("isOwn").GetBoolean());
        Assert.Equal(("es", "booked", Own), (own.GetProperty("language").GetString(), own.GetProperty("what").GetString(), own.GetProperty("source").GetString()));
        Assert.Equal("an operator", own.GetProperty("changedBy").GetString());
        using var gone = await process.Operator.DeleteAsync($"/api/templates/{story.Workshop}/es/booked", Token);
        Assert.Equal(204, (int)gone.StatusCode);
        listed = await process.Json(process.Operator.GetAsync($"/api/templates/{story.Workshop}", Token));
        Assert.DoesNotContain(listed.EnumerateArray(), template => template.GetProperty("isOwn").GetBoolean());
    }

    [Theory]
    [InlineData("Subject: a\nText: {nombre} {link}\n\n{link}\n", "There is no field {nombre}")]
    [InlineData("Subject: a\nText: {link}\n\nComes at {eta}, promised {window}\n{link}\n", "beside the promise")]
    [InlineData("Subject: a\nText: soon\n\n{link}\n", "need {link}")]
    [InlineData("Subject: {car}\nText: {link}\n\n{link}\n", "when nothing else is known")]
    [InlineData("Subject: a\n\n{link}\n", "A template has a Subject, a Text")]
    [InlineData("", "Give the template")]
    public async Task A_template_that_cannot_be_used_is_refused_at_its_field(string source, string why)
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        using var answer = await process.Operator.PutAsJsonAsync($"/api/templates/{story.Workshop}/en/booked", new { source }, Token);
        Assert.Equal(400, (int)answer.StatusCode);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("errors");
        Assert.Contains(why, errors.GetProperty("source").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_message_or_language_is_told_with_those_there_are()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        foreach (var path in (string[])["de/booked", "en/nothing", "en/0"])
        {
            using var answer = await process.Operator.PutAsJsonAsync($"/api/templates/{story.Workshop}/{path}", new { source = Own }, Token);
            Assert.Equal(404, (int)answer.StatusCode);
            Assert.Contains("messages are booked, changed", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_preview_shows_the_message_with_everything_and_with_little()
    {
        await using var process = await NotificationsProcess.Start(data, Token);
        var shown = await process.Json(process.Operator.PostAsJsonAsync("/api/templates/preview", new { language = "en", what = "booked" }, Token));
        Assert.Equal("Make Model ABC 1234: collection on Monday 20 May, between 08:00 and 09:00", shown.GetProperty("full").GetProperty("subject").GetString());
        Assert.Equal("About your car", shown.GetProperty("bare").GetProperty("subject").GetString());
        shown = await process.Json(process.Operator.PostAsJsonAsync("/api/templates/preview", new { language = "es", what = "booked", source = Own }, Token));
        Assert.StartsWith("Hola A. Customer.", shown.GetProperty("full").GetProperty("mail").GetString(), StringComparison.Ordinal);
        Assert.Equal(shown.GetProperty("full").GetProperty("text").GetString()!.Length, shown.GetProperty("full").GetProperty("textLength").GetInt32());
    }

    private static async Task Put(NotificationsProcess process, Guid workshop, string which, string source)
    {
        using var answer = await process.Operator.PutAsJsonAsync($"/api/templates/{workshop}/{which}", new { source }, Token);
        Assert.Equal(204, (int)answer.StatusCode);
    }
}
