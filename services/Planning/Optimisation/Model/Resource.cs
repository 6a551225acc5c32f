namespace Routing.Optimisation.Model;

/// <summary>A driver's day. Times are seconds from the day's epoch, distances metres, money cents.</summary>
public sealed record Resource
{
    public required Guid Id { get; init; }

    /// <summary>What sentences call the driver; without it, the start of the id.</summary>
    public string? Name { get; init; }

    public required int StartLocation { get; init; }

    /// <summary>Where the route ends; null leaves it open: the day ends at the last stop.</summary>
    public int? EndLocation { get; init; }

    public required int ShiftStart { get; init; }
    public required int ShiftEnd { get; init; }

    /// <summary>How far past the shift's end a route may go, at <see cref="Costs.PerOvertimeHour"/>.</summary>
    public int MaxOvertimeSeconds { get; init; }

    public IReadOnlyCollection<string> Skills { get; init; } = [];

    /// <summary>Index of the matrix of the driver's own means (empty legs).</summary>
    public required int EmptyMatrix { get; init; }

    /// <summary>Index of the matrix of the moved cars (legs inside a job).</summary>
    public required int LoadedMatrix { get; init; }

    /// <summary>Where own means are and what they can do; null: nothing that could be left behind or run empty.</summary>
    public OwnMeans? Means { get; init; }

    /// <summary>Other ways to a car, in no order.</summary>
    public IReadOnlyList<Ride> Rides { get; init; } = [];

    /// <summary>
    /// Cars that a transporter carries at a time, last in, first out; 0: a driver, who moves one car by driving it. A
    /// transporter takes jobs of two stops (load, unload), travels by <see cref="EmptyMatrix"/> with no car aboard and
    /// by <see cref="LoadedMatrix"/> with one, and may rest with cars aboard.
    /// </summary>
    public int Places { get; init; }

    /// <summary>Added to each empty leg that is longer than nothing: unfold, fold, stow.</summary>
    public int FoldSeconds { get; init; }

    /// <summary>Reach of the own means on one leg; null is unlimited.</summary>
    public int? MaxEmptyMetres { get; init; }

    /// <summary>In the order in which they are taken.</summary>
    public IReadOnlyList<Break> Breaks { get; init; } = [];

    public Costs Costs { get; init; } = new();

    /// <summary>
    /// Begun work: these jobs are this driver's first, in this order, whatever it costs. A transporter loads them
    /// first; a car that is aboard already is a job whose first stop is where the transporter stands.
    /// </summary>
    public IReadOnlyList<Guid> PinnedJobs { get; init; } = [];

    /// <summary>The clock of a day that runs: nobody sets out before it, but for pinned work.</summary>
    public int? FreeFrom { get; init; }

    public int? MaxJobs { get; init; }
}

/// <summary>
/// A break starts inside its window, between jobs, while the driver holds no car. It is not owed when the route
/// ends before the window does.
/// </summary>
public sealed record Break(Window Window, int DurationSeconds);

/// <summary>Prices in cents. A resource without jobs costs nothing.</summary>
public sealed record Costs
{
    public int Fixed { get; init; }

    /// <summary>Travelling and serving.</summary>
    public int PerHour { get; init; } = 3000;

    /// <summary>Waiting between the route's start and end; breaks are free.</summary>
    public int PerWaitingHour { get; init; } = 1000;

    /// <summary>On top of the others, for what lies past the shift's end.</summary>
    public int PerOvertimeHour { get; init; } = 2000;

    public int PerEmptyKm { get; init; } = 5;
    public int PerLoadedKm { get; init; } = 20;
}
