using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Contracts.Values;

namespace Routing.Drivers.Corrections;

/// <summary>What a dispatcher corrected of what a device had told. Never changed: a correction of a correction is another.</summary>
internal sealed class Correction
{
    public required Guid CorrectionId { get; init; }

    public required Guid MoveId { get; init; }

    public required int StopIndex { get; init; }

    public required Guid RequestId { get; init; }

    /// <summary>What did not happen; null when only the mileage is another.</summary>
    public StopEvent? Undone { get; init; }

    /// <summary>When it was said to have happened.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>The report that does not count any more, or whose mileage is another; null where there was none.</summary>
    public Guid? ReportId { get; init; }

    public int? MileageKm { get; init; }

    public required string Reason { get; init; }

    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }
}

internal sealed class CorrectionConfiguration : IEntityTypeConfiguration<Correction>
{
    public void Configure(EntityTypeBuilder<Correction> builder)
    {
        builder.ToTable("Corrections");
        builder.HasKey(correction => correction.CorrectionId);
        builder.Property(correction => correction.CorrectionId).ValueGeneratedNever();
        builder.Property(correction => correction.Undone).HasMaxLength(20);
        builder.Property(correction => correction.By).HasMaxLength(100);
        builder.HasIndex(correction => correction.RequestId);
        builder.HasIndex(correction => correction.MoveId);
    }
}
