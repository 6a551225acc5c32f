using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// A move has a promised window, or a new one. Sent again when its window, its driver or its courtesy car changes.
/// </summary>
/// <remarks>Sent by Planning. Handled by Intake, Dispatch and Notifications.</remarks>
public sealed record PickupScheduled
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>What the move is for.</summary>
    public required MoveKind Kind { get; init; }

    /// <summary>The request's revision that it answers.</summary>
    public required int Revision { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The plan version that it comes from.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The customer's place.</summary>
    public required Place Place { get; init; }

    /// <summary>The promised window at that place.</summary>
    public required Window Window { get; init; }

    /// <summary>The present estimate; not a promise.</summary>
    public required DateTimeOffset Eta { get; init; }

    /// <summary>Who comes.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The driver's name.</summary>
    public required string DriverName { get; init; }

    /// <summary>The courtesy car that is brought; null when none is, or it does not matter which.</summary>
    public CourtesyCar? CourtesyCar { get; init; }
}
