using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Intake;
using Routing.Contracts.Values;
using Routing.Drivers.Contacts;
using Routing.Drivers.Data;
using Routing.Messaging;

namespace Routing.Drivers.Consumers;

internal sealed class ContactChangedConsumer(TimeProvider clock) : InboxConsumer<ContactChanged, DriversContext>
{
    public override async Task Handle(ContactChanged message, DriversContext context, CancellationToken cancellationToken)
    {
        var contact = await ContactStore.FindOrAdd(context, message.RequestId, clock.GetUtcNow(), cancellationToken);
        if (contact.WipedAt is not null || contact.Revision >= message.Revision) return;
        contact.Revision = message.Revision;
        contact.Name = message.Name;
        contact.Phone = message.Phone;
        contact.Language = message.Language;
        contact.Note = message.NoteForDriver;
        contact.Version++;
    }
}

/// <summary>What opens a locker is kept no longer than a contact.</summary>
internal sealed class HandoverChangedConsumer(TimeProvider clock) : InboxConsumer<HandoverChanged, DriversContext>
{
    public override async Task Handle(HandoverChanged message, DriversContext context, CancellationToken cancellationToken)
    {
        var contact = await ContactStore.FindOrAdd(context, message.RequestId, clock.GetUtcNow(), cancellationToken);
        if (contact.WipedAt is not null || contact.HandoverAt >= message.At) return;
        contact.HandoverAt = message.At;
        contact.CollectionHandover = Write(message.Collection);
        contact.ReturnHandover = Write(message.Return);
        contact.Version++;
    }

    private static string? Write(Handover? handover) => handover is null ? null : JsonSerializer.Serialize(handover, WireJson.Options);
}

/// <summary>Listens to which moves a request has, to know when they are over.</summary>
internal sealed class PickupRequestedConsumer(TimeProvider clock) : InboxConsumer<PickupRequested, DriversContext>
{
    public override Task Handle(PickupRequested message, DriversContext context, CancellationToken cancellationToken) =>
        ContactStore.NoteMoves(context, message.RequestId, message.Revision, message.Details, clock.GetUtcNow(), cancellationToken);
}

/// <summary>As <see cref="PickupRequestedConsumer"/>.</summary>
internal sealed class RequestChangedConsumer(TimeProvider clock) : InboxConsumer<RequestChanged, DriversContext>
{
    public override Task Handle(RequestChanged message, DriversContext context, CancellationToken cancellationToken) =>
        ContactStore.NoteMoves(context, message.RequestId, message.Revision, message.Details, clock.GetUtcNow(), cancellationToken);
}

internal sealed class RequestCancelledConsumer(TimeProvider clock) : InboxConsumer<RequestCancelled, DriversContext>
{
    public override async Task Handle(RequestCancelled message, DriversContext context, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var contact = await ContactStore.FindOrAdd(context, message.RequestId, now, cancellationToken);
        contact.Wipe(now);
    }
}
