namespace Routing.Optimisation.Model;

/// <summary>
/// A planning area's day. Immutable and shared between threads; all times are whole seconds from the day's epoch
/// (local midnight), distances metres, money cents.
/// </summary>
public sealed record Problem
{
    /// <summary>By index; all of the same size, over the same locations.</summary>
    public required IReadOnlyList<Matrix> Matrices { get; init; }

    public required IReadOnlyList<Resource> Resources { get; init; }
    public required IReadOnlyList<Job> Jobs { get; init; }
    public IReadOnlyList<Workshop> Workshops { get; init; } = [];

    /// <summary>The plan that drivers and customers know; differing from it has a price.</summary>
    public Plan? Published { get; init; }

    public DisturbancePrices Disturbance { get; init; } = new();

    public FairnessPrices Fairness { get; init; } = new();
}

/// <summary>
/// What makes long days and long ways by own means dearer than the same shared out: cents for the square of each
/// driver's hours from start to end, and of each driver's km by own means. Sums of squares are least when all have the
/// same; 0 does not care.
/// </summary>
public sealed record FairnessPrices
{
    public int PerSquareHour { get; init; }
    public int PerSquareKm { get; init; }
}

/// <summary>What it costs, in cents, to differ from the published plan, for each job that was in it.</summary>
public sealed record DisturbancePrices
{
    public int OtherDriver { get; init; } = 300;

    /// <summary>For each job that follows one which the same driver's published route has later.</summary>
    public int OtherOrder { get; init; } = 100;

    /// <summary>Per hour that the first service starts earlier or later, beyond the tolerance.</summary>
    public int PerShiftedHour { get; init; } = 100;

    public int ShiftToleranceSeconds { get; init; } = 300;
}
