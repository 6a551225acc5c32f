using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Drivers.Messages;

/// <summary>What a driver wrote to the dispatchers, or they to the driver.</summary>
internal sealed class DriverMessage
{
    public const int LongestText = 1000;

    /// <summary>Made by whoever wrote it: sent again with it, it is one message.</summary>
    public required Guid WrittenId { get; init; }

    public required Guid DriverId { get; init; }

    /// <summary>The day of the route that it is about.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The dispatcher's account; null where the driver wrote it.</summary>
    public string? By { get; init; }

    public required string Text { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class DriverMessageConfiguration : IEntityTypeConfiguration<DriverMessage>
{
    public void Configure(EntityTypeBuilder<DriverMessage> builder)
    {
        builder.ToTable("Messages");
        builder.HasKey(message => message.WrittenId);
        builder.Property(message => message.WrittenId).ValueGeneratedNever();
        builder.Property(message => message.Text).HasMaxLength(DriverMessage.LongestText);
        builder.HasIndex(message => new { message.DriverId, message.ReceivedAt });
    }
}
