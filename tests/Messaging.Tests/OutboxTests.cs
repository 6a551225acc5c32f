using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Routing.Messaging.Tests.Support;
using Routing.Messaging.Tests.Victim;

namespace Routing.Messaging.Tests;

[Collection("RabbitMQ")]
public sealed class OutboxTests
{
    [Theory]
    [InlineData(BackendKind.Embedded)]
    [InlineData(BackendKind.Distributed)]
    public async Task Messages_of_one_save_arrive_in_the_order_of_publishing(BackendKind kind)
    {
        await using var backend = await Backend.Create(kind);
        await using var running = await Running.Start(backend.Settings());
        var numbers = Enumerable.Range(1, 150).ToArray();
        await running.Place(numbers);
        await running.UntilConfirmed(numbers.Length);
        Assert.Equal(numbers, await running.Reserved());
        Assert.Equal(numbers, await running.Confirmed());
        await running.UntilSent<OrdersContext>();
        Assert.Empty(await running.Outbox<OrdersContext>());
    }

    [Theory]
    [InlineData(BackendKind.Embedded)]
    [InlineData(BackendKind.Distributed)]
    public async Task A_transaction_that_is_rolled_back_sends_nothing(BackendKind kind)
    {
        await using var backend = await Backend.Create(kind);
        await using var running = await Running.Start(backend.Settings());
        await running.InOrders(async orders =>
        {
            await using var transaction = await orders.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            Running.AddOrder(orders, 1);
            await orders.SaveChangesAsync(TestContext.Current.CancellationToken);
            await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        });
        await running.InOrders(async orders =>
        {
            await using var transaction = await orders.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            Running.AddOrder(orders, 2);
            await orders.SaveChangesAsync(TestContext.Current.CancellationToken);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
        });
        await running.UntilConfirmed(1);
        Assert.Equal([2], await running.Reserved());
    }

    [Theory]
    [InlineData(BackendKind.Embedded)]
    [InlineData(BackendKind.Distributed)]
    public async Task A_message_delivered_twice_has_its_effect_once(BackendKind kind)
    {
        await using var backend = await Backend.Create(kind);
        await using var running = await Running.Start(backend.Settings());
        await running.Place(1);
        await running.UntilConfirmed(1);
        var bus = running.Services.GetRequiredService<IBus>();
        var id = Guid.CreateVersion7();
        for (var i = 0; i < 5; i++)
        {
            await bus.Publish(
                new OrderPlaced(2, OrderKind.Normal, TimeProvider.System.GetUtcNow()),
                context => context.MessageId = id,
                TestContext.Current.CancellationToken);
        }
        await running.Place(3);
        await running.UntilConfirmed(3);
        Assert.Equal([1, 2, 3], await running.Reserved());
    }

