using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Contracts.Values;
using Routing.Drivers.Steps;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Reports;

/// <summary>The condition of a car when it changed hands. Never changed afterwards.</summary>
internal sealed class ConditionReport
{
    /// <summary>The id of the event that brought it, so that a device without signal knows it beforehand.</summary>
    public required Guid ReportId { get; init; }

    public required Guid MoveId { get; init; }

    public required int StopIndex { get; init; }

    public required Guid RequestId { get; init; }

    public required Guid DriverId { get; init; }

    public required Guid DeviceId { get; init; }

    public required ReportKind Kind { get; init; }

    /// <summary>True when it is about a courtesy car.</summary>
    public required bool IsCourtesy { get; init; }

    public required int MileageKm { get; init; }

    public int? FuelPercent { get; init; }

    public int? ChargePercent { get; init; }

    /// <summary>List of <see cref="Damage"/> as JSON.</summary>
    public required string Damages { get; init; }

    /// <summary>List of <see cref="AnnouncedPhoto"/> as JSON.</summary>
    public required string Announced { get; init; }

    public string? Note { get; init; }

    /// <summary>An SVG path, or a PNG as base64 behind <c>data:image/png;base64,</c>.</summary>
    public string? Signature { get; init; }

    public string? SignedBy { get; init; }

    /// <summary>Whether what the customer read out was their code; null when nothing was read out.</summary>
    public bool? CodeMatched { get; init; }

    /// <summary>The plate as read off the car, or the end of its VIN; it was the request's. Null when neither was read.</summary>
    public string? CarRead { get; init; }

    /// <summary>How car and key changed hands.</summary>
    public required HandoverKind Handover { get; init; }

    /// <summary>The version of the workshop's steps that it answers.</summary>
    public required int StepsVersion { get; init; }

    /// <summary>List of <see cref="StepAnswer"/> as JSON.</summary>
    public required string Answers { get; init; }

    /// <summary>Metres from the stop to where the device was; null when it did not know.</summary>
    public int? DistanceMetres { get; init; }

    public double? Lon { get; init; }

    public double? Lat { get; init; }

    public int? AccuracyMetres { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

/// <summary>Which way the car changed hands.</summary>
internal enum ReportKind
{
    /// <summary>The driver took it.</summary>
    Collected,

    /// <summary>The driver gave it.</summary>
    HandedOver,
}

/// <summary>One damage.</summary>
/// <param name="Part">Part of the car, such as <c>front-left-door</c>.</param>
/// <param name="Kind">Such as <c>scratch</c>.</param>
/// <param name="Note">In the driver's words.</param>
/// <param name="X">Where on the drawing of the car, from its left edge, 0 to 1.</param>
/// <param name="Y">The same from its upper edge.</param>
internal sealed record Damage(string Part, string Kind, string? Note, double? X, double? Y);

/// <summary>A photo that the device has taken and will upload.</summary>
/// <param name="Side">What it shows, such as <c>front</c>.</param>
/// <param name="Sha256">SHA-256 of the file, lower-case hexadecimal, made at capture; null when the device made none.</param>
/// <param name="TakenAt">When it was taken.</param>
/// <param name="Position">Where; null when the device did not know.</param>
internal sealed record AnnouncedPhoto(string? Side, string? Sha256, DateTimeOffset? TakenAt, DevicePosition? Position = null);

internal sealed class ConditionReportConfiguration : IEntityTypeConfiguration<ConditionReport>
{
    public void Configure(EntityTypeBuilder<ConditionReport> builder)
    {
        builder.ToTable("Reports");
        builder.HasKey(report => report.ReportId);
        builder.Property(report => report.ReportId).ValueGeneratedNever();
        builder.Property(report => report.Kind).HasMaxLength(20);
        builder.Property(report => report.Handover).HasMaxLength(20).HasDefaultValue(HandoverKind.InPerson);
        builder.Property(report => report.Answers).HasDefaultValue("[]");
        builder.Property(report => report.CarRead).HasMaxLength(20);
        builder.HasIndex(report => report.RequestId);
    }
}
