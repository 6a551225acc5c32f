using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Values;
using Routing.Notifications.Customers;
using Routing.Notifications.Data;
using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Notices;

/// <summary>Makes notices and their deliveries, in the transaction of the message that they come from.</summary>
internal static class Announcements
{
    // By mail a customer is told everything; a phone rings only for what cannot wait.
    private static readonly HashSet<NoticeKind> Urgent =
        [NoticeKind.OnTheWay, NoticeKind.Late, NoticeKind.InTimeAgain, NoticeKind.Arrived, NoticeKind.Failed, NoticeKind.Unserved, NoticeKind.Returning, NoticeKind.Message];

    // What a customer who wants few messages is told still: a promise that is another, and what they must act on.
    private static readonly HashSet<NoticeKind> Necessary = [.. Urgent, NoticeKind.Changed, NoticeKind.ReturnChanged, NoticeKind.Ready, NoticeKind.NotYetReady, NoticeKind.Overnight, NoticeKind.PlaceAsked, NoticeKind.LiftReleased];

    /// <summary>The row for a request, made when it is first heard of.</summary>
    public static async Task<Customer> CustomerOf(this NotificationsContext data, Guid requestId, CancellationToken cancellationToken)
    {
        if (await data.Customers.FindAsync([requestId], cancellationToken) is { } known) return known;
        var made = new Customer { RequestId = requestId };
        data.Add(made);
        return made;
    }

    /// <summary>The row for a move, made when it is first heard of; null when it is not known what the move is for.</summary>
    public static async Task<MoveNews?> NewsOf(this NotificationsContext data, Guid requestId, Guid moveId, MoveKind? kind, CancellationToken cancellationToken)
    {
        if (await data.Moves.FindAsync([moveId], cancellationToken) is { } known) return known;
        kind ??= (await data.Customers.FindAsync([requestId], cancellationToken))?.KindOf(moveId);
        if (kind is null) return null;
        var made = new MoveNews { MoveId = moveId, RequestId = requestId, Kind = kind.Value };
        data.Add(made);
        return made;
    }

    /// <summary>Tells the customer, unless that was done under the same key.</summary>
    public static async Task Announce(
        this NotificationsContext data, NoticeKind kind, string key, Guid requestId, Guid? moveId, NoticeFacts facts, DateTimeOffset now, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        if (await data.Notices.AnyAsync(n => n.Key == key, cancellationToken)) return;
        var notice = new Notice { Id = Guid.CreateVersion7(now), Key = key, RequestId = requestId, MoveId = moveId, Kind = kind, Facts = facts, CreatedAt = now, DueAt = dueAt };
        data.Add(notice);
        if (await data.Customers.FindAsync([requestId], cancellationToken) is { IsReachable: true } customer) data.Address(notice, customer, now);
    }

    /// <summary>Makes the deliveries of a notice.</summary>
    public static void Address(this NotificationsContext data, Notice notice, Customer customer, DateTimeOffset now)
    {
        notice.IsAddressed = true;
        if (customer.WantsFew && !Necessary.Contains(notice.Kind)) return;
        if (customer.Email is not null) data.Add(NewDelivery(Channel.Email));
        if (customer.Phone is not null && (customer.Email is null || Urgent.Contains(notice.Kind))) data.Add(NewDelivery(Channel.Sms));

        Delivery NewDelivery(Channel channel) => new()
        {
            Id = Guid.CreateVersion7(now),
            RequestId = notice.RequestId,
            NoticeId = notice.Id,
            What = JsonNamingPolicy.CamelCase.ConvertName(notice.Kind.ToString()),
            Channel = channel,
            CreatedAt = now,
            DueAt = notice.DueAt,
            NextAt = notice.DueAt,
        };
    }

    /// <summary>Tells of a delay, or that it is over, where that is news; what was to be told of it before is not true any more.</summary>
    /// <param name="data">The service's data.</param>
    /// <param name="move">The move, which knows what was told.</param>
    /// <param name="window">The promise.</param>
    /// <param name="day">The day of the move.</param>
    /// <param name="late">Minutes past the promise; 0 for none.</param>
    /// <param name="least">More than this is a delay, minutes.</param>
    /// <param name="again">What it has to change by to be told again, minutes.</param>
    /// <param name="now">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task TellDelay(
        this NotificationsContext data, MoveNews move, Window? window, DateOnly day, int late, int least, int again, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (move.Delay(late, least, again) is not { } kind) return;
        await data.Withdraw(n => n.MoveId == move.MoveId && (n.Kind == NoticeKind.Late || n.Kind == NoticeKind.InTimeAgain), cancellationToken);
        var facts = move.Facts with { Window = window, MinutesLate = kind == NoticeKind.Late ? late : null };
        await data.Announce(kind, $"{move.MoveId}/late/{day:yyyyMMdd}/{move.Revision}/{move.LateTimes}", move.RequestId, move.MoveId, facts, now, now, cancellationToken);
    }

    /// <summary>Nobody need be asked any more when the car is to come back.</summary>
    public static Task<bool> ForgetReminder(this NotificationsContext data, Guid requestId, CancellationToken cancellationToken) =>
        data.Withdraw(n => n.RequestId == requestId && n.Kind == NoticeKind.ReturnReminder, cancellationToken);

    /// <summary>Nobody need be asked any more where the car is.</summary>
    public static Task<bool> ForgetQuestion(this NotificationsContext data, Guid requestId, CancellationToken cancellationToken) =>
        data.Withdraw(n => n.RequestId == requestId && (n.Kind == NoticeKind.PlaceAsked || n.Kind == NoticeKind.LiftReleased), cancellationToken);

    /// <summary>Takes back what was not sent yet and is not true any more. True where the customer was told already.</summary>
    public static async Task<bool> Withdraw(this NotificationsContext data, Expression<Func<Notice, bool>> which, CancellationToken cancellationToken)
    {
        var wasTold = false;
        foreach (var notice in await data.Notices.Where(which).ToListAsync(cancellationToken))
        {
            notice.IsAddressed = true;
            foreach (var delivery in await data.Deliveries.Where(d => d.NoticeId == notice.Id).ToListAsync(cancellationToken))
            {
                wasTold |= delivery.State == DeliveryState.Sent;
                if (delivery.State == DeliveryState.Waiting) delivery.State = DeliveryState.Withdrawn;
            }
        }

        return wasTold;
    }
}
