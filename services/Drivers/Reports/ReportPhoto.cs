using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Routing.Drivers.Reports;

/// <summary>A photo of a report, encoded anew without what the camera wrote into it.</summary>
internal sealed class ReportPhoto
{
    public required Guid PhotoId { get; init; }

    public required Guid ReportId { get; init; }

    /// <summary>True when the customer sent it, who disputes the report.</summary>
    public bool FromCustomer { get; init; }

    /// <summary>SHA-256 of the file as it was uploaded, lower-case hexadecimal. The same file twice is one photo.</summary>
    public required string Sha256 { get; init; }

    /// <summary><c>image/jpeg</c> or <c>image/png</c>.</summary>
    public required string ContentType { get; init; }

    public required int WidthPixels { get; init; }

    public required int HeightPixels { get; init; }

    public required byte[] Bytes { get; init; }

    /// <summary>When it was taken, by the camera; null when the file did not say.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>Where, degrees, by the camera; null when the file did not say.</summary>
    public double? Lon { get; init; }

    public double? Lat { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

internal sealed class ReportPhotoConfiguration : IEntityTypeConfiguration<ReportPhoto>
{
    public void Configure(EntityTypeBuilder<ReportPhoto> builder)
    {
        builder.ToTable("Photos");
        builder.HasKey(photo => photo.PhotoId);
        builder.Property(photo => photo.PhotoId).ValueGeneratedNever();
        builder.Property(photo => photo.Sha256).HasMaxLength(64);
        builder.HasIndex(photo => new { photo.ReportId, photo.Sha256 }).IsUnique();
    }
}
