using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Contracts.Values;

namespace Routing.Drivers.Stops;

/// <summary>Whose stop it is by the newest sheet that names it, and what has happened there.</summary>
internal sealed class StopProgress
{
    public required Guid MoveId { get; init; }

    /// <summary>Its place in the move, from 0.</summary>
    public required int StopIndex { get; init; }

    public required Guid RequestId { get; init; }

    public required string Area { get; set; }

    public required DateOnly Day { get; set; }

    /// <summary>Whose sheet it is on; null once it was taken off without being put on another.</summary>
    public Guid? DriverId { get; set; }

    /// <summary>The plan version that said so.</summary>
    public required int PlanVersion { get; set; }

    public required StopKind Kind { get; set; }

    /// <summary>Its place on the sheet, from 0.</summary>
    public required int Order { get; set; }

    /// <summary>True when its move has no stop behind it.</summary>
    public required bool IsLastOfMove { get; set; }

    /// <summary>True when what changes hands here is a courtesy car and not the customer's: out at a swap's first stop, back at a return's last.</summary>
    public required bool IsCourtesy { get; set; }

    public required DateTimeOffset Eta { get; set; }

    /// <summary>When that was estimated; null when it is the sheet's.</summary>
    public DateTimeOffset? EtaAt { get; set; }

    /// <summary>The version of the workshop's steps that it began with; null before the driver arrived.</summary>
    public int? StepsVersion { get; set; }

    /// <summary>Until when the driver waits for the customer; null before they arrived, and at a workshop.</summary>
    public DateTimeOffset? WaitsUntil { get; set; }

    public DateTimeOffset? DepartedAt { get; set; }

    public DateTimeOffset? ArrivedAt { get; set; }

    public DateTimeOffset? CollectedAt { get; set; }

    public DateTimeOffset? HandedOverAt { get; set; }

    public DateTimeOffset? FailedAt { get; set; }

    /// <summary>When nothing was left to do; null while there is.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    public int Version { get; set; }

    public bool IsDone => DoneAt is not null;

    public bool HasFailed => FailedAt is not null;

    /// <summary>Nothing changes hands where a car is charged: that it is, or need not be, is told by going on to the next stop.</summary>
    public bool EndsWithGoingOn => Kind == StopKind.Charge;

    /// <summary>Where a customer is met.</summary>
    public bool IsAtCustomer => Kind is StopKind.Collect or StopKind.Return or StopKind.Swap;
}

internal sealed class StopProgressConfiguration : IEntityTypeConfiguration<StopProgress>
{
    public void Configure(EntityTypeBuilder<StopProgress> builder)
    {
        builder.ToTable("Stops");
        builder.HasKey(stop => new { stop.MoveId, stop.StopIndex });
        builder.Property(stop => stop.Area).HasMaxLength(100);
        builder.Property(stop => stop.Kind).HasMaxLength(20);
        builder.Property(stop => stop.Version).IsConcurrencyToken();
        builder.HasIndex(stop => new { stop.DriverId, stop.Day });
        builder.HasIndex(stop => stop.RequestId);
    }
}
