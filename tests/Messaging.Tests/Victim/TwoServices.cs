using Microsoft.Extensions.Hosting;

namespace Routing.Messaging.Tests.Victim;

/// <summary>Two services with a database each, wired as real ones are.</summary>
public static class TwoServices
{
    public static void AddOrders(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<OrdersContext, OrdersSqliteContext, OrdersPostgresContext>("orders");
        builder.AddConsumers("orders", consumers => consumers.Add<GoodsReservedConsumer>());
    }

    public static void AddStock(this IHostApplicationBuilder builder)
    {
        builder.AddServiceDatabase<StockContext, StockSqliteContext, StockPostgresContext>("stock");
        builder.AddConsumers("stock", consumers => consumers
            .Add<OrderPlacedConsumer>()
            .Add<PoisonSentConsumer>()
            .AddResponder<CountReservedConsumer>());
    }
}
