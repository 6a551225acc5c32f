using System.Collections.Concurrent;
using System.Collections.Frozen;
using MassTransit;

namespace Routing.Messaging;

/// <summary>
/// The in-memory bus forgets what it holds when the process dies, so there a message stays in its outbox until every
/// queue that it went to has handled it. This counts them.
/// </summary>
internal sealed class Deliveries(IEnumerable<Subscription> subscriptions) : IReceiveObserver
{
    private readonly FrozenDictionary<Type, string[]> _queues = subscriptions
        .Where(subscription => !subscription.IsResponder)
        .GroupBy(subscription => subscription.Message, subscription => subscription.Queue)
        .ToFrozenDictionary(group => group.Key, group => group.Distinct(StringComparer.Ordinal).ToArray());

    private readonly ConcurrentDictionary<Guid, Delivery> _open = new();

    /// <summary>
    /// Call before sending. <paramref name="settled"/> is called once, by any thread, when all have handled it or given
    /// it up; with the error's type in the latter case.
    /// </summary>
    /// <returns>False if nobody subscribes.</returns>
    public bool Expect(Guid messageId, Type message, Action<string?> settled)
    {
        if (!_queues.TryGetValue(message, out var queues))
            return false;
        _open[messageId] = new Delivery(queues, settled);
        return true;
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    // Also called for a message that failed: it was then moved away.
    public Task PostReceive(ReceiveContext context)
    {
        if (MessageIdOf(context) is { } id)
            Settle(id, context, context.IsFaulted || !context.IsDelivered ? "Not handled" : null);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class =>
        Task.CompletedTask;

    // After the last attempt; PostReceive or ReceiveFault follows.
    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class
    {
        if (context.MessageId is { } id && _open.TryGetValue(id, out var delivery))
            delivery.Fault = exception.GetType().Name;
        return Task.CompletedTask;
    }

    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        if (MessageIdOf(context) is { } id)
            Settle(id, context, exception.GetType().Name);
        return Task.CompletedTask;
    }

    private void Settle(Guid id, ReceiveContext context, string? fault)
    {
        if (!_open.TryGetValue(id, out var delivery))
            return;
        if (fault is not null)
            delivery.Fault ??= fault;
        var queue = context.InputAddress.AbsolutePath.Trim('/');
        if (delivery.IsLast(queue) && _open.TryRemove(id, out _))
            delivery.Settled(delivery.Fault);
    }

    private static Guid? MessageIdOf(ReceiveContext context) => context.GetMessageId();

    private sealed class Delivery(string[] queues, Action<string?> settled)
    {
        private readonly HashSet<string> _waiting = new(queues, StringComparer.Ordinal);

        public Action<string?> Settled { get; } = settled;

        public string? Fault { get; set; }

        public bool IsLast(string queue)
        {
            lock (_waiting)
                return _waiting.Remove(queue) && _waiting.Count == 0;
        }
    }
}
