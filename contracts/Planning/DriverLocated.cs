namespace Routing.Contracts.Planning;

/// <summary>
/// Where on the roads a driver is who is on the way to a stop: the last fixes, matched. Told for the newest fix each time that the
/// day is looked at, not for each.
/// </summary>
/// <remarks>Sent by Planning. Handled by Dispatch and Drivers.</remarks>
public sealed record DriverLocated
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Longitude on the road, degrees.</summary>
    public required double Lon { get; init; }

    /// <summary>Latitude on the road, degrees.</summary>
    public required double Lat { get; init; }

    /// <summary>When the fix was made that was matched, by the device.</summary>
    public required DateTimeOffset At { get; init; }
}
