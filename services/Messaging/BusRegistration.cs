using System.Data.Common;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

public static class BusRegistration
{
    // Quorum queues drop a message that took the process down this often (20 by default in RabbitMQ 4). Ours fail into
    // the error queue instead, and a process that is killed again and again must not lose what it was given.
    private const int DeliveryLimit = 1_000_000;

    /// <summary>
    /// Contributes the consumers of one service. Its queue bears the service's name.
    /// </summary>
    public static void AddConsumers(this IHostApplicationBuilder builder, string service, Action<Subscriptions> add) =>
        add(new Subscriptions(service, SubscriptionsOf(builder)));

    /// <summary>
    /// Builds the bus from all consumers contributed before: call it once a process, last. Configuration:
    /// <see cref="BusOptions"/>.
    /// </summary>
    public static void AddBus(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        var subscriptions = SubscriptionsOf(builder);
        var options = builder.Configuration.GetSection("Bus").Get<BusOptions>() ?? new BusOptions();
        var isInMemory = options.IsInMemory;

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(new Deliveries(subscriptions));
        services.AddSingleton<LostEndpoints>();
        services.AddSingleton<BusState>();
        services.AddHostedService(provider => provider.GetRequiredService<BusState>());
        services.AddHealthChecks().AddCheck<BusState>("bus", tags: ["ready"]);
        if (isInMemory)
            services.AddReceiveObserver(provider => provider.GetRequiredService<Deliveries>());
        // It warns at each attempt to connect; BusState tells once. What consumers fail at is told.
        builder.Logging.AddFilter("MassTransit", LogLevel.Error);
        builder.Logging.AddFilter("MassTransit.ReceiveTransport", LogLevel.Warning);

        services.AddMassTransit(bus =>
        {
            bus.ConfigureHealthCheckOptions(health =>
            {
                health.Tags.Clear();
                health.Tags.Add("masstransit");
            });
            foreach (var consumer in subscriptions.Select(subscription => subscription.Consumer).Distinct())
                bus.AddConsumer(consumer);
            if (isInMemory)
            {
                bus.UsingInMemory((context, factory) => ConfigureEndpoints(context, factory, subscriptions));
                return;
            }
            bus.UsingRabbitMq((context, factory) =>
            {
                factory.Host(options.Host, options.Port, options.VirtualHost, host =>
                {
                    host.Username(options.Username);
                    host.Password(options.Password);
                    host.PublisherConfirmation = true;
                    var lost = context.GetRequiredService<LostEndpoints>();
                    host.OnRefreshConnectionFactory = _ =>
                    {
                        lost.OnConnecting();
                        return Task.CompletedTask;
                    };
                });
                ConfigureEndpoints(context, factory, subscriptions);
            });
        });
    }

    private static void ConfigureEndpoints<TEndpoint>(
        IRegistrationContext context, IBusFactoryConfigurator<TEndpoint> factory, List<Subscription> subscriptions)
        where TEndpoint : IReceiveEndpointConfigurator
    {
        factory.ConfigureJsonSerializerOptions(MessageJson.Configure);
        foreach (var queue in subscriptions.GroupBy(subscription => (subscription.Queue, subscription.IsResponder)))
        {
            factory.ReceiveEndpoint(queue.Key.Queue, endpoint =>
            {
                if (queue.Key.IsResponder)
                {
                    endpoint.DiscardFaultedMessages();
                }
                else
                {
                    // One at a time, and one fetched at a time: the order of the queue is the order of effects.
                    endpoint.PrefetchCount = 1;
                    endpoint.ConcurrentMessageLimit = 1;
                    Retry(endpoint);
                    if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
                    {
                        rabbit.SetQuorumQueue();
                        rabbit.SetQueueArgument("x-delivery-limit", DeliveryLimit);
                    }
                    else
                    {
                        // The outbox keeps it, marked.
                        endpoint.DiscardFaultedMessages();
                    }
                }
                foreach (var consumer in queue.Select(subscription => subscription.Consumer).Distinct())
                    endpoint.ConfigureConsumer(context, consumer);
            });
        }
    }

    private static void Retry(IReceiveEndpointConfigurator endpoint)
    {
        // A database that is away is no fault of the message: wait for it.
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(IsTransient);
            retry.Exponential(int.MaxValue, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(200));
        });
        endpoint.UseMessageRetry(retry =>
        {
            retry.Ignore<Exception>(IsTransient);
            retry.Intervals(100, 200, 400, 800, 1600);
        });
    }

    private static bool IsTransient(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is DbException { IsTransient: true })
                return true;
        }
        return false;
    }

    // Kept among the services, so that several AddX(builder) can contribute before the bus is built.
    private static List<Subscription> SubscriptionsOf(IHostApplicationBuilder builder)
    {
        var present = builder.Services
            .FirstOrDefault(descriptor => descriptor.ServiceType == typeof(List<Subscription>))?.ImplementationInstance;
        if (present is List<Subscription> list)
            return list;
        var made = new List<Subscription>();
        builder.Services.AddSingleton(made);
        return made;
    }
}
