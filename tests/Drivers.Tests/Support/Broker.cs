using RabbitMQ.Client;

namespace Routing.Drivers.Tests.Support;

/// <summary>The real RabbitMQ that the tests were given, in the variable ROUTING_TEST_RABBITMQ.</summary>
internal static class Broker
{
    public static Uri Url()
    {
        var url = Environment.GetEnvironmentVariable("ROUTING_TEST_RABBITMQ");
        Assert.SkipWhen(string.IsNullOrEmpty(url), "ROUTING_TEST_RABBITMQ is not set: run by tests/run.sh.");
        return new Uri(url!);
    }

    /// <summary>Settings of a Drivers whose driver queues are at the broker; its bus stays in memory, so that tests do not meet.</summary>
    public static IEnumerable<(string Key, string? Value)> Settings(Uri url)
    {
        var user = url.UserInfo.Split(':');
        return
        [
            ("Drivers:Queue", "rabbitmq"), ("Bus:Host", url.Host), ("Bus:Port", $"{url.Port}"),
            ("Bus:Username", user[0]), ("Bus:Password", user[1]),
        ];
    }

    /// <summary>All that lies on a queue, taken off it.</summary>
    public static async Task<IReadOnlyList<BasicGetResult>> Drain(string queue)
    {
        var token = TestContext.Current.CancellationToken;
        await using var connection = await new ConnectionFactory { Uri = Url() }.CreateConnectionAsync(token);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: token);
        var messages = new List<BasicGetResult>();
        while (await channel.BasicGetAsync(queue, autoAck: true, token) is { } message) messages.Add(message);
        return messages;
    }
}
