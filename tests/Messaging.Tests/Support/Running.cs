using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Routing.Messaging.Tests.Victim;

namespace Routing.Messaging.Tests.Support;

/// <summary>A process of services, inside the test.</summary>
public sealed class Running : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IHost _host;

    private Running(IHost host, LogLines log)
    {
        _host = host;
        Log = log;
    }

    public LogLines Log { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Orders and Stock in one process, unless <paramref name="add"/> says what is.</summary>
    public static async Task<Running> Start(
        Dictionary<string, string?> settings, Action<IHostApplicationBuilder>? add = null)
    {
        var running = Build(settings, add);
        await running._host.StartAsync(TestContext.Current.CancellationToken);
        return running;
    }

    public static Running Build(Dictionary<string, string?> settings, Action<IHostApplicationBuilder>? add = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings);
        var log = new LogLines();
        builder.Logging.AddProvider(log);
        builder.Services.AddSingleton(new FailPoints(FailPoint.None, 0));
        if (add is not null)
        {
            add(builder);
        }
        else
        {
            builder.AddOrders();
            builder.AddStock();
        }
        builder.AddBus();
        builder.Logging.AddFilter<LogLines>("MassTransit", LogLevel.Debug);
        return new Running(builder.Build(), log);
    }

    public async Task Place(params int[] numbers) => await InOrders(async orders =>
    {
        foreach (var number in numbers)
            AddOrder(orders, number);
        await orders.SaveChangesAsync();
    });

    public static void AddOrder(OrdersContext orders, int number)
    {
        var now = TimeProvider.System.GetUtcNow();
        orders.Orders.Add(new Order { Number = number, Kind = OrderKind.VeryUrgent, At = now });
        orders.Publish(new OrderPlaced(number, OrderKind.VeryUrgent, now));
    }

    public Task InOrders(Func<OrdersContext, Task> work) => In(work);

    /// <summary>Numbers in the order of their effects.</summary>
    public Task<List<int>> Reserved() =>
        Ask<StockContext, List<int>>(stock => stock.Reservations.OrderBy(row => row.Id).Select(row => row.Number).ToListAsync());

    public Task<List<int>> Confirmed() =>
        Ask<OrdersContext, List<int>>(orders => orders.Confirmations.OrderBy(row => row.Id).Select(row => row.Number).ToListAsync());

    public Task<OutboxMessage[]> Outbox<TContext>() where TContext : ServiceContext =>
        Ask<TContext, OutboxMessage[]>(context => context.Set<OutboxMessage>().AsNoTracking().OrderBy(row => row.Sequence).ToArrayAsync());

    public async Task<TResult> Ask<TContext, TResult>(Func<TContext, Task<TResult>> question)
        where TContext : ServiceContext
    {
        await using var scope = _host.Services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<TContext>());
    }

    /// <summary>Waits until the condition holds, or fails the test after a minute with the last log lines.</summary>
    public async Task Until(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > Patience)
                Assert.Fail($"Still not so after {Patience}.\n{await Describe()}");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public Task UntilConfirmed(int count) => Until(async () => (await Confirmed()).Count >= count);

    public Task UntilSent<TContext>() where TContext : ServiceContext =>
        Until(async () => (await Outbox<TContext>()).All(row => row.FaultedAt is not null));

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    private async Task<string> Describe()
    {
        var lines = new List<string>();
        if (Services.GetService<OrdersContext>() is not null)
        {
            lines.Add($"outbox of orders: {(await Outbox<OrdersContext>()).Length} rows");
            lines.Add($"confirmed: {string.Join(' ', await Confirmed())}");
        }
        if (Services.GetService<StockContext>() is not null)
        {
            lines.Add($"outbox of stock: {(await Outbox<StockContext>()).Length} rows");
            lines.Add($"reserved: {string.Join(' ', await Reserved())}");
        }
        return string.Join('\n', lines.Concat(Log.All.TakeLast(100)));
    }

    private async Task In<TContext>(Func<TContext, Task> work) where TContext : ServiceContext
    {
        await using var scope = _host.Services.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<TContext>());
    }
}
