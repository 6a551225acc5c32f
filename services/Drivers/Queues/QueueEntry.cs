using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Drivers.Queues;

/// <summary>A message of the queue that lives in our database.</summary>
internal sealed class QueueEntry
{
    public long Sequence { get; init; }

    public required Guid DriverId { get; init; }

    public required string Area { get; init; }

    public required DateOnly Day { get; init; }

    public required int PlanVersion { get; init; }

    public required bool Revoked { get; init; }

    public required string Body { get; init; }
}

internal sealed class QueueEntryConfiguration : IEntityTypeConfiguration<QueueEntry>
{
    public void Configure(EntityTypeBuilder<QueueEntry> builder)
    {
        builder.ToTable("Queue");
        builder.HasKey(entry => entry.Sequence);
        builder.Property(entry => entry.Area).HasMaxLength(100);
        builder.HasIndex(entry => new { entry.DriverId, entry.Sequence });
    }
}
