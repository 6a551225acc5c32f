using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Values;
using Routing.Drivers.Data;

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

    /// <summary>Call when the last stop of a move is done: wipes the contact if the request has no other move ahead.</summary>
    public static async Task WipeIfOver(
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
