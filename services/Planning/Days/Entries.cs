using Routing.Contracts.Dispatch;
using Routing.Contracts.Values;
using Routing.Planning.Areas;

namespace Routing.Planning.Days;

/// <summary>The first entry of a day, and again whenever the area's own settings change.</summary>
internal sealed record DayOpened
{
    public required string Name { get; init; }

    public required string TimeZone { get; init; }

    public required bool AutoPublish { get; init; }

    /// <summary>Where cars can be charged, besides what the map has; null in days that are older than this.</summary>
    public IReadOnlyList<Station>? ChargingStations { get; init; }
}

/// <summary>Moves of a request that another day could not serve, or that follow from one.</summary>
internal sealed record MovesArrived
{
    public required Guid RequestId { get; init; }

    public required int Revision { get; init; }

    public required RequestDetails Details { get; init; }

    public required IReadOnlyList<MoveState> Moves { get; init; }

    public required DateOnly FromDay { get; init; }

    /// <summary>What the workshop told of the car on the days before; null when it has not.</summary>
    public VehicleReady? Ready { get; init; }
}

/// <summary>A plan came into force, or became the draft.</summary>
internal sealed record PlanPublishedEntry
{
    public required int Version { get; init; }

    /// <summary>True when nothing was sent but new promises.</summary>
    public bool IsDraft { get; init; }

    /// <summary>What "now" was for it.</summary>
    public required DateTimeOffset At { get; init; }

    public required string Cause { get; init; }

    /// <summary>The routes that changed, whole.</summary>
    public required IReadOnlyList<RouteState> Routes { get; init; }

    /// <summary>The moves whose state changed, whole.</summary>
    public required IReadOnlyList<MoveState> Moves { get; init; }

    /// <summary>Moves that live on another day from now on.</summary>
    public required IReadOnlyList<HandedMove> HandedOn { get; init; }

    /// <summary>Commands answered.</summary>
    public required IReadOnlyList<CommandAnswer> Answers { get; init; }

    /// <summary>The cars that stay over the day, where they are others than of the plan before: so that the log alone tells them. Null: the same.</summary>
    public IReadOnlyList<StayingCar>? Staying { get; init; }
}

/// <summary>A move and the day it goes to.</summary>
internal sealed record HandedMove(Guid MoveId, DateOnly ToDay);

/// <summary>The answer to a command.</summary>
internal sealed record CommandAnswer(Guid CommandId, CommandRefusal? Refusal);
