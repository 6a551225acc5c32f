using Routing.Contracts.Values;

namespace Routing.Contracts.Drivers;

/// <summary>
/// A driver has arrived at a stop.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Intake, Planning, Dispatch and Notifications.</remarks>
public sealed record StopArrived
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>Which of its stops, from 0.</summary>
    public required int StopIndex { get; init; }

    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>When it happened, by the device.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where the device was; null when it did not know.</summary>
    public Place? Position { get; init; }

    /// <summary>Until when the driver waits for the customer; null where nobody is waited for.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }
}
