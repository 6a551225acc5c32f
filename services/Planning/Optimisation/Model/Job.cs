namespace Routing.Optimisation.Model;

/// <summary>
/// A move: stops driven one after the other by one driver with nothing between. The leg to the first stop is empty
/// (own means), the legs between stops are loaded (car). Collection: customer, workshop. Return: workshop, customer.
/// Swap: workshop, customer, workshop. A car already on board: the driver's position, workshop.
/// </summary>
public sealed record Job
{
    public required Guid Id { get; init; }
    public required IReadOnlyList<Stop> Stops { get; init; }

    /// <summary>0 to 1000. Leaving a job unserved weighs 1 + priority.</summary>
    public int Priority { get; init; }

    public IReadOnlyCollection<string> RequiredSkills { get; init; } = [];

    /// <summary>The customer has our word: no search drops it, even when a rule has to bend to keep it.</summary>
    public bool Promised { get; init; }

    public Locks Locks { get; init; } = Locks.None;

    /// <summary>Kinds of own means (<see cref="OwnMeans.Kind"/>) that the car has room for; null: any.</summary>
    public IReadOnlyCollection<string>? CarriesMeans { get; init; }

    /// <summary>How far the car can be driven, over all stops of the job or until it is charged at one; null is far enough.</summary>
    public int? RangeMetres { get; init; }

    /// <summary>Only a transporter can take it (<see cref="Resource.Places"/>).</summary>
    public bool CannotBeDriven { get; init; }

    /// <summary>The car cannot be had before this time, at the stop where it is released, else at the first.</summary>
    public int? ReadyAt { get; init; }

    /// <summary>
    /// The job of this day that brings the car, or the id of a <see cref="PresentCar"/>: the release waits until the
    /// workshop has finished with it.
    /// </summary>
    public Guid? ReadyAfterJob { get; init; }
}

/// <summary>What a dispatcher has fixed: who, directly after which job, and when the first service starts.</summary>
public sealed record Locks(Guid? Driver = null, Guid? DirectlyAfter = null, Window? Time = null)
{
    public static readonly Locks None = new();
}

/// <summary>One visit of a job.</summary>
public sealed record Stop
{
    /// <summary>Where it can be done; one of these is chosen.</summary>
    public required IReadOnlyList<StopAlternative> Alternatives { get; init; }

    public int ServiceSeconds { get; init; }

    /// <summary>What was promised to the customer. Too early waits; too late is possible and weighs heavily.</summary>
    public Window? Promised { get; init; }

    public WorkshopVisit? Workshop { get; init; }

    /// <summary>The moved car is charged here: how far it gets when the stop is done. Null: it is not.</summary>
    public int? RechargedMetres { get; init; }
}

/// <summary>A place with the hours (hard) at which the visit can be made there; none means any time.</summary>
public sealed record StopAlternative(int Location, IReadOnlyList<Window> Windows);

/// <summary>What a stop at a workshop means for it. All kinds keep to the opening hours.</summary>
/// <param name="Workshop">Index into <see cref="Problem.Workshops"/>.</param>
/// <param name="Kind">What happens there.</param>
/// <param name="WorkSeconds">Time on the lift, for a check-in.</param>
/// <param name="Skill">What the technician must be able to do, for a check-in.</param>
public sealed record WorkshopVisit(
    int Workshop,
    WorkshopVisitKind Kind,
    int WorkSeconds = 0,
    string? Skill = null
);

public enum WorkshopVisitKind
{
    /// <summary>Nothing that limits apply to.</summary>
    Call,

    /// <summary>A car comes in: takes a place at reception, then a lift, and parking around it.</summary>
    CheckIn,

    /// <summary>A car that was worked on leaves.</summary>
    Release,

    /// <summary>A courtesy car leaves: one of those that are there.</summary>
    CourtesyOut,

    /// <summary>A courtesy car is back, and can go out again, when the stop ends.</summary>
    CourtesyBack,
}
