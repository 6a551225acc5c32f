using MassTransit;

namespace Routing.Messaging;

/// <summary>The consumers of one service, see <see cref="BusRegistration.AddConsumers"/>.</summary>
public sealed class Subscriptions
{
    private readonly string _service;
    private readonly List<Subscription> _all;

    internal Subscriptions(string service, List<Subscription> all)
    {
        _service = service;
        _all = all;
    }

    /// <summary>
    /// Binds a consumer to the service's one queue, which is handled in order, a message at a time per process,
    /// with retries, and with an error queue for what fails at every attempt.
    /// </summary>
    public Subscriptions Add<TConsumer>() where TConsumer : class, IConsumer =>
        Add(typeof(TConsumer), _service, isResponder: false);

    /// <summary>
    /// Binds a consumer that answers an <see cref="IRequestClient{TRequest}"/> and has no effect, so that it needs no
    /// inbox: its own queue, several at a time, no retries (the error goes to the caller).
    /// </summary>
    public Subscriptions AddResponder<TConsumer>() where TConsumer : class, IConsumer =>
        Add(typeof(TConsumer), _service + "-requests", isResponder: true);

    private Subscriptions Add(Type consumer, string queue, bool isResponder)
    {
        foreach (var contract in consumer.GetInterfaces())
        {
            if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConsumer<>))
                _all.Add(new Subscription(queue, consumer, contract.GenericTypeArguments[0], isResponder));
        }
        return this;
    }
}

internal sealed record Subscription(string Queue, Type Consumer, Type Message, bool IsResponder);
