using System.Collections.Immutable;
using Routing.Planning.Days;
using Routing.Planning.Roads;

namespace Routing.Planning.Plans;

/// <summary>What a plan makes of a day: every route and every move as they will be.</summary>
internal sealed record PlanOutcome
{
    /// <summary>What "now" was.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By driver; a driver without stops has none.</summary>
    public required IReadOnlyDictionary<Guid, RouteState> Routes { get; init; }

    /// <summary>By move, those of the day that stay.</summary>
    public required IReadOnlyDictionary<Guid, MoveState> Moves { get; init; }

    /// <summary>Moves that another day is to serve.</summary>
    public required IReadOnlyList<HandedMove> HandedOn { get; init; }

    public required IReadOnlyList<CommandAnswer> Answers { get; init; }

    /// <summary>By driver on the way to a stop, where their position is known: what is left of the leg.</summary>
    public IReadOnlyDictionary<Guid, LegUnderWay> UnderWay { get; init; } = ImmutableDictionary<Guid, LegUnderWay>.Empty;
}
