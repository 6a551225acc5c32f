using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Routing.Messaging.Tests.Support;

public enum BackendKind
{
    /// <summary>SQLite files and the in-memory bus, in one process.</summary>
    Embedded,

    /// <summary>PostgreSQL and RabbitMQ.</summary>
    Distributed,
}

/// <summary>Empty databases and queues for one test, as settings of a process; removed at its end.</summary>
public sealed class Backend : IAsyncDisposable
{
    private static readonly string[] Queues = ["orders", "stock", "stock-requests", "late"];
    private static int _created;

    private readonly string _folder = Directory.CreateTempSubdirectory("routing-messaging-").FullName;
    private readonly string _suffix = Guid.CreateVersion7().ToString("N");
    private readonly string? _postgres = Environment.GetEnvironmentVariable("ROUTING_TEST_POSTGRES");
    private readonly string? _rabbit = Environment.GetEnvironmentVariable("ROUTING_TEST_RABBITMQ");

    private Backend(BackendKind kind) => Kind = kind;

    // Its own, where the broker has some: what one test leaves behind, no other meets.
    private string VirtualHost { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("ROUTING_TEST_RABBITMQ_VHOSTS"), CultureInfo.InvariantCulture, out var count) && count > 0
            ? string.Create(CultureInfo.InvariantCulture, $"test-{Interlocked.Increment(ref _created) % count + 1}")
            : "/";

    public BackendKind Kind { get; }

    public Uri Rabbit => new(_rabbit!);

    public static async Task<Backend> Create(BackendKind kind)
    {
        var backend = new Backend(kind);
        if (kind == BackendKind.Distributed)
        {
            if (string.IsNullOrEmpty(backend._postgres) || string.IsNullOrEmpty(backend._rabbit))
                Assert.Skip("ROUTING_TEST_POSTGRES and ROUTING_TEST_RABBITMQ are not set; tests/servers.sh sets them.");
            await backend.DeleteQueues();
        }
        return backend;
    }

    /// <param name="brokerPort">Instead of the broker's own, such as that of a forwarder.</param>
    public Dictionary<string, string?> Settings(int? brokerPort = null)
    {
        if (Kind == BackendKind.Embedded)
            return new() { ["Data"] = _folder };
        var user = Rabbit.UserInfo.Split(':');
        return new()
        {
            ["Database:Provider"] = "postgres",
            ["ConnectionStrings:orders"] = ConnectionString("orders"),
            ["ConnectionStrings:stock"] = ConnectionString("stock"),
            ["Bus:Transport"] = "rabbitmq",
            ["Bus:Host"] = Rabbit.Host,
            ["Bus:Port"] = (brokerPort ?? Rabbit.Port).ToString(CultureInfo.InvariantCulture),
            ["Bus:VirtualHost"] = VirtualHost,
            ["Bus:Username"] = Uri.UnescapeDataString(user[0]),
            ["Bus:Password"] = Uri.UnescapeDataString(user[1]),
        };
    }

    public async Task<uint> CountInQueue(string queue, CancellationToken cancellationToken)
    {
        await using var connection = await Connect(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return await channel.MessageCountAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException)
        {
            return 0;
        }
    }

    public async Task<uint> CountConsumers(string queue, CancellationToken cancellationToken)
    {
        await using var connection = await Connect(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        return await channel.ConsumerCountAsync(queue, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Kind == BackendKind.Distributed && _postgres is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await using var server = new NpgsqlConnection(_postgres);
            await server.OpenAsync();
            foreach (var service in new[] { "orders", "stock" })
            {
                await using var drop = server.CreateCommand();
                drop.CommandText = $"DROP DATABASE IF EXISTS \"{service}-{_suffix}\" WITH (FORCE)";
                await drop.ExecuteNonQueryAsync();
            }
            await DeleteQueues();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private string ConnectionString(string service) =>
        new NpgsqlConnectionStringBuilder(_postgres) { Database = $"{service}-{_suffix}", MaxPoolSize = 20 }.ToString();

    private async Task DeleteQueues()
    {
        await using var connection = await Connect(CancellationToken.None);
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in Queues)
        {
            foreach (var name in new[] { queue, queue + "_error", queue + "_skipped" })
            {
                await channel.QueueDeleteAsync(name);
                await channel.ExchangeDeleteAsync(name);
            }
        }
    }

    private Task<IConnection> Connect(CancellationToken cancellationToken) =>
        new ConnectionFactory { Uri = Rabbit, VirtualHost = VirtualHost }.CreateConnectionAsync(cancellationToken);
}
