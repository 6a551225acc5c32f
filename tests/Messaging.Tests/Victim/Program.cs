using System.Globalization;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Routing.Messaging;
using Routing.Messaging.Tests.Victim;

// Reads order numbers from standard input, takes each as an order, and answers "ok NUMBER" when it is committed;
// "end" with "ended". At the end of its input it stops.
// FailAt and FailAfter tell where to die; all else is configured as a service is.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders().AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
var failPoints = new FailPoints(
    builder.Configuration.GetValue("FailAt", FailPoint.None), builder.Configuration.GetValue("FailAfter", 1));
builder.Services.AddSingleton(failPoints);
builder.Services.AddPublishObserver<PublishFailPoints>();
builder.Services.AddConsumeObserver<ConsumeFailPoints>();
builder.Services.ConfigureDbContext<OrdersSqliteContext>(context => context.AddInterceptors(new CommitFailPoints(failPoints)));
builder.Services.ConfigureDbContext<OrdersPostgresContext>(context => context.AddInterceptors(new CommitFailPoints(failPoints)));
builder.AddOrders();
builder.AddStock();
builder.AddBus();

using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("started");
while (await Console.In.ReadLineAsync() is { } line)
{
    if (line == "end")
    {
        Console.WriteLine("ended");
        continue;
    }
    var number = int.Parse(line, CultureInfo.InvariantCulture);
    await using var scope = host.Services.CreateAsyncScope();
    var orders = scope.ServiceProvider.GetRequiredService<OrdersContext>();
    // The sender asks again after a crash: taking an order twice would be the sender's double, not ours.
    if (!await orders.Orders.AnyAsync(order => order.Number == number))
    {
        var now = TimeProvider.System.GetUtcNow();
        orders.Orders.Add(new Order { Number = number, Kind = OrderKind.VeryUrgent, At = now });
        orders.Publish(new OrderPlaced(number, OrderKind.VeryUrgent, now));
        await orders.SaveChangesAsync();
    }
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ok {number}"));
}
await host.StopAsync();
