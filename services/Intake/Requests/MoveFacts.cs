using Routing.Contracts.Values;

namespace Routing.Intake.Requests;

/// <summary>What Planning last decided about a move: a promise, or the reason why there is none.</summary>
internal sealed record Planned
{
    public required int Revision { get; init; }
    public required DateOnly Day { get; init; }
    public required int PlanVersion { get; init; }

    /// <summary>The promised window; where <see cref="Reason"/> is, the one that was promised before, if any.</summary>
    public Window? Window { get; init; }

    public Place? Place { get; init; }
    public DateTimeOffset? Eta { get; init; }
    public Guid? DriverId { get; init; }
    public string? DriverName { get; init; }

    /// <summary>The courtesy car that is brought; null when none is, or it does not matter which.</summary>
    public CourtesyCar? CourtesyCar { get; init; }

    /// <summary>Why it is not served; null when it is.</summary>
    public Reason? Reason { get; init; }

    /// <summary>
    /// Versions count within a day only. A move goes over to a later day when it cannot be done on the one before, so of
    /// two days of the same revision the later is the newer decision.
    /// </summary>
    public bool IsNewerThan(Planned? other) =>
        other is null || (Revision, Day, PlanVersion).CompareTo((other.Revision, other.Day, other.PlanVersion)) > 0;
}

/// <summary>The newest estimate; not a promise.</summary>
internal sealed record Estimate(DateTimeOffset Eta, int LateSeconds, Guid DriverId, DateOnly Day, DateTimeOffset At);

/// <summary>A driver has set out for the customer.</summary>
internal sealed record Departure(Guid DriverId, DateOnly Day, DateTimeOffset At);

/// <summary>A driver stands at the customer's.</summary>
internal sealed record Arrival(Guid DriverId, DateOnly Day, DateTimeOffset At, DateTimeOffset? WaitsUntil = null);

/// <summary>A car changed hands.</summary>
internal sealed record Handling(Guid DriverId, Guid ReportId, int MileageKm, DateTimeOffset At, HandoverKind? Handover = null);

/// <summary>A stop could not be done.</summary>
internal sealed record Failure(FailureReason Reason, string? Note, int StopIndex, DateTimeOffset At, FailureConsequence Consequence = FailureConsequence.OfferWindows);
