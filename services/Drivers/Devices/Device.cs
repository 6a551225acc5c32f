using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Drivers.Devices;

/// <summary>A phone that was paired with a driver.</summary>
internal sealed class Device
{
    public required Guid DeviceId { get; init; }

    public required Guid DriverId { get; init; }

    /// <summary>In the words of whoever paired it.</summary>
    public required string Name { get; init; }

    public required DateTimeOffset PairedAt { get; init; }

    /// <summary>When a dispatcher took it away; null while it is good.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class DeviceConfiguration : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> builder)
    {
        builder.HasKey(device => device.DeviceId);
        builder.Property(device => device.DeviceId).ValueGeneratedNever();
        builder.HasIndex(device => device.DriverId);
    }
}
