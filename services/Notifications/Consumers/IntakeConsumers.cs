using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Messaging;
using Routing.Notifications.Customers;
using Routing.Notifications.Data;
using Routing.Notifications.Notices;
using Routing.Notifications.Webhooks;

namespace Routing.Notifications.Consumers;

internal sealed class AreaChangedConsumer : InboxConsumer<AreaChanged, NotificationsContext>
{
    public override async Task Handle(AreaChanged message, NotificationsContext context, CancellationToken cancellationToken)
    {
        if (await context.Areas.FindAsync([message.Area], cancellationToken) is { } known) known.TimeZone = message.TimeZone;
        else context.Add(new Area { Id = message.Area, TimeZone = message.TimeZone });
    }
}

internal sealed class ContactChangedConsumer(TimeProvider clock) : InboxConsumer<ContactChanged, NotificationsContext>
{
    public override async Task Handle(ContactChanged message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var customer = await context.CustomerOf(message.RequestId, cancellationToken);
        if (!customer.Take(message)) return;

        // What happened before anybody knew whom to tell.
        foreach (var notice in await context.Notices.Where(n => n.RequestId == message.RequestId && !n.IsAddressed).ToListAsync(cancellationToken))
            context.Address(notice, customer, clock.GetUtcNow());
    }
}

internal sealed class PickupRequestedConsumer(TimeProvider clock) : InboxConsumer<PickupRequested, NotificationsContext>
{
    public override async Task Handle(PickupRequested message, NotificationsContext context, CancellationToken cancellationToken)
    {
        (await context.CustomerOf(message.RequestId, cancellationToken)).Take(message.Details, message.Revision);
        await context.ForgetQuestion(message.RequestId, cancellationToken);
        await context.TellWebhooks(message.RequestId, message, clock.GetUtcNow(), cancellationToken);
    }
}

/// <summary>Asks the customer where the car is, and again where the lift is held for another time or for longer.</summary>
internal sealed class PlaceAskedConsumer(TimeProvider clock) : InboxConsumer<PlaceAsked, NotificationsContext>
{
    public override async Task Handle(PlaceAsked message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var customer = await context.CustomerOf(message.RequestId, cancellationToken);
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        if (message.Revision <= customer.WishRevision || customer.EndedAt is not null) return;
        customer.Take(message.Details, message.Revision);
        var hold = message.Details.Hold;
        var key = $"{message.RequestId}/placeAsked/{hold?.From.UtcDateTime:s}/{hold?.Until.UtcDateTime:s}";
        await context.Announce(NoticeKind.PlaceAsked, key, message.RequestId, moveId: null, new() { Area = message.Area, Hold = hold }, now, now, cancellationToken);
    }
}

internal sealed class LiftReleasedConsumer(TimeProvider clock) : InboxConsumer<LiftReleased, NotificationsContext>
{
    public override async Task Handle(LiftReleased message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var customer = await context.CustomerOf(message.RequestId, cancellationToken);
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);

        // The answer has come meanwhile, or the workshop holds another lift.
        if (customer.WishRevision > message.Revision || customer.EndedAt is not null) return;
        await context.Withdraw(n => n.RequestId == message.RequestId && n.Kind == NoticeKind.PlaceAsked, cancellationToken);
        await context.Announce(NoticeKind.LiftReleased, $"{message.RequestId}/liftReleased/{message.Revision}", message.RequestId, moveId: null, new() { Area = message.Area, Hold = message.Hold }, now, now, cancellationToken);
    }
}

/// <summary>Webhooks alone are told: a customer reads of what happened, not of states.</summary>
internal sealed class RequestStateChangedConsumer(TimeProvider clock) : InboxConsumer<RequestStateChanged, NotificationsContext>
{
    public override Task Handle(RequestStateChanged message, NotificationsContext context, CancellationToken cancellationToken) =>
        context.TellWebhooks(message.RequestId, message, clock.GetUtcNow(), cancellationToken);
}

internal sealed class RequestChangedConsumer(TimeProvider clock) : InboxConsumer<RequestChanged, NotificationsContext>
{
    public override async Task Handle(RequestChanged message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var customer = await context.CustomerOf(message.RequestId, cancellationToken);
        customer.Take(message.Details, message.Revision);
        if (customer.HasChosenReturn) await context.ForgetReminder(message.RequestId, cancellationToken);
        await context.TellWebhooks(message.RequestId, message, clock.GetUtcNow(), cancellationToken);
    }
}

internal sealed class RequestCancelledConsumer(TimeProvider clock) : InboxConsumer<RequestCancelled, NotificationsContext>
{
    public override async Task Handle(RequestCancelled message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        (await context.CustomerOf(message.RequestId, cancellationToken)).EndedAt ??= message.CancelledAt;
        foreach (var move in await context.Moves.Where(m => m.RequestId == message.RequestId).ToListAsync(cancellationToken))
        {
            move.IsCancelled = true;
            await context.Withdraw(n => n.MoveId == move.MoveId && n.Kind == NoticeKind.Unserved, cancellationToken);
        }

        await context.ForgetReminder(message.RequestId, cancellationToken);
        await context.ForgetQuestion(message.RequestId, cancellationToken);

        await context.Announce(NoticeKind.Cancelled, $"{message.RequestId}/cancelled", message.RequestId, moveId: null, new(), now, now, cancellationToken);
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
    }
}

internal sealed class ReportCountersignedConsumer(TimeProvider clock) : InboxConsumer<ReportCountersigned, NotificationsContext>
{
    public override Task Handle(ReportCountersigned message, NotificationsContext context, CancellationToken cancellationToken) =>
        context.TellWebhooks(message.RequestId, message, clock.GetUtcNow(), cancellationToken);
}

internal sealed class ReportDisputedConsumer(TimeProvider clock) : InboxConsumer<ReportDisputed, NotificationsContext>
{
    public override Task Handle(ReportDisputed message, NotificationsContext context, CancellationToken cancellationToken) =>
        context.TellWebhooks(message.RequestId, message, clock.GetUtcNow(), cancellationToken);
}
