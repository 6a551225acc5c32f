using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Routing.Contracts;
using Routing.Contracts.Values;

namespace Routing.Drivers.Queues;

/// <summary>
/// The newest route sheet of a driver and day, and how far it has got: stored, posted on the queue, acknowledged.
/// Each of the three versions only rises.
/// </summary>
internal sealed class StoredSheet
{
    /// <summary>Devices' clocks and days that end late: an event may lie this far outside its day.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromHours(12);

    public required Guid DriverId { get; init; }

    public required string Area { get; init; }

    public required DateOnly Day { get; init; }

    public required int PlanVersion { get; set; }

    /// <summary>The sheet as JSON. One that was revoked has no stops.</summary>
    public required string Body { get; set; }

    /// <summary>True when the driver has no route any more on that day.</summary>
    public bool Revoked { get; set; }

    /// <summary>The version that is on the queue; lower than <see cref="PlanVersion"/>: to be posted.</summary>
    public int PostedVersion { get; set; }

    /// <summary>The highest version that a device has acknowledged.</summary>
    public int AcknowledgedVersion { get; set; }

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public required DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Midnight at which the local day begins.</summary>
    public required DateTimeOffset DayStart { get; init; }

    /// <summary>Midnight at which it ends.</summary>
    public required DateTimeOffset DayEnd { get; init; }

    /// <summary>
    /// Opens the printable page. Not hashed: whoever can read this row has the sheet itself before them, and the QR
    /// code on every printed copy needs it again.
    /// </summary>
    public required string LinkSecret { get; init; }

    /// <summary>Raised by each change of the above, but for <see cref="PostedVersion"/>.</summary>
    public int Version { get; set; }

    public bool IsAcknowledged => AcknowledgedVersion >= PlanVersion;

    public RouteSheet Read() => JsonSerializer.Deserialize<RouteSheet>(Body, WireJson.Options)!;

    public static string Write(RouteSheet sheet) => JsonSerializer.Serialize(sheet, WireJson.Options);
}

internal sealed class StoredSheetConfiguration : IEntityTypeConfiguration<StoredSheet>
{
    public void Configure(EntityTypeBuilder<StoredSheet> builder)
    {
        builder.ToTable("Sheets");
        builder.HasKey(sheet => new { sheet.DriverId, sheet.Day, sheet.Area });
        builder.Property(sheet => sheet.Area).HasMaxLength(100);
        builder.Property(sheet => sheet.LinkSecret).HasMaxLength(64);
        builder.Property(sheet => sheet.Version).IsConcurrencyToken();
        builder.Ignore(sheet => sheet.IsAcknowledged);
        builder.HasIndex(sheet => sheet.LinkSecret).IsUnique();
        // The poster's question: few rows, however many days there are.
        builder.HasIndex(sheet => sheet.ReceivedAt).HasFilter("\"PostedVersion\" < \"PlanVersion\"");
    }
}
