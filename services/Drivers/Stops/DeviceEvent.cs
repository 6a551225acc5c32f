using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Drivers.Stops;

/// <summary>What a device has told once, and what it was answered: told again, it gets that answer and no more happens.</summary>
internal sealed class DeviceEvent
{
    /// <summary>Made by the device, UUIDv7.</summary>
    public required Guid EventId { get; init; }

    public required Guid DriverId { get; init; }

    public required Guid DeviceId { get; init; }

    /// <summary>What was told, of what: another use of the same id is refused.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The answer as JSON.</summary>
    public required string Answer { get; init; }
}

internal sealed class DeviceEventConfiguration : IEntityTypeConfiguration<DeviceEvent>
{
    public void Configure(EntityTypeBuilder<DeviceEvent> builder)
    {
        builder.ToTable("Events");
        builder.HasKey(told => told.EventId);
        builder.Property(told => told.EventId).ValueGeneratedNever();
        builder.Property(told => told.Subject).HasMaxLength(100);
    }
}
