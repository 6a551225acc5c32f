using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Contracts;
using Routing.Contracts.Values;

namespace Routing.Drivers.Contacts;

/// <summary>How a request's customer is reached, for as long as a driver may need it.</summary>
internal sealed class CustomerContact
{
    public required Guid RequestId { get; init; }

    /// <summary>Revision of the contact; 0 when only the moves are known.</summary>
    public int Revision { get; set; }

    public string? Name { get; set; }

    public string? Phone { get; set; }

    public string? Language { get; set; }

    public string? Note { get; set; }

    /// <summary>When it was last said how car and key change hands; null when never.</summary>
    public DateTimeOffset? HandoverAt { get; set; }

    /// <summary><see cref="Handover"/> at the collection, as JSON; null where nothing was said, and once it is over.</summary>
    public string? CollectionHandover { get; set; }

    /// <summary>The same at the return.</summary>
    public string? ReturnHandover { get; set; }

    /// <summary>Revision of the request that named the moves; 0 when none has.</summary>
    public int MovesRevision { get; set; }

    public Guid? CollectionMoveId { get; set; }

    public Guid? ReturnMoveId { get; set; }

    /// <summary>When its moves were over and the contact was wiped; null before.</summary>
    public DateTimeOffset? WipedAt { get; set; }

    public required DateTimeOffset TouchedAt { get; set; }

    public int Version { get; set; }

    /// <summary>How car and key change hands in a move; null where nothing was said: in person.</summary>
    public Handover? HandoverOf(Guid moveId) =>
        (moveId == ReturnMoveId ? ReturnHandover : CollectionHandover) is { } text ? JsonSerializer.Deserialize<Handover>(text, WireJson.Options) : null;

    /// <summary>Car and key have changed hands: nobody needs what opens the locker any more.</summary>
    public void ForgetHandoverOf(Guid moveId)
    {
        if (moveId == ReturnMoveId) ReturnHandover = null;
        else CollectionHandover = null;
        Version++;
    }

    public void Wipe(DateTimeOffset now)
    {
        Name = Phone = Language = Note = CollectionHandover = ReturnHandover = null;
        WipedAt = now;
        Version++;
    }
}

internal sealed class CustomerContactConfiguration : IEntityTypeConfiguration<CustomerContact>
{
    public void Configure(EntityTypeBuilder<CustomerContact> builder)
    {
        builder.ToTable("Contacts");
        builder.HasKey(contact => contact.RequestId);
        builder.Property(contact => contact.RequestId).ValueGeneratedNever();
        builder.Property(contact => contact.Version).IsConcurrencyToken();
        builder.HasIndex(contact => contact.TouchedAt);
    }
}
