using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// A new version of a day's plan is in force.
/// </summary>
/// <remarks>Sent by Planning, after the routes that changed. Handled by Dispatch.</remarks>
public sealed record PlanPublished
{
    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>From 1, rising.</summary>
    public required int Version { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>What led to it, in a few words.</summary>
    public required string Cause { get; init; }

    /// <summary>Every route, changed or not.</summary>
    public required IReadOnlyList<RouteTotals> Routes { get; init; }

    /// <summary>Every move that is not served.</summary>
    public required IReadOnlyList<UnservedMove> Unserved { get; init; }

    /// <summary>The workshops' load by the quarter of an hour.</summary>
    public required IReadOnlyList<LiftLoad> LiftLoads { get; init; }

    /// <summary>The currency of the routes' costs, ISO 4217: they are in its hundredths. Null where none are told.</summary>
    public string? Currency { get; init; }
}
