using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Routing.Messaging.Tests.Support;
using Routing.Messaging.Tests.Victim;

namespace Routing.Messaging.Tests;

[Collection("RabbitMQ")]
public sealed class BrokerTests
{
    [Fact]
    public async Task Messages_wait_for_an_absent_broker_which_is_told_once()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        await using var forwarder = new Forwarder(backend.Rabbit);
        await using var running = await Running.Start(backend.Settings(forwarder.Port));
        await running.Place(1, 2, 3);
        var told = $"RabbitMQ at {backend.Rabbit.Host}:{forwarder.Port} cannot be reached; messages wait in the outbox";
        await running.Until(() => Task.FromResult(Told(running, told) > 0));
        var health = running.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Unhealthy, (await Ready(health)).Status);
        Assert.Equal(3, (await running.Outbox<OrdersContext>()).Length);

        forwarder.Open();
        await running.UntilConfirmed(3);
        await running.UntilSent<OrdersContext>();
        Assert.Equal([1, 2, 3], await running.Reserved());
        Assert.Equal(1, Told(running, told));
        await running.Until(() => Task.FromResult(Told(running, "is reached again") == 1));
        Assert.Equal(HealthStatus.Healthy, (await Ready(health)).Status);
    }

    [Fact]
    public async Task A_broker_that_goes_away_and_comes_back_loses_and_doubles_nothing()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        await using var forwarder = new Forwarder(backend.Rabbit);
        forwarder.Open();
        await using var running = await Running.Start(backend.Settings(forwarder.Port));
        await running.Place(Enumerable.Range(1, 20).ToArray());
        await running.UntilConfirmed(5);
        for (var cut = 1; cut <= 3; cut++)
        {
            await forwarder.Close();
            await running.Place(Enumerable.Range(cut * 20 + 1, 20).ToArray());
            forwarder.Open();
            await running.UntilConfirmed(cut * 20 + 5);
        }
        await running.UntilConfirmed(80);
        await running.UntilSent<OrdersContext>();
        await running.UntilSent<StockContext>();
        Assert.Equal(Enumerable.Range(1, 80), (await running.Reserved()).Order());
        Assert.Equal(Enumerable.Range(1, 80), (await running.Confirmed()).Order());
    }

    [Fact]
    public async Task A_message_without_a_queue_waits_for_its_subscriber_and_holds_up_no_other()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        await using var running = await Running.Start(backend.Settings());
        await running.InOrders(async orders =>
        {
            orders.Publish(new NobodyListens(1));
            orders.Publish(new NobodyListens(2));
            Running.AddOrder(orders, 5);
            await orders.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await running.UntilConfirmed(1);
        await running.Until(async () => (await running.Outbox<OrdersContext>()).Length == 2);

        await using var late = await Running.Start(backend.Settings(), builder =>
        {
            builder.AddServiceDatabase<StockContext, StockSqliteContext, StockPostgresContext>("stock");
            builder.AddConsumers("late", consumers => consumers.Add<LateConsumer>());
        });
        await running.UntilSent<OrdersContext>();
        await running.Until(async () => (await running.Reserved()).Count == 3);
        Assert.Equal([5, 1, 2], await running.Reserved());
    }

    // Bug: consumers of a host that was stopped early stayed, and took messages into the error queue.
    [Fact]
    public async Task A_process_that_is_stopped_while_it_starts_leaves_no_consumer_behind()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        for (var i = 0; i < 5; i++)
            await (await Running.Start(backend.Settings())).DisposeAsync();
        await using var running = await Running.Start(backend.Settings());
        await running.Place(Enumerable.Range(1, 20).ToArray());
        await running.UntilConfirmed(20);
        Assert.Equal(1u, await backend.CountConsumers("stock", TestContext.Current.CancellationToken));
        Assert.Equal(0u, await backend.CountInQueue("stock_error", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_restart_of_the_bus_at_work_loses_and_doubles_nothing()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        await using var running = await Running.Start(backend.Settings());
        var state = running.Services.GetRequiredService<BusState>();
        for (var restart = 1; restart <= 3; restart++)
        {
            await running.Place(Enumerable.Range(restart * 20 - 19, 20).ToArray());
            await running.UntilConfirmed(restart * 20 - 15);
            await state.Restart(TestContext.Current.CancellationToken);
        }
        await running.UntilConfirmed(60);
        await running.UntilSent<OrdersContext>();
        Assert.Equal(Enumerable.Range(1, 60), (await running.Reserved()).Order());
        Assert.Equal(0u, await backend.CountInQueue("stock_error", TestContext.Current.CancellationToken));
        Assert.Equal(0u, await backend.CountInQueue("orders_error", TestContext.Current.CancellationToken));
    }

    // LostEndpoints rests on this.
    [Fact]
    public async Task A_bus_that_sends_and_receives_has_one_connection()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        await using var running = await Running.Start(backend.Settings());
        await running.Place(1, 2, 3);
        await running.UntilConfirmed(3);
        Assert.Equal(1, running.Services.GetRequiredService<LostEndpoints>().Connections);
    }

    private static int Told(Running running, string text) =>
        running.Log.All.Count(line =>
            line.Contains(nameof(BusState), StringComparison.Ordinal) && line.Contains(text, StringComparison.Ordinal));

    private static Task<HealthReport> Ready(HealthCheckService health) =>
        health.CheckHealthAsync(check => check.Tags.Contains("ready"), TestContext.Current.CancellationToken);

    private sealed class LateConsumer : InboxConsumer<NobodyListens, StockContext>
    {
        public override Task Handle(NobodyListens message, StockContext context, CancellationToken cancellationToken)
        {
            context.Reservations.Add(new Reservation { Number = message.Number });
            return Task.CompletedTask;
        }
    }
}
