using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Values;
using Routing.Drivers.Data;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Contacts;

/// <summary>Keeps contacts while a move of theirs is ahead, and no longer.</summary>
internal static class ContactStore
{
    public static async Task<CustomerContact> FindOrAdd(
        DriversContext context, Guid requestId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var contact = await context.Contacts.FindAsync([requestId], cancellationToken);
        if (contact is null)
        {
            contact = new CustomerContact { RequestId = requestId, TouchedAt = now };
            context.Contacts.Add(contact);
        }

        contact.TouchedAt = now;
        return contact;
    }

    public static async Task NoteMoves(
        DriversContext context, Guid requestId, int revision, RequestDetails details, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var contact = await FindOrAdd(context, requestId, now, cancellationToken);
        if (contact.MovesRevision >= revision) return;
        contact.MovesRevision = revision;
        contact.CollectionMoveId = details.CollectionMoveId;
        contact.ReturnMoveId = details.ReturnMoveId;
        contact.Version++;
    }

    /// <summary>Call when a stop is done: forgets what opens a locker at the customer's and, with the move's last stop, the contact.</summary>
    public static async Task Forget(DriversContext context, StopProgress stop, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (stop.IsAtCustomer && await context.Contacts.FindAsync([stop.RequestId], cancellationToken) is { } contact) contact.ForgetHandoverOf(stop.MoveId);
        if (stop.IsLastOfMove) await WipeIfOver(context, stop.RequestId, stop.MoveId, now, cancellationToken);
    }

    /// <summary>Wipes the contact if the request has no other move ahead.</summary>
    private static async Task WipeIfOver(
        DriversContext context, Guid requestId, Guid finishedMoveId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var contact = await context.Contacts.FindAsync([requestId], cancellationToken);
        // Which moves there are is not known yet: the sweeper wipes it when nothing has touched it for long.
        if (contact is null || contact.MovesRevision == 0 || contact.WipedAt is not null) return;
        var others = new[] { contact.CollectionMoveId, contact.ReturnMoveId }
            .OfType<Guid>().Where(move => move != finishedMoveId).ToArray();
        var over = await context.Stops
            .Where(stop => others.Contains(stop.MoveId) && stop.IsLastOfMove && stop.DoneAt != null)
            .Select(stop => stop.MoveId).Distinct().CountAsync(cancellationToken);
        if (over == others.Length) contact.Wipe(now);
        else contact.TouchedAt = now;
    }
}
