namespace Routing.Contracts.Drivers;

/// <summary>
/// A driver's device has the route sheet.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Planning and Dispatch.</remarks>
public sealed record AssignmentAcknowledged
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The sheet's version.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}
