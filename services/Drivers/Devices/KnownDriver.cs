using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Drivers.Devices;

/// <summary>What Planning told of a driver, and where they were last.</summary>
internal sealed class KnownDriver
{
    public required Guid DriverId { get; init; }

    public required int Revision { get; set; }

    public required string Area { get; set; }

    public required string Name { get; set; }

    /// <summary>False once the driver has left: their devices are refused.</summary>
    public required bool Active { get; set; }

    /// <summary>When the last position was fixed, by the device; null when none is known.</summary>
    public DateTimeOffset? PositionAt { get; set; }

    /// <summary>Degrees; null when no position is known.</summary>
    public double? Lon { get; set; }

    public double? Lat { get; set; }

    /// <summary>Radius of the fix; null when not known.</summary>
    public int? AccuracyMetres { get; set; }

    /// <summary>When the last position was fixed that Planning matched to the roads, and where that is; null when none is known.</summary>
    public DateTimeOffset? RoadAt { get; set; }

    public double? RoadLon { get; set; }

    public double? RoadLat { get; set; }
}

internal sealed class KnownDriverConfiguration : IEntityTypeConfiguration<KnownDriver>
{
    public void Configure(EntityTypeBuilder<KnownDriver> builder)
    {
        builder.HasKey(driver => driver.DriverId);
        builder.Property(driver => driver.DriverId).ValueGeneratedNever();
    }
}
