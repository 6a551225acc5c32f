using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// The workshops' load of a day as it is by now: the plan in force goes on, but cars came at other times than planned, or a
/// workshop told when one is ready.
/// </summary>
/// <remarks>Sent by Planning, where no new plan tells it. Handled by Dispatch.</remarks>
public sealed record LiftLoadsChanged
{
    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The plan in force.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The workshops' load by the quarter of an hour.</summary>
    public required IReadOnlyList<LiftLoad> LiftLoads { get; init; }

    /// <summary>When it was worked out.</summary>
    public required DateTimeOffset At { get; init; }
}
