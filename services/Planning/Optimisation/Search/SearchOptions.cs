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
    /// Unserved jobs whose smallest change is sought after the search, some tens of insertions each; of more, most are
    /// left for want of drivers, and one more driver is tried first. 0 seeks no reason at all, for the quickest answer.
    /// </summary>
    public int MostExplained { get; init; } = 32;

    /// <summary>The clock for <see cref="MaxTime"/>.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
