namespace Routing.Contracts.Planning;

/// <summary>
/// A driver has no route any more on a day.
/// </summary>
/// <remarks>Sent by Planning. Handled by Drivers and Dispatch.</remarks>
public sealed record RouteRevoked
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The plan version from which on.</summary>
    public required int PlanVersion { get; init; }
}
