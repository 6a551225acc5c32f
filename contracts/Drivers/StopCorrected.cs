using Routing.Contracts.Values;

namespace Routing.Contracts.Drivers;

/// <summary>
/// A dispatcher corrects what was told of a stop. What was told stays on record; from now on it does not count, or counts
/// with another mileage.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Planning, Dispatch, Intake and Notifications.</remarks>
public sealed record StopCorrected
{
    /// <summary>The correction; the same in every copy of it.</summary>
    public required Guid CorrectionId { get; init; }

    /// <summary>The driver who told it.</summary>
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

    /// <summary>What did not happen; null when only the mileage is another.</summary>
    public StopEvent? Undone { get; init; }

    /// <summary>Up to when what was told does not count: the end of the millisecond at which it was said to have happened.</summary>
    public required DateTimeOffset ToldAt { get; init; }

    /// <summary>The mileage that it was, kilometres; null where that is not corrected.</summary>
    public int? MileageKm { get; init; }

    /// <summary>Why, in the dispatcher's words.</summary>
    public required string Reason { get; init; }

    /// <summary>Who corrected it.</summary>
    public required string By { get; init; }

    /// <summary>When it was corrected.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The courtesy car that it is about; null for the customer's own, and where it does not matter which it is.</summary>
    public CourtesyVisit? Courtesy { get; init; }
}
