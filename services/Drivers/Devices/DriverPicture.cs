using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Drivers.Devices;

/// <summary>A driver's face, which a customer sees while they are on the way.</summary>
internal sealed class DriverPicture
{
    public required Guid DriverId { get; init; }

    /// <summary><c>image/jpeg</c> or <c>image/png</c>.</summary>
    public required string ContentType { get; set; }

    public required byte[] Bytes { get; set; }
}

internal sealed class DriverPictureConfiguration : IEntityTypeConfiguration<DriverPicture>
{
    public void Configure(EntityTypeBuilder<DriverPicture> builder)
    {
        builder.ToTable("Pictures");
        builder.HasKey(picture => picture.DriverId);
        builder.Property(picture => picture.DriverId).ValueGeneratedNever();
        builder.Property(picture => picture.ContentType).HasMaxLength(20);
    }
}
