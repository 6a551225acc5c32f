using Routing.Optimisation.Reasons;

namespace Routing.Optimisation.Model;

/// <summary>A route for each resource, in the problem's order, and what is left over.</summary>
public sealed record Plan
{
    public required IReadOnlyList<Route> Routes { get; init; }
    public required IReadOnlyList<UnservedJob> Unserved { get; init; }
    public required PlanCost Cost { get; init; }

    /// <summary>
    /// Hard rules that the plan breaks. Empty unless promised or pinned work has become impossible to do as agreed,
    /// or a dispatcher's order was evaluated as it stands.
    /// </summary>
    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Nobody has work and nothing is counted as unserved: the start for a first insertion.</summary>
    public static Plan Empty { get; } =
        new()
        {
            Routes = [],
            Unserved = [],
            Cost = default,
        };
}

/// <summary>One driver's day. Without visits, start and end are the shift's start.</summary>
public sealed record Route
{
    public required Guid ResourceId { get; init; }
    public required IReadOnlyList<Visit> Visits { get; init; }
    public IReadOnlyList<PlacedBreak> Breaks { get; init; } = [];
    public required int Start { get; init; }
    public required int End { get; init; }

    /// <summary>The empty leg to the end location; zero when the route is open.</summary>
    public int EndLegSeconds { get; init; }
    public int EndLegMetres { get; init; }

    /// <summary>By which of the resource's rides the end is reached; null: own means.</summary>
    public int? EndRide { get; init; }
}

/// <summary>
/// A stop of a job as planned. The leg is the one that leads to it; what is spent on folding, on waiting for a ride or
/// on a battery is part of it. A leg is loaded when a car is moved on it.
/// </summary>
public sealed record Visit(
    Guid JobId,
    int StopIndex,
    int Alternative,
    int Arrival,
    int ServiceStart,
    int Departure,
    bool IsLoaded,
    int LegSeconds,
    int LegMetres,
    int LatenessSeconds
)
{
    /// <summary>By which of the resource's rides an empty leg is travelled; null: own means.</summary>
    public int? Ride { get; init; }

    /// <summary>The leg begins with a change of the battery.</summary>
    public bool ChangesBattery { get; init; }
}

/// <summary>A break as planned: taken after <paramref name="AfterVisits"/> visits of the route.</summary>
public sealed record PlacedBreak(int Start, int DurationSeconds, int AfterVisits);

public sealed record UnservedJob(Guid JobId, Reason Reason);

/// <summary>The objective, in order of rank. Smaller is better.</summary>
public readonly record struct PlanCost(
    int PromisedUnserved,
    long ViolationSeconds,
    long UnservedWeight,
    long LatenessSeconds,
    long Cost
) : IComparable<PlanCost>
{
    /// <summary>Units of <see cref="Cost"/> in a cent: prices per hour and per km both come out whole.</summary>
    public const int UnitsPerCent = 18_000;

    /// <summary>Time, distance, fixed, overtime and disturbance together.</summary>
    public double Cents => Cost / (double)UnitsPerCent;

    public int CompareTo(PlanCost other)
    {
        var order = PromisedUnserved.CompareTo(other.PromisedUnserved);
        if (order == 0)
            order = ViolationSeconds.CompareTo(other.ViolationSeconds);
        if (order == 0)
            order = UnservedWeight.CompareTo(other.UnservedWeight);
        if (order == 0)
            order = LatenessSeconds.CompareTo(other.LatenessSeconds);
        return order == 0 ? Cost.CompareTo(other.Cost) : order;
    }

    public static bool operator <(PlanCost a, PlanCost b) => a.CompareTo(b) < 0;

    public static bool operator >(PlanCost a, PlanCost b) => a.CompareTo(b) > 0;

    public static bool operator <=(PlanCost a, PlanCost b) => a.CompareTo(b) <= 0;

    public static bool operator >=(PlanCost a, PlanCost b) => a.CompareTo(b) >= 0;
}

/// <summary>A broken rule: by how much (seconds, metres or cars), and in words.</summary>
public sealed record Violation(
    ViolationKind Kind,
    Guid ResourceId,
    Guid? JobId,
    int Amount,
    string Text
);

public enum ViolationKind
{
    WindowMissed,
    ShiftOverrun,
    BreakMissed,
    SkillMissing,
    LockBroken,
    OutOfReach,
    NoWay,
    CarNotThere,
    ParkingFull,
    TooManyJobs,

    /// <summary>Own means are needed where they are not.</summary>
    MeansNotThere,

    /// <summary>A moved car is driven farther than it can go.</summary>
    CarOutOfRange,

    /// <summary>A car that only a transporter can take is with a driver.</summary>
    CannotBeDriven,

    /// <summary>A transporter carries more than it has places for, or unloads a car that is not the last one.</summary>
    TransporterOrder,

    /// <summary>A courtesy car is to leave that is not there.</summary>
    NoCourtesyCar,
}
