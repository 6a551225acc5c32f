using RabbitMQ.Client;
using Routing.Messaging;

namespace Routing.Drivers.Queues;

/// <summary>A connection to RabbitMQ that is made when it is needed, and anew when it has broken. Thread-safe.</summary>
internal sealed class BrokerLink(BusOptions options, string name) : IAsyncDisposable
{
    private readonly SemaphoreSlim gate = new(1, 1);
    private IConnection? connection;

    public async Task<IConnection> Connect(CancellationToken cancellationToken)
    {
        if (connection is { IsOpen: true } open) return open;
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (connection is { IsOpen: true }) return connection;
            if (connection is not null) await connection.DisposeAsync();
            connection = null;
            var factory = new ConnectionFactory
            {
                HostName = options.Host,
                Port = options.Port,
                UserName = options.Username,
                Password = options.Password,
                VirtualHost = options.VirtualHost,
                ClientProvidedName = name,
                // Whoever needs it next makes it anew.
                AutomaticRecoveryEnabled = false,
            };
            return connection = await factory.CreateConnectionAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null) await connection.DisposeAsync();
        gate.Dispose();
    }
}
