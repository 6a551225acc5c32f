using Routing.Contracts.Values;

namespace Routing.Contracts.Drivers;

/// <summary>
/// A stop could not be done; the rest of its move is off.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Planning, Dispatch, Intake and Notifications.</remarks>
public sealed record StopFailed
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

    /// <summary>Why.</summary>
    public required FailureReason Reason { get; init; }

    /// <summary>In the driver's words.</summary>
    public string? Note { get; init; }

    /// <summary>When it happened, by the device.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where the device was; null when it did not know.</summary>
    public Place? Position { get; init; }

    /// <summary>What follows.</summary>
    public FailureConsequence Consequence { get; init; }
}
