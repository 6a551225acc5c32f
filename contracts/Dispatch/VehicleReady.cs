namespace Routing.Contracts.Dispatch;

/// <summary>
/// A workshop told that it has finished with a car, or when it expects to. It replaces what was told of the car before.
/// </summary>
/// <remarks>Sent by Dispatch. Handled by Planning, Intake and Notifications.</remarks>
public sealed record VehicleReady
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The workshop that has the car.</summary>
    public required Guid WorkshopId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day on which it was told, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>True when the work is done; false when <see cref="ReadyAt"/> is what the workshop expects.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Since when the car is ready, or when it will be.</summary>
    public required DateTimeOffset ReadyAt { get; init; }

    /// <summary>Who told it.</summary>
    public required string By { get; init; }

    /// <summary>When it was told.</summary>
    public required DateTimeOffset At { get; init; }
}
