using System.Net.Http.Json;

namespace Routing.Notifications.Tests;

public sealed class PostgresTests
{
    [Fact]
    public async Task On_PostgreSQL_each_step_is_told_once_with_two_processes_sending()
    {
        var token = TestContext.Current.CancellationToken;
        var server = Environment.GetEnvironmentVariable("ROUTING_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "ROUTING_TEST_POSTGRES is not set: run by tests/run.sh.");
        var database = new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = $"notifications_{Guid.CreateVersion7():N}" };
        string[] settings = ["--Database:Provider=postgres", $"--ConnectionStrings:notifications={database}"];
        var data = Directory.CreateTempSubdirectory("notifications-").FullName;
        await using var receiver = await HttpReceiver.Start();
        await using (var one = await NotificationsProcess.Start(data, token, settings))
        await using (await NotificationsProcess.Start(data, token, settings))
        {
            await one.Json(one.Operator.PostAsJsonAsync("/api/webhooks", new { url = receiver.Url }, token));
            await one.Publish(Story.Area);
            var stories = Enumerable.Range(0, 10).Select(_ => new Story()).ToList();
            foreach (var story in stories)
            {
                await one.Publish(story.Requested());
                await one.Publish(story.Contact());
                await one.Publish(story.Scheduled(version: 1));
                await one.Publish(story.Cancelled());
            }

            await NotificationsProcess.Until(async () => (await one.Told("email", "sent")).Count == 20 && (await one.Told("webhook", "sent")).Count == 30);
            Assert.Equal(30, receiver.Calls.Count);
            Assert.Equal(20, (await one.Mails()).Count);
        }

        Directory.Delete(data, recursive: true);
    }
}
