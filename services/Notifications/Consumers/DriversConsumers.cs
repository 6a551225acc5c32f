using Microsoft.Extensions.Options;
using Routing.Contracts.Drivers;
using Routing.Contracts.Values;
using Routing.Messaging;
using Routing.Notifications.Customers;
using Routing.Notifications.Data;
using Routing.Notifications.Notices;
using Routing.Notifications.Webhooks;

namespace Routing.Notifications.Consumers;

internal sealed class DriverDepartedConsumer(TimeProvider clock) : InboxConsumer<DriverDeparted, NotificationsContext>
{
    public override async Task Handle(DriverDeparted message, NotificationsContext context, CancellationToken cancellationToken)
    {
        if (message is not { RequestId: { } requestId, MoveId: { } moveId }) return;
        var now = clock.GetUtcNow();
        await context.TellWebhooks(requestId, message, now, cancellationToken);
        var move = await context.NewsOf(requestId, moveId, kind: null, cancellationToken);

        // With the customer's car aboard the return was told when it left the workshop.
        if (move is not { IsMet: false, IsCancelled: false } || message.StopIndex != move.CustomerStop || move.Kind == MoveKind.Return) return;
        var facts = move.Facts with { Driver = move.DriverId == message.DriverId ? move.Driver : null };
        await context.Announce(NoticeKind.OnTheWay, $"{moveId}/onTheWay/{message.Day:yyyyMMdd}/{message.DriverId}", requestId, moveId, facts, now, now, cancellationToken);
    }
}

internal sealed class DriverDelayedConsumer(TimeProvider clock, IOptions<NotificationsOptions> options) : InboxConsumer<DriverDelayed, NotificationsContext>
{
    public override async Task Handle(DriverDelayed message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        var move = await context.NewsOf(message.RequestId, message.MoveId, kind: null, cancellationToken);
        if (move is not { IsMet: false, IsCancelled: false, Window: { } promised } || message.StopIndex != move.CustomerStop || move.EtaAt >= message.At) return;
        (move.Eta, move.EtaAt) = (message.Eta, message.At);

        // A driver's own word counts from the first minute past the promise; within it the customer's page shows the estimate.
        var late = Math.Max(0, (int)Math.Ceiling((message.Eta - promised.Until).TotalMinutes));
        await context.TellDelay(move, promised, message.Day, late, least: 0, options.Value.LateAgainMinutes, now, cancellationToken);
    }
}

internal sealed class StopArrivedConsumer(TimeProvider clock) : InboxConsumer<StopArrived, NotificationsContext>
{
    public override async Task Handle(StopArrived message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        var move = await context.NewsOf(message.RequestId, message.MoveId, kind: null, cancellationToken);
        if (move is not { IsMet: false } || message.StopIndex != move.CustomerStop) return;
        await context.Announce(NoticeKind.Arrived, $"{move.MoveId}/arrived/{message.Day:yyyyMMdd}/{message.DriverId}", move.RequestId, move.MoveId, move.Facts with { WaitsUntil = message.WaitsUntil }, now, now, cancellationToken);
    }
}

internal sealed class VehicleCollectedConsumer(TimeProvider clock) : InboxConsumer<VehicleCollected, NotificationsContext>
{
    public override async Task Handle(VehicleCollected message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        if (await context.NewsOf(message.RequestId, message.MoveId, kind: null, cancellationToken) is not { } move) return;

        // The first car of a swap is the courtesy car.
        if (move.Kind == MoveKind.Swap && message.StopIndex < move.CustomerStop) return;
        if (move.Kind == MoveKind.Return)
        {
            await context.ForgetReminder(message.RequestId, cancellationToken);
            if (!move.IsMet) await context.Announce(NoticeKind.Returning, $"{move.MoveId}/returning", move.RequestId, move.MoveId, move.Facts, now, now, cancellationToken);
            return;
        }

        move.IsMet = true;
        await context.Announce(NoticeKind.Collected, $"{move.MoveId}/collected", move.RequestId, move.MoveId, move.Facts, now, now, cancellationToken);
    }
}

internal sealed class VehicleHandedOverConsumer(TimeProvider clock) : InboxConsumer<VehicleHandedOver, NotificationsContext>
{
    public override async Task Handle(VehicleHandedOver message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        if (await context.NewsOf(message.RequestId, message.MoveId, kind: null, cancellationToken) is not { } move) return;
        var customer = await context.CustomerOf(message.RequestId, cancellationToken);
        move.IsMet = true;
        if (move.Kind == MoveKind.Return)
        {
            customer.EndedAt ??= message.At;
            await context.Announce(NoticeKind.Returned, $"{move.MoveId}/returned", move.RequestId, move.MoveId, move.Facts, now, now, cancellationToken);
        }
        else if (move.Kind == MoveKind.Collection || message.StopIndex > move.CustomerStop)
        {
            if (customer is { WishRevision: > 0, ReturnMoveId: null }) customer.EndedAt ??= message.At;
            await context.Announce(NoticeKind.AtWorkshop, $"{move.MoveId}/atWorkshop", move.RequestId, move.MoveId, move.Facts, now, now, cancellationToken);
        }
    }
}

internal sealed class StopFailedConsumer(TimeProvider clock) : InboxConsumer<StopFailed, NotificationsContext>
{
    public override async Task Handle(StopFailed message, NotificationsContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await context.TellWebhooks(message.RequestId, message, now, cancellationToken);
        if (await context.NewsOf(message.RequestId, message.MoveId, kind: null, cancellationToken) is not { } move) return;
        move.IsMet = true;
        var facts = move.Facts with { Failure = message.Reason, Consequence = message.Consequence };
        await context.Announce(NoticeKind.Failed, $"{move.MoveId}/failed/{message.At.ToUnixTimeSeconds()}", move.RequestId, move.MoveId, facts, now, now, cancellationToken);
    }
}

/// <summary>Whoever was not met after all is told again what follows.</summary>
internal sealed class StopCorrectedConsumer(TimeProvider clock) : InboxConsumer<StopCorrected, NotificationsContext>
{
    public override async Task Handle(StopCorrected message, NotificationsContext context, CancellationToken cancellationToken)
    {
        await context.TellWebhooks(message.RequestId, message, clock.GetUtcNow(), cancellationToken);
        if (message.Undone is null or StopEvent.Arrived || await context.NewsOf(message.RequestId, message.MoveId, kind: null, cancellationToken) is not { } move) return;
        if (message.StopIndex == move.CustomerStop) move.IsMet = false;
        if (message.Undone == StopEvent.HandedOver) (await context.CustomerOf(message.RequestId, cancellationToken)).EndedAt = null;
    }
}
