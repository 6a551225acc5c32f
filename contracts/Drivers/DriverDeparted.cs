using Routing.Contracts.Values;

namespace Routing.Contracts.Drivers;

/// <summary>
/// A driver is on the way to a stop: from now on it is frozen.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Planning, Dispatch, Intake and Notifications.</remarks>
public sealed record DriverDeparted
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The move of the stop ahead.</summary>
    public Guid? MoveId { get; init; }

    /// <summary>Which of its stops, from 0.</summary>
    public required int StopIndex { get; init; }

    /// <summary>The request of the stop ahead.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>When it happened, by the device.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where the device was; null when it did not know.</summary>
    public Place? Position { get; init; }
}
