namespace Routing.Contracts.Values;

/// <summary>What a driver gets for a route. It names places and vehicles, never a customer.</summary>
public sealed record RouteSheet
{
    /// <summary>Whose route it is.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The driver's name.</summary>
    public required string DriverName { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The area's IANA time zone, such as <c>America/Montevideo</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The plan version that it comes from; a higher one supersedes a lower one of the same day.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>The driver's own means.</summary>
    public required Means Means { get; init; }

    /// <summary>When the shift begins and ends.</summary>
    public required Window Shift { get; init; }

    /// <summary>Every stop of the day in order, those done included.</summary>
    public required IReadOnlyList<RouteStop> Stops { get; init; }
}
