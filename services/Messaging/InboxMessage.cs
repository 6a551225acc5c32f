using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Messaging;

/// <summary>Says that a consumer has handled a message: written in the transaction of its effect.</summary>
public sealed class InboxMessage
{
    /// <summary>Class name of the consumer, unique in its service.</summary>
    public required string Consumer { get; init; }

    public Guid MessageId { get; init; }

    public DateTimeOffset HandledAt { get; init; }
}

internal sealed class InboxMessageConfiguration : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.ToTable("Inbox");
        builder.HasKey(message => new { message.MessageId, message.Consumer });
        builder.Property(message => message.Consumer).HasMaxLength(200);
        builder.HasIndex(message => message.HandledAt);
    }
}
