using System.Net.Http.Json;
using Routing.Contracts.Intake;

namespace Routing.Intake.Tests;

public sealed class IdempotencyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_call_has_the_same_answer_also_after_a_restart_and_another_body_is_refused()
    {
        var data = Directory.CreateTempSubdirectory("intake-").FullName;
        await using var maps = await FakeMaps.Start();
        string first, other;
        await using (var intake = await IntakeProcess.Start(Token, data, maps))
        {
            await intake.TellOfWorkshops(Token);
            first = await Post(intake, "key 1", "Avenida Italia 2500", 201);
            var calls = maps.Calls;
            Assert.Equal(first, await Post(intake, "key 1", "Avenida Italia 2500", 201));
            Assert.Equal(calls, maps.Calls);
            other = await Post(intake, "key 2", "Avenida Italia 2500", 201, again: true);
            Assert.NotEqual(first, other);
            Assert.Contains("idempotency-key-reused", await Post(intake, "key 1", "Bulevar Artigas 1000", 422), StringComparison.Ordinal);
        }

        await using (var again = await IntakeProcess.Start(Token, data, maps))
        {
            Assert.Equal(first, await Post(again, "key 1", "Avenida Italia 2500", 201));
            Assert.Contains("idempotency-key-reused", await Post(again, "key 1", "Bulevar Artigas 1000", 422), StringComparison.Ordinal);
            Assert.Contains("idempotency-key-invalid", await Post(again, new string('k', 201), "Bulevar Artigas 1000", 400), StringComparison.Ordinal);
            var list = await again.Json(again.Adviser.GetAsync("/api/requests", Token));
            Assert.Equal(2, list.GetProperty("total").GetInt32());
        }

        // The secret is in the answers and nowhere in the files.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var secret = System.Text.Json.JsonDocument.Parse(first).RootElement.GetProperty("trackingLink").GetString()!.Split('/')[^1];
        await using (var contact = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(data, "intake.db")}"))
        {
            await contact.OpenAsync(Token);
            await using var command = contact.CreateCommand();
            command.CommandText = "SELECT (SELECT COUNT(*) FROM GivenAnswers WHERE instr(Answer, $secret)) + (SELECT COUNT(*) FROM Requests WHERE instr(LinkHash || Details || Contact, $secret))";
            command.Parameters.AddWithValue("$secret", secret);
            Assert.Equal(0L, await command.ExecuteScalarAsync(Token));
        }

        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task Duplicates_at_the_same_moment_are_one_request()
    {
        await using var intake = await IntakeProcess.Start(Token);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Post(intake, "the same", "Avenida Italia 2500", 201)));
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        var list = await intake.Json(intake.Adviser.GetAsync("/api/requests", Token));
        Assert.Equal(1, list.GetProperty("total").GetInt32());
        await intake.Heard.Wait<ContactChanged>(_ => true);
        Assert.Single(intake.Heard.All<PickupRequested>());
    }

    [Fact]
    public async Task Two_callers_may_use_the_same_key()
    {
        await using var intake = await IntakeProcess.Start(Token);
        var customer = await intake.CustomerOf(IntakeProcess.Workshop, Token);
        var mine = await Post(intake, "key", "Avenida Italia 2500", 201);
        var theirs = await Post(intake, "key", "Bulevar Artigas 1000", 201, customer, again: true);
        Assert.NotEqual(mine, theirs);
    }

    private static async Task<string> Post(IntakeProcess intake, string key, string address, int status, HttpClient? client = null, bool again = false)
    {
        var wish = IntakeProcess.GoodWish();
        wish["places"] = new object[] { new { address } };
        wish["again"] = again;
        using var call = new HttpRequestMessage(HttpMethod.Post, "http://intake.test/api/requests") { Content = JsonContent.Create(wish) };
        call.RequestUri = new Uri(new Uri(intake.Url), "/api/requests");
        call.Headers.Host = "intake.test";
        call.Headers.Add("Idempotency-Key", key);
        using var answer = await (client ?? intake.Adviser).SendAsync(call, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        return text;
    }
}
