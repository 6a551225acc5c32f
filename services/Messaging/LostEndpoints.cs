using System.Collections.Concurrent;
using MassTransit;

namespace Routing.Messaging;

/// <summary>
/// Finds queues that are no longer read. MassTransit 8.5 rarely (one in some hundred cut connections) misses that a
/// receive endpoint's channel went down with its connection: others reconnect, that one waits for ever and is called
/// healthy. Sign of it: a newer connection, and an endpoint that has neither failed nor become ready since.
/// </summary>
internal sealed class LostEndpoints(TimeProvider time) : IReceiveEndpointObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Since when each endpoint is ready.
    private readonly ConcurrentDictionary<Uri, DateTimeOffset> _readyAt = new();
    private long _connectedTicks;

    /// <summary>Attempts to connect; a bus has one connection, so more than one means that it was lost.</summary>
    public int Connections { get; private set; }

    public bool Any
    {
        get
        {
            var connectedAt = new DateTimeOffset(Interlocked.Read(ref _connectedTicks), TimeSpan.Zero);
            return time.GetUtcNow() - connectedAt > Patience && _readyAt.Values.Any(readyAt => readyAt < connectedAt);
        }
    }

    /// <summary>Called before each attempt to connect.</summary>
    public void OnConnecting()
    {
        Connections++;
        Interlocked.Exchange(ref _connectedTicks, time.GetUtcNow().UtcTicks);
    }

    public void Clear() => _readyAt.Clear();

    public Task Ready(ReceiveEndpointReady ready)
    {
        _readyAt[ready.InputAddress] = time.GetUtcNow();
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Gone(stopping.InputAddress);

    public Task Completed(ReceiveEndpointCompleted completed) => Gone(completed.InputAddress);

    public Task Faulted(ReceiveEndpointFaulted faulted) => Gone(faulted.InputAddress);

    private Task Gone(Uri endpoint)
    {
        _readyAt.TryRemove(endpoint, out _);
        return Task.CompletedTask;
    }
}
