namespace Routing.Contracts.Drivers;

/// <summary>
/// Where a driver is.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Planning and Dispatch.</remarks>
public sealed record DriverPositioned
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Longitude, degrees.</summary>
    public required double Lon { get; init; }

    /// <summary>Latitude, degrees.</summary>
    public required double Lat { get; init; }

    /// <summary>Radius of the fix, metres.</summary>
    public int? AccuracyMetres { get; init; }

    /// <summary>When the fix was made, by the device.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
