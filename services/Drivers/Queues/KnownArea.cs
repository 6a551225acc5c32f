using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Drivers.Queues;

/// <summary>What Planning told of an area.</summary>
internal sealed class KnownArea
{
    public required string Area { get; init; }

    public required string Name { get; set; }

    public required string TimeZone { get; set; }
}

internal sealed class KnownAreaConfiguration : IEntityTypeConfiguration<KnownArea>
{
    public void Configure(EntityTypeBuilder<KnownArea> builder)
    {
        builder.HasKey(area => area.Area);
        builder.Property(area => area.Area).HasMaxLength(100);
    }
}
