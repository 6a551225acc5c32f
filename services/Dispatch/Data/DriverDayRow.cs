using Routing.Contracts.Values;

namespace Routing.Dispatch.Data;

/// <summary>A driver on a day, besides the stops.</summary>
internal sealed class DriverDayRow
{
    public required string Area { get; init; }
    public required DateOnly Day { get; init; }
    public required Guid DriverId { get; init; }

    public double? Lon { get; set; }
    public double? Lat { get; set; }
    public int? AccuracyMetres { get; set; }
    public DateTimeOffset? PositionAt { get; set; }

    /// <summary>The last position that Planning matched to the roads.</summary>
    public double? RoadLon { get; set; }
    public double? RoadLat { get; set; }
    public DateTimeOffset? RoadAt { get; set; }

    /// <summary>The highest plan version that the device has acknowledged.</summary>
    public int? AcknowledgedVersion { get; set; }
    public DateTimeOffset? AcknowledgedAt { get; set; }

    /// <summary>When the driver last set off, arrived, collected, handed over or failed somewhere.</summary>
    public DateTimeOffset? ActiveAt { get; set; }

    /// <summary>When the driver last set off towards something that is no move's stop: a break or the end.</summary>
    public DateTimeOffset? DepartedAt { get; set; }

    public DateTimeOffset? UnavailableAt { get; set; }
    public UnavailableReason? UnavailableReason { get; set; }
    public string? UnavailableNote { get; set; }
}
