using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// A move cannot be served, or no longer.
/// </summary>
/// <remarks>Sent by Planning. Handled by Intake, Dispatch and Notifications.</remarks>
public sealed record PickupUnserved
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

    /// <summary>The window that was promised and cannot be kept; null when none was.</summary>
    public Window? Promised { get; init; }

    /// <summary>Why.</summary>
    public required Reason Reason { get; init; }
}
