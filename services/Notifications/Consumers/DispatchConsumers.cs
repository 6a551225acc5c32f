using Routing.Contracts.Dispatch;
using Routing.Messaging;
using Routing.Notifications.Customers;
using Routing.Notifications.Data;
using Routing.Notifications.Notices;
using Routing.Notifications.Webhooks;

namespace Routing.Notifications.Consumers;

internal sealed class VehicleReadyConsumer(TimeProvider clock) : InboxConsumer<VehicleReady, NotificationsContext>
{
    public override async Task Handle(VehicleReady message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);

        // What a workshop expects may change again: a window that moves by it is told as such.
        if (!message.IsReady) return;
        var customer = await context.CustomerOf(message.RequestId, cancellationToken);
        var promised = customer.ReturnMoveId is { } back && await context.Moves.FindAsync([back], cancellationToken) is { IsCancelled: false } move ? move.Window : null;
        var facts = new NoticeFacts { Area = message.Area, Window = promised };
        await context.Announce(NoticeKind.Ready, $"{message.RequestId}/ready", message.RequestId, moveId: null, facts, now, now, cancellationToken);
    }
}
