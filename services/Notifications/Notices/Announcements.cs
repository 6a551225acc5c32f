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
        [NoticeKind.OnTheWay, NoticeKind.Late, NoticeKind.InTimeAgain, NoticeKind.Arrived, NoticeKind.Failed, NoticeKind.Unserved, NoticeKind.Returning];

    // What a customer who wants few messages is told still: a promise that is another, and what they must act on.
    private static readonly HashSet<NoticeKind> Necessary = [.. Urgent, NoticeKind.Changed, NoticeKind.ReturnChanged, NoticeKind.Ready];

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

    /// <summary>Takes back what was not sent yet and is not true any more. True where the customer was told already.</summary>
    public static async Task<bool> Withdraw(this NotificationsContext data, Guid moveId, NoticeKind kind, CancellationToken cancellationToken)
    {
        var wasTold = false;
        foreach (var notice in await data.Notices.Where(n => n.MoveId == moveId && n.Kind == kind).ToListAsync(cancellationToken))
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