    [Theory]
    [InlineData(BackendKind.Embedded)]
    [InlineData(BackendKind.Distributed)]
    public async Task A_process_that_is_stopped_at_work_goes_on_at_its_next_start(BackendKind kind)
    {
        await using var backend = await Backend.Create(kind);
        for (var stop = 0; stop < 4; stop++)
        {
            await using var running = await Running.Start(backend.Settings());
            await running.Place(Enumerable.Range(stop * 40 + 1, 40).ToArray());
            await running.UntilConfirmed(stop * 40 + 7);
        }
        await using var last = await Running.Start(backend.Settings());
        await last.UntilConfirmed(160);
        await last.UntilSent<OrdersContext>();
        await last.UntilSent<StockContext>();
        Assert.Equal(Enumerable.Range(1, 160), (await last.Reserved()).Order());
        Assert.Equal(Enumerable.Range(1, 160), (await last.Confirmed()).Order());
        Assert.Empty(await last.Outbox<OrdersContext>());
        Assert.Empty(await last.Outbox<StockContext>());
        if (kind == BackendKind.Distributed)
        {
            Assert.Equal(0u, await backend.CountInQueue("stock_error", TestContext.Current.CancellationToken));
            Assert.Equal(0u, await backend.CountInQueue("orders_error", TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_message_delivered_to_two_processes_at_once_has_its_effect_once()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        await using var one = await Running.Start(backend.Settings());
        await using var two = await Running.Start(backend.Settings());
        await one.Place(1);
        await one.UntilConfirmed(1);
        var bus = one.Services.GetRequiredService<IBus>();
        for (var number = 2; number <= 40; number++)
        {
            var id = Guid.CreateVersion7();
            var message = new OrderPlaced(number, OrderKind.Normal, TimeProvider.System.GetUtcNow());
            await Task.WhenAll(
                bus.Publish(message, context => context.MessageId = id, TestContext.Current.CancellationToken),
                bus.Publish(message, context => context.MessageId = id, TestContext.Current.CancellationToken));
        }
        await one.UntilConfirmed(40);
        await one.Until(async () => await backend.CountInQueue("stock", TestContext.Current.CancellationToken) == 0);
        Assert.Equal(Enumerable.Range(1, 40), (await one.Reserved()).Order());
        Assert.Equal(0u, await backend.CountInQueue("stock_error", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Processes_that_share_a_database_send_in_the_order_of_their_commits()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        await using var stock = await Running.Start(backend.Settings(), builder => builder.AddStock());
        await using var one = await Running.Start(backend.Settings(), builder => builder.AddOrders());
        await using var two = await Running.Start(backend.Settings(), builder => builder.AddOrders());
        for (var number = 1; number <= 100; number++)
            await (number % 2 == 0 ? one : two).Place(number);
        await one.UntilConfirmed(100);
        Assert.Equal(Enumerable.Range(1, 100), await stock.Reserved());
    }

    [Fact]
    public async Task A_message_that_always_fails_stays_marked_in_the_outbox_and_blocks_nothing()
    {
        await using var backend = await Backend.Create(BackendKind.Embedded);
        await using (var running = await Running.Start(backend.Settings()))
        {
            await running.InOrders(async orders =>
            {
                orders.Publish(new PoisonSent(7));
                Running.AddOrder(orders, 1);
                await orders.SaveChangesAsync(TestContext.Current.CancellationToken);
            });
            await running.UntilConfirmed(1);
            await running.UntilSent<OrdersContext>();
            var row = Assert.Single(await running.Outbox<OrdersContext>());
            Assert.Contains(nameof(PoisonSent), row.Type, StringComparison.Ordinal);
            Assert.Equal(nameof(InvalidDataException), row.Fault);
            Assert.Equal([1], await running.Reserved());
            var line = Assert.Single(running.Log.All, line => line.Contains("FaultedAt", StringComparison.Ordinal));
            Assert.Contains(row.MessageId.ToString(), line, StringComparison.Ordinal);
        }

        // With the fault taken back it is tried again, in a process that can handle it.
        await using var repaired = await Running.Start(backend.Settings(), builder =>
        {
            builder.AddOrders();
            builder.AddServiceDatabase<StockContext, StockSqliteContext, StockPostgresContext>("stock");
            builder.AddConsumers("stock", consumers => consumers.Add<RepairedConsumer>());
        });
        Assert.Single(await repaired.Outbox<OrdersContext>());
        await repaired.InOrders(orders => orders.Set<OutboxMessage>().ExecuteUpdateAsync(
            row => row.SetProperty(message => message.FaultedAt, (DateTimeOffset?)null), TestContext.Current.CancellationToken));
        await repaired.Until(async () => (await repaired.Outbox<OrdersContext>()).Length == 0);
        Assert.Equal([1, 7], await repaired.Reserved());
    }

    [Fact]
    public async Task A_message_that_always_fails_goes_to_the_error_queue_and_blocks_nothing()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        await using var running = await Running.Start(backend.Settings());
        await running.InOrders(async orders =>
        {
            orders.Publish(new PoisonSent(7));
            Running.AddOrder(orders, 1);
            await orders.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await running.UntilConfirmed(1);
        Assert.Equal(1u, await backend.CountInQueue("stock_error", TestContext.Current.CancellationToken));
        Assert.Equal([1], await running.Reserved());
    }

    [Theory]
    [InlineData(BackendKind.Embedded)]
    [InlineData(BackendKind.Distributed)]
    public async Task A_row_that_cannot_be_read_is_marked_and_blocks_nothing(BackendKind kind)
    {
        await using var backend = await Backend.Create(kind);
        await using var running = await Running.Start(backend.Settings());
        await running.InOrders(async orders =>
        {
            orders.Add(new OutboxMessage { MessageId = Guid.CreateVersion7(), Type = "Routing.Gone, Routing.Contracts", Body = "{}" });
            orders.Add(new OutboxMessage { MessageId = Guid.CreateVersion7(), Type = "Routing.Gone, Gone", Body = "{}" });
            var readable = typeof(OrderPlaced);
            orders.Add(new OutboxMessage { MessageId = Guid.CreateVersion7(), Type = $"{readable.FullName}, {readable.Assembly.GetName().Name}", Body = "{\"number\":" });
            Running.AddOrder(orders, 1);
            await orders.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await running.UntilConfirmed(1);
        await running.UntilSent<OrdersContext>();
        var rows = await running.Outbox<OrdersContext>();
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.NotNull(row.Fault));
    }

    [Theory]
    [InlineData(BackendKind.Embedded)]
    [InlineData(BackendKind.Distributed)]
    public async Task A_question_is_answered(BackendKind kind)
    {
        await using var backend = await Backend.Create(kind);
        await using var running = await Running.Start(backend.Settings());
        await running.Place(1, 2, 3);
        await running.UntilConfirmed(3);
        await using var scope = running.Services.CreateAsyncScope();
        var client = scope.ServiceProvider.GetRequiredService<IRequestClient<CountReserved>>();
        var answer = await client.GetResponse<ReservedCount>(new CountReserved(), TestContext.Current.CancellationToken);
        Assert.Equal(3, answer.Message.Count);
    }

    [Theory]
    [InlineData(BackendKind.Embedded)]
    [InlineData(BackendKind.Distributed)]
    public async Task Bus_and_databases_are_ready_once_started(BackendKind kind)
    {
        await using var backend = await Backend.Create(kind);
        await using var running = await Running.Start(backend.Settings());
        var health = running.Services.GetRequiredService<HealthCheckService>();
        HealthReport? report = null;
        await running.Until(async () =>
        {
            report = await health.CheckHealthAsync(check => check.Tags.Contains("ready"), TestContext.Current.CancellationToken);
            return report.Status == HealthStatus.Healthy;
        });
        Assert.Equal(["bus", "orders-database", "stock-database"], report!.Entries.Keys.Order());
    }

    [Fact]
    public async Task On_the_wire_types_are_urns_and_enums_are_words()
    {
        await using var backend = await Backend.Create(BackendKind.Embedded);
        var seen = new BodyObserver();
        await using var running = await Running.Start(backend.Settings(), builder =>
        {
            builder.AddOrders();
            builder.AddStock();
            builder.Services.AddReceiveObserver(_ => seen);
        });
        await running.Place(1);
        await running.UntilConfirmed(1);
        var body = seen.Bodies.First();
        Assert.Contains("urn:message:Routing.Messaging.Tests.Victim:OrderPlaced", body, StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"veryUrgent\"", body, StringComparison.Ordinal);
    }

    private sealed class RepairedConsumer : InboxConsumer<PoisonSent, StockContext>
    {
        public override Task Handle(PoisonSent message, StockContext context, CancellationToken cancellationToken)
        {
            context.Reservations.Add(new Reservation { Number = message.Number });
            return Task.CompletedTask;
        }
    }

    private sealed class BodyObserver : IReceiveObserver
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Bodies { get; } = new();

        public Task PreReceive(ReceiveContext context)
        {
            Bodies.Enqueue(context.Body.GetString());
            return Task.CompletedTask;
        }

        public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

        public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Task.CompletedTask;

        public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
            where T : class => Task.CompletedTask;

        public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
    }
}
