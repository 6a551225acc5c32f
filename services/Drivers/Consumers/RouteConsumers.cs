using Routing.Contracts.Planning;
using Routing.Drivers.Data;
using Routing.Drivers.Queues;
using Routing.Messaging;

namespace Routing.Drivers.Consumers;

// A consumer's scope ends after its transaction has: then the poster can see what it wrote.
internal sealed class RouteAssignedConsumer(TimeProvider clock, QueueBell bell) : InboxConsumer<RouteAssigned, DriversContext>, IDisposable
{
    public override Task Handle(RouteAssigned message, DriversContext context, CancellationToken cancellationToken) =>
        SheetStore.Accept(context, message.Sheet, clock.GetUtcNow(), cancellationToken);

    public void Dispose() => bell.Ring();
}

internal sealed class RouteRevokedConsumer(TimeProvider clock, QueueBell bell) : InboxConsumer<RouteRevoked, DriversContext>, IDisposable
{
    public override Task Handle(RouteRevoked message, DriversContext context, CancellationToken cancellationToken) =>
        SheetStore.Revoke(context, message, clock.GetUtcNow(), cancellationToken);

    public void Dispose() => bell.Ring();
}

internal sealed class EtaChangedConsumer : InboxConsumer<EtaChanged, DriversContext>
{
    public override async Task Handle(EtaChanged message, DriversContext context, CancellationToken cancellationToken)
    {
        var stop = await context.Stops.FindAsync([message.MoveId, message.StopIndex], cancellationToken);
        if (stop is null || stop.DriverId != message.DriverId || stop.EtaAt >= message.At) return;
        stop.Eta = message.Eta;
        stop.EtaAt = message.At;
        stop.Version++;
    }
}
