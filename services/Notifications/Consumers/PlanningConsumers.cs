using Microsoft.Extensions.Options;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Messaging;
using Routing.Notifications.Data;
using Routing.Notifications.Notices;
using Routing.Notifications.Webhooks;

namespace Routing.Notifications.Consumers;

internal sealed class PickupScheduledConsumer(TimeProvider clock) : InboxConsumer<PickupScheduled, NotificationsContext>
{
    public override async Task Handle(PickupScheduled message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        var move = (await context.NewsOf(message.RequestId, message.MoveId, message.Kind, cancellationToken))!;
        if (!move.IsNews(message.Revision, message.Day, message.PlanVersion)) return;
        var (dayBefore, revisionBefore) = (move.Day, move.Revision);
        var before = move.Take(message);
        var wasRefused = await context.Withdraw(n => n.MoveId == move.MoveId && n.Kind == NoticeKind.Unserved, cancellationToken);

        // Another driver in the same window is no news to the customer: who comes is told when the driver leaves.
        if ((before == message.Window && !wasRefused) || move.IsMet || move.IsCancelled) return;
        var customer = await context.CustomerOf(message.RequestId, cancellationToken);
        var staysOvernight = message.Kind == MoveKind.Return && message.Day > dayBefore && message.Revision == revisionBefore && customer.IsNotReady;
        if (staysOvernight) customer.ChooseReturnAgain();
        var kind = (message.Kind == MoveKind.Return, before is null) switch
        {
            (false, true) => NoticeKind.Booked,
            (false, false) => NoticeKind.Changed,
            (true, true) => NoticeKind.ReturnBooked,
            (true, false) => staysOvernight ? NoticeKind.Overnight : NoticeKind.ReturnChanged,
        };
        var facts = move.Facts with { Lon = message.Place.Lon, Lat = message.Place.Lat };
        await context.Announce(kind, $"{move.MoveId}/window/{message.Revision}/{message.Day:yyyyMMdd}/{message.PlanVersion}", move.RequestId, move.MoveId, facts, now, now, cancellationToken);
    }
}

internal sealed class PickupUnservedConsumer(TimeProvider clock, IOptions<NotificationsOptions> options) : InboxConsumer<PickupUnserved, NotificationsContext>
{
    public override async Task Handle(PickupUnserved message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        var move = (await context.NewsOf(message.RequestId, message.MoveId, message.Kind, cancellationToken))!;
        if (!move.IsNews(message.Revision, message.Day, message.PlanVersion)) return;
        (move.Area, move.Day, move.Revision, move.PlanVersion) = (message.Area, message.Day, message.Revision, message.PlanVersion);
        if (move.IsMet || move.IsCancelled) return;

        // Told after a while, since Planning goes on looking; a promise that is made in between withdraws it.
        var facts = new NoticeFacts { Area = message.Area, Window = message.Promised, Reason = message.Reason };
        await context.Announce(
            NoticeKind.Unserved, $"{move.MoveId}/unserved/{message.Revision}/{message.Day:yyyyMMdd}/{message.Reason.Code}", move.RequestId, move.MoveId, facts,
            now, now.AddSeconds(options.Value.UnservedGraceSeconds), cancellationToken);
    }
}

internal sealed class EtaChangedConsumer(TimeProvider clock, IOptions<NotificationsOptions> options) : InboxConsumer<EtaChanged, NotificationsContext>
{
    public override async Task Handle(EtaChanged message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        if (await context.NewsOf(message.RequestId, message.MoveId, kind: null, cancellationToken) is not { IsMet: false, IsCancelled: false } move || move.EtaAt >= message.At) return;
        (move.Area, move.Eta, move.EtaAt) = (message.Area, message.Eta, message.At);
        await context.TellDelay(move, message.Window ?? move.Window, message.Day, (message.LateSeconds + 59) / 60, options.Value.LateMinutes, options.Value.LateAgainMinutes, now, cancellationToken);
    }
}
