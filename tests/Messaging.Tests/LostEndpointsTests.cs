using MassTransit;
using Microsoft.Extensions.Time.Testing;

namespace Routing.Messaging.Tests;

// Bug: after a cut connection, sends went on over a new one while the queues were never read again.
public sealed class LostEndpointsTests
{
    private static readonly Uri Queue = new("rabbitmq://localhost/stock");

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly LostEndpoints _lost;

    public LostEndpointsTests()
    {
        _lost = new LostEndpoints(_time);
        _lost.OnConnecting();
        Pass(1);
        _ = _lost.Ready(new State(Queue));
    }

    [Fact]
    public void An_endpoint_on_the_present_connection_is_not_lost()
    {
        Pass(3600);
        Assert.False(_lost.Any);
    }

    [Fact]
    public void An_endpoint_that_is_not_ready_again_after_a_reconnection_is_lost()
    {
        Pass(3600);
        _lost.OnConnecting();
        Pass(29);
        Assert.False(_lost.Any);
        Pass(2);
        Assert.True(_lost.Any);
    }

    [Fact]
    public void An_endpoint_that_is_ready_again_is_not_lost()
    {
        Pass(3600);
        _lost.OnConnecting();
        Pass(2);
        _ = _lost.Ready(new State(Queue));
        Pass(3600);
        Assert.False(_lost.Any);
    }

    [Fact]
    public void An_endpoint_that_is_known_to_have_failed_is_not_lost_but_reconnecting()
    {
        Pass(3600);
        _ = _lost.Faulted(new State(Queue));
        _lost.OnConnecting();
        Pass(3600);
        Assert.False(_lost.Any);
    }

    private void Pass(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    private sealed record State(Uri InputAddress) : ReceiveEndpointReady, ReceiveEndpointFaulted
    {
        public IReceiveEndpoint ReceiveEndpoint => throw new NotSupportedException();

        public bool IsStarted => true;

        public Exception Exception { get; } = new InvalidOperationException("The connection is gone.");
    }
}
