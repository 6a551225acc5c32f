using Routing.Contracts.Values;

namespace Routing.Maps.Conditions;

/// <summary>The conditions that are known, and the version of the whole set.</summary>
internal sealed record ConditionSet(long Version, IReadOnlyList<RoadCondition> All)
{
    public static ConditionSet Empty { get; } = new(0, []);
}

/// <summary>Keeps the road conditions over a restart.</summary>
internal interface IConditionStore
{
    /// <summary>What <see cref="Read"/> would give the version of; cheap.</summary>
    Task<long> Version(CancellationToken ct);

    Task<ConditionSet> Read(CancellationToken ct);

    /// <summary>
    /// Changes the set, one change after the other whoever makes them, and tells the other services. A change that
    /// gives back the list it was given changes nothing.
    /// </summary>
    /// <param name="change">Pure: it may be asked more than once.</param>
    /// <returns>The set after it.</returns>
    Task<ConditionSet> Change(Func<IReadOnlyList<RoadCondition>, IReadOnlyList<RoadCondition>> change, CancellationToken ct);
}
