using Routing.Contracts.Values;

namespace Routing.Contracts.Drivers;

/// <summary>
/// A driver says when they will be at a stop, because it is later than planned.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Intake, Notifications and Dispatch; Planning goes by where the driver is.</remarks>
public sealed record DriverDelayed
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>Which of the move's stops, from 0.</summary>
    public required int StopIndex { get; init; }

    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>When the driver expects to be there.</summary>
    public required DateTimeOffset Eta { get; init; }

    /// <summary>When it was told, by the device.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where the device was; null when it did not know.</summary>
    public Place? Position { get; init; }
}
