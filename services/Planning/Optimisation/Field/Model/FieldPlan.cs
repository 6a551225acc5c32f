namespace Routing.Optimisation.Field.Model;

/// <summary>Who visits what in which order.</summary>
public sealed record FieldPlan
{
    /// <summary>By vehicle; an unused one has no visits.</summary>
    public required IReadOnlyList<IReadOnlyList<FieldVisit>> Routes { get; init; }

    /// <summary>
    /// By vehicle, for each of its breaks in their order: the index of the visit before which, or in the leg to which,
    /// it is taken; the number of visits for one after the last. Empty for a vehicle that is not used.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>> Breaks { get; init; } = [];

    /// <summary>Indices of tasks, ascending.</summary>
    public required IReadOnlyList<int> Unserved { get; init; }

    /// <summary>Of all legs and used vehicles, in the problem's unit.</summary>
    public long Cost { get; init; }

    public int UsedVehicles => Routes.Count(route => route.Count > 0);
}

/// <param name="Task">Index into <see cref="FieldProblem.Tasks"/>.</param>
/// <param name="IsSecond">The second stop of a shipment.</param>
public readonly record struct FieldVisit(int Task, bool IsSecond);
