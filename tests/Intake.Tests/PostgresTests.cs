using System.Net.Http.Json;
using Routing.Contracts.Intake;

namespace Routing.Intake.Tests;

public sealed class PostgresTests
{
    [Fact]
    public async Task On_PostgreSQL_duplicates_are_one_request_that_is_found_changed_and_cancelled()
    {
        var token = TestContext.Current.CancellationToken;
        var server = Environment.GetEnvironmentVariable("ROUTING_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "ROUTING_TEST_POSTGRES is not set: run by tests/run.sh.");
        var database = new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = $"intake_{Guid.CreateVersion7():N}" };
        await using var intake = await IntakeProcess.Start(token, settings: ["--Database:Provider=postgres", $"--ConnectionStrings:intake={database}"]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using var call = new HttpRequestMessage(HttpMethod.Post, "/api/requests") { Content = JsonContent.Create(IntakeProcess.GoodWish()) };
            call.Headers.Add("Idempotency-Key", "the same");
            using var answer = await intake.Adviser.SendAsync(call, token);
            return (Status: (int)answer.StatusCode, Text: await answer.Content.ReadAsStringAsync(token));
        }));

        Assert.All(answers, answer => Assert.Equal((201, answers[0].Text), answer));
        var requested = await intake.Heard.Wait<PickupRequested>(_ => true);
        var found = await intake.Json(intake.Adviser.GetAsync("/api/requests?state=requested&plate=SBA1234", token));
        Assert.Equal(requested.RequestId, found.GetProperty("requests")[0].GetProperty("requestId").GetGuid());
        await intake.Json(intake.Adviser.PutAsJsonAsync($"/api/requests/{requested.RequestId}", new { @return = true }, token), 200);
        await intake.Json(intake.Adviser.DeleteAsync($"/api/requests/{requested.RequestId}", token), 200);
        await intake.Heard.Wait<RequestCancelled>(m => m.Revision == 3);
    }
}
