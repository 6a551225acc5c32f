using Microsoft.Extensions.Options;
using Routing.Contracts.Dispatch;
using Routing.Messaging;
using Routing.Notifications.Customers;
using Routing.Notifications.Data;
using Routing.Notifications.Notices;
using Routing.Notifications.Webhooks;

namespace Routing.Notifications.Consumers;

internal sealed class VehicleReadyConsumer(TimeProvider clock, IOptions<NotificationsOptions> options) : InboxConsumer<VehicleReady, NotificationsContext>
{
    public override async Task Handle(VehicleReady message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        var customer = await context.CustomerOf(message.RequestId, cancellationToken);
        var (wasReady, readyKey) = (customer.IsReady, ReadyKey(customer));
        if (!customer.Take(message) || message.IsReady == wasReady) return;

        var promised = customer.ReturnMoveId is { } back && await context.Moves.FindAsync([back], cancellationToken) is { IsCancelled: false } move ? move.Window : null;
        var facts = new NoticeFacts { Area = message.Area, Window = promised };
        if (message.IsReady)
        {
            await context.Announce(NoticeKind.Ready, ReadyKey(customer), message.RequestId, moveId: null, facts, now, now, cancellationToken);
            if (customer.HasChosenReturn) return;
            var reminderAt = now.AddMinutes(options.Value.ReturnReminderMinutes);
            await context.Announce(NoticeKind.ReturnReminder, $"{ReadyKey(customer)}/reminder", message.RequestId, moveId: null, facts, now, reminderAt, cancellationToken);
            return;
        }

        // What a workshop expects may change often, and a window that moves by it is told as such; but whoever heard "ready" hears that it is not.
        await context.ForgetReminder(message.RequestId, cancellationToken);
        if (!await context.Withdraw(n => n.Key == readyKey, cancellationToken)) return;
        await context.Announce(NoticeKind.NotYetReady, $"{readyKey}/notYet", message.RequestId, moveId: null, facts with { ReadyAt = message.ReadyAt }, now, now, cancellationToken);
    }

    private static string ReadyKey(Customer customer) => $"{customer.RequestId}/ready/{customer.ReadinessAt?.ToUnixTimeMilliseconds()}";
}

internal sealed class DispatcherWroteConsumer(TimeProvider clock) : InboxConsumer<DispatcherWrote, NotificationsContext>
{
    public override Task Handle(DispatcherWrote message, NotificationsContext context, CancellationToken cancellationToken)
    {
        if (message.RequestId is not { } request) return Task.CompletedTask;
        var now = clock.GetUtcNow();
        return context.Announce(NoticeKind.Message, $"{message.WrittenId}/message", request, moveId: null, new() { Area = message.Area, Message = message.Text }, now, now, cancellationToken);
    }
}
