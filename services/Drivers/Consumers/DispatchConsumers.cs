using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Dispatch;
using Routing.Drivers.Data;
using Routing.Drivers.Messages;
using Routing.Messaging;

namespace Routing.Drivers.Consumers;

internal sealed class DispatcherWroteConsumer(TimeProvider clock) : InboxConsumer<DispatcherWrote, DriversContext>
{
    public override async Task Handle(DispatcherWrote message, DriversContext context, CancellationToken cancellationToken)
    {
        if (message.DriverId is not { } driver || await context.Messages.AnyAsync(known => known.WrittenId == message.WrittenId, cancellationToken)) return;
        context.Add(new DriverMessage { WrittenId = message.WrittenId, DriverId = driver, Day = message.Day, By = message.By, Text = message.Text, At = message.At, ReceivedAt = clock.GetUtcNow() });
    }
}
