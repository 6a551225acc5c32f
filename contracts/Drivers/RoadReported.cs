using Routing.Contracts.Values;

namespace Routing.Contracts.Drivers;

/// <summary>
/// A driver stands before a road that is closed.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Maps, which makes it a road condition that ends soon unless staff confirm it.</remarks>
public sealed record RoadReported
{
    /// <summary>Names the report, and the condition that is made of it.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>Longitude, degrees.</summary>
    public required double Lon { get; init; }

    /// <summary>Latitude, degrees.</summary>
    public required double Lat { get; init; }

    /// <summary>Compass degrees in which the driver was going; null when not known: then both directions are closed.</summary>
    public int? Bearing { get; init; }

    /// <summary>For whom the road is closed, as the driver sees it.</summary>
    public required IReadOnlyList<RoadProfile> Profiles { get; init; }

    /// <summary>In the driver's words.</summary>
    public string? Note { get; init; }

    /// <summary>When it was seen, by the device.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
