using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Messaging;

/// <summary>A message that was decided together with the state around it and waits to be sent.</summary>
public sealed class OutboxMessage
{
    /// <summary>Order of sending. Gaps are normal.</summary>
    public long Sequence { get; private set; }

    /// <summary>UUIDv7; the same on every attempt, so that receivers can skip what they have handled.</summary>
    public Guid MessageId { get; init; }

    /// <summary>Type name with its assembly, without version: enough for <see cref="Type.GetType(string)"/>.</summary>
    public required string Type { get; init; }

    /// <summary>The message as JSON.</summary>
    public required string Body { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// When it was given up: it could not be read, or (in-memory bus) a consumer failed at every attempt.
    /// Set to null by an operator, it is sent again.
    /// </summary>
    public DateTimeOffset? FaultedAt { get; private set; }

    /// <summary>Type of the error that it was given up for; never contents.</summary>
    public string? Fault { get; private set; }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("Outbox");
        builder.HasKey(message => message.Sequence);
        builder.Property(message => message.Sequence).ValueGeneratedOnAdd();
        builder.Property(message => message.Type).HasMaxLength(500);
        builder.Property(message => message.Fault).HasMaxLength(500);
    }
}
