namespace Routing.Optimisation.Search;

/// <summary>When to stop and how to draw. The same seed, iterations and threads give the same plan.</summary>
public sealed record SearchOptions
{
    public ulong Seed { get; init; } = 1;

    /// <summary>Over all threads together; null runs until the time is over.</summary>
    public long? MaxIterations { get; init; }

    /// <summary>A plan that time stopped depends on the machine's speed.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(10);

    public int Threads { get; init; } = 1;

    /// <summary>
    /// Unserved jobs whose reasons are sought after the search, some tens of insertions each; 0 for the quickest
    /// answer. A day with more than the default has one reason for all, too few drivers.
    /// </summary>
    public int MostExplained { get; init; } = 32;

    /// <summary>The clock for <see cref="MaxTime"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
