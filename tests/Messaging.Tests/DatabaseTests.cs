using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Routing.Messaging.Tests.Support;
using Routing.Messaging.Tests.Victim;

namespace Routing.Messaging.Tests;

[Collection("RabbitMQ")]
public sealed class DatabaseTests
{
    [Theory]
    [InlineData(BackendKind.Embedded)]
    [InlineData(BackendKind.Distributed)]
    public async Task Instants_are_ordered_and_come_back_in_UTC_and_enums_are_words(BackendKind kind)
    {
        await using var backend = await Backend.Create(kind);
        await using var running = await Running.Start(backend.Settings());
        var noon = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        // Later in the day by the clock on the wall, earlier in time.
        var east = new DateTimeOffset(2026, 3, 1, 13, 30, 0, TimeSpan.FromHours(3));
        await running.InOrders(async orders =>
        {
            orders.Orders.Add(new Order { Number = 1, At = noon, ClosedAt = noon.AddTicks(5_000_010), Kind = OrderKind.VeryUrgent });
            orders.Orders.Add(new Order { Number = 2, At = east, FormerKind = OrderKind.VeryUrgent });
            await orders.SaveChangesAsync(TestContext.Current.CancellationToken);
        });
        await running.InOrders(async orders =>
        {
            var rows = await orders.Orders.OrderBy(order => order.At).ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal([2, 1], rows.Select(order => order.Number));
            Assert.Equal(east.ToUniversalTime(), rows[0].At);
            Assert.Equal(TimeSpan.Zero, rows[0].At.Offset);
            Assert.Equal(noon.AddTicks(5_000_010), rows[1].ClosedAt);
            Assert.Equal([1], await orders.Orders.Where(order => order.At > noon.AddHours(-1)).Select(order => order.Number).ToListAsync(TestContext.Current.CancellationToken));
            Assert.Equal([2], await orders.Orders.Where(order => order.FormerKind == OrderKind.VeryUrgent).Select(order => order.Number).ToListAsync(TestContext.Current.CancellationToken));
            var words = await orders.Database.SqlQueryRaw<string>("SELECT \"Kind\" AS \"Value\" FROM \"Orders\" ORDER BY \"Number\"").ToListAsync(TestContext.Current.CancellationToken);
            Assert.Equal(["VeryUrgent", "Normal"], words);
        });
    }

    [Fact]
    public async Task Processes_that_start_at_once_on_an_absent_database_make_it_once()
    {
        await using var backend = await Backend.Create(BackendKind.Distributed);
        var started = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Running.Start(backend.Settings())));
        await started[0].Place(1);
        await started[0].UntilConfirmed(1);
        foreach (var running in started)
            await running.DisposeAsync();
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_told_with_what_to_do()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => Running.Start(new()
        {
            ["Database:Provider"] = "postgres",
            ["Database:WaitSeconds"] = "0",
            ["ConnectionStrings:orders"] = "Host=127.0.0.1;Port=1;Username=secret-user;Password=secret-word;Database=orders",
        }, builder => builder.AddOrders()));
        Assert.Equal(
            "The database of orders cannot be reached: PostgreSQL at 127.0.0.1:1, database orders. Start PostgreSQL, or set ConnectionStrings:orders.",
            error.Message);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_told_with_what_to_do()
    {
        var file = Path.GetTempFileName();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Running.Start(new() { ["Data"] = Path.Combine(file, "below") }, builder => builder.AddOrders()));
        File.Delete(file);
        Assert.Contains("Set Data to a directory that can be written.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Database:Provider", "oracle", "Database:Provider is 'oracle'; set it to 'sqlite' or 'postgres'.")]
    [InlineData("Database:Provider", "postgres", "ConnectionStrings:orders is empty")]
    [InlineData("Bus:Transport", "pigeon", "Bus:Transport is 'pigeon'; set it to 'memory' or 'rabbitmq'.")]
    public void A_wrong_setting_is_named(string key, string value, string text)
    {
        var error = Assert.Throws<InvalidOperationException>(() =>
            Running.Build(new() { [key] = value }, builder => builder.AddOrders()));
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handled_messages_are_forgotten_after_the_days_that_are_set()
    {
        await using var backend = await Backend.Create(BackendKind.Embedded);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        var settings = backend.Settings();
        settings["Database:InboxDays"] = "3";
        await using var running = await Running.Start(settings, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.AddOrders();
            builder.AddStock();
        });
        await running.Place(1);
        await running.UntilConfirmed(1);
        time.Advance(TimeSpan.FromDays(2));
        await running.Place(2);
        await running.UntilConfirmed(2);
        time.Advance(TimeSpan.FromDays(1.5));
        await running.Services.GetRequiredService<InboxCleaner<StockContext>>().Do(TestContext.Current.CancellationToken);
        var left = await running.Ask<StockContext, InboxMessage[]>(stock =>
            stock.Set<InboxMessage>().ToArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 12, 0, 0, TimeSpan.Zero), Assert.Single(left).HandledAt);
    }
}
