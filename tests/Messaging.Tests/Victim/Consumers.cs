using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace Routing.Messaging.Tests.Victim;

public sealed class OrderPlacedConsumer(FailPoints failPoints) : InboxConsumer<OrderPlaced, StockContext>
{
    public override async Task Handle(OrderPlaced message, StockContext context, CancellationToken cancellationToken)
    {
        context.Reservations.Add(new Reservation { Number = message.Number });
        context.Publish(new GoodsReserved(message.Number));
        await context.SaveChangesAsync(cancellationToken);
        failPoints.Reach(FailPoint.InConsumer);
    }
}

public sealed class GoodsReservedConsumer : InboxConsumer<GoodsReserved, OrdersContext>
{
    public override Task Handle(GoodsReserved message, OrdersContext context, CancellationToken cancellationToken)
    {
        context.Confirmations.Add(new Confirmation { Number = message.Number });
        return Task.CompletedTask;
    }
}

public sealed class PoisonSentConsumer : InboxConsumer<PoisonSent, StockContext>
{
    public override Task Handle(PoisonSent message, StockContext context, CancellationToken cancellationToken)
    {
        context.Reservations.Add(new Reservation { Number = -message.Number });
        throw new InvalidDataException("This message fails at every attempt.");
    }
}

public sealed class CountReservedConsumer(StockContext context) : IConsumer<CountReserved>
{
    public async Task Consume(ConsumeContext<CountReserved> consume) => await consume.RespondAsync(
        new ReservedCount(await context.Reservations.CountAsync(consume.CancellationToken)));
}
