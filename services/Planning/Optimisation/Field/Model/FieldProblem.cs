using Routing.Optimisation.Model;

namespace Routing.Optimisation.Field.Model;

/// <summary>
/// A pickup-and-delivery problem as the field states it: vehicles with capacities that carry several things at a time.
/// Immutable and shared between threads. Times are in any whole unit that the caller chooses, costs in another; both
/// lie within half a thousand million of zero, and so do their sums along a route.
/// </summary>
public sealed record FieldProblem
{
    /// <summary>By index; all of the same size, over the same locations.</summary>
    public required IReadOnlyList<FieldMatrix> Matrices { get; init; }

    public required IReadOnlyList<FieldVehicle> Vehicles { get; init; }
    public required IReadOnlyList<FieldTask> Tasks { get; init; }

    /// <summary>Length of every amount and capacity; 0 when nothing is measured.</summary>
    public int Dimensions { get; init; }

    /// <summary>Fewer vehicles come before a lower cost: vehicles are given up as long as all tasks stay served.</summary>
    public bool FewestVehicles { get; init; }
}

/// <summary>
/// Travel between all locations for one kind of vehicle: <c>Size * Size</c>, row-major (from, to). The arrays are read,
/// never written, and stay the caller's; costs may be the array of durations.
/// </summary>
/// <param name="Distances">For limits on distance alone; null when no vehicle has one.</param>
public sealed record FieldMatrix(int Size, int[] Durations, int[] Costs, int[]? Distances = null)
{
    /// <summary>Duration and cost of a leg that nobody goes; no other value is larger.</summary>
    public const int Never = 1 << 28;
}

public sealed record FieldVehicle
{
    /// <summary>Index into <see cref="FieldProblem.Matrices"/>.</summary>
    public int Matrix { get; init; }

    /// <summary>Which of <see cref="FieldStop.ByKind"/> it takes.</summary>
    public int Kind { get; init; }

    /// <summary>Null: the route begins at its first stop.</summary>
    public int? Start { get; init; }

    /// <summary>Null: the route ends at its last stop.</summary>
    public int? End { get; init; }

    /// <summary>Not away before its start, and back before its end.</summary>
    public required Window Hours { get; init; }

    public IReadOnlyList<int> Capacity { get; init; } = [];
    public IReadOnlyCollection<int> Skills { get; init; } = [];

    /// <summary>Paid once when the vehicle serves anything.</summary>
    public int FixedCost { get; init; }

    public int? MaxTasks { get; init; }

    /// <summary>Over the durations of all legs.</summary>
    public int? MaxTravel { get; init; }

    public int? MaxDistance { get; init; }

    /// <summary>In the order in which they are taken.</summary>
    public IReadOnlyList<FieldBreak> Breaks { get; init; } = [];

    /// <summary>What came on last leaves first.</summary>
    public bool LastInFirstOut { get; init; }
}

/// <summary>Starts in one of its windows, before, within or after a leg, while no more than the load is on board.</summary>
public sealed record FieldBreak(IReadOnlyList<Window> Windows, int Duration, IReadOnlyList<int>? MaxLoad = null);

/// <summary>
/// With one stop, a job: brings what was loaded at the start, takes what is carried to the end. With two, a shipment:
/// both by one vehicle, the first before the second.
/// </summary>
public sealed record FieldTask
{
    public required FieldStop First { get; init; }
    public FieldStop? Second { get; init; }

    /// <summary>Comes on board at the first stop.</summary>
    public IReadOnlyList<int> Pickup { get; init; } = [];

    /// <summary>Of a job: is on board from the route's start to this stop.</summary>
    public IReadOnlyList<int> Delivery { get; init; } = [];

    /// <summary>0 to 100; leaving out one of higher priority is worse than any number of lower ones with a smaller sum.</summary>
    public int Priority { get; init; }

    /// <summary>All of these must be the vehicle's.</summary>
    public IReadOnlyCollection<int> Skills { get; init; } = [];
}

/// <param name="Setup">Added to the service unless the stop before is at the same location.</param>
/// <param name="Windows">Ascending and apart; setup or service starts in one of them. None: any time.</param>
public sealed record FieldStop(int Location, int Service, IReadOnlyList<Window> Windows, int Setup = 0)
{
    /// <summary>By the vehicle's kind, instead of the setup and the service above; empty where all take as long.</summary>
    public IReadOnlyList<FieldAction> ByKind { get; init; } = [];
}

/// <summary>What a kind of vehicle takes at a stop.</summary>
public readonly record struct FieldAction(int Setup, int Service);
