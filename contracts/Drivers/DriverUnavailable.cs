using Routing.Contracts.Values;

namespace Routing.Contracts.Drivers;

/// <summary>
/// A driver can go no further today.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Planning and Dispatch.</remarks>
public sealed record DriverUnavailable
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Why.</summary>
    public required UnavailableReason Reason { get; init; }

    /// <summary>In the driver's words.</summary>
    public string? Note { get; init; }

    /// <summary>When it happened, by the device.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where the device was; null when it did not know.</summary>
    public Place? Position { get; init; }
}
