using Routing.Contracts.Values;

namespace Routing.Dispatch.Data;

/// <summary>A driver's route of a day, in its latest version.</summary>
internal sealed class RouteRow
{
    public required string Area { get; init; }
    public required DateOnly Day { get; init; }
    public required Guid DriverId { get; init; }

    /// <summary>The plan version of the assignment, or of the revocation.</summary>
    public int PlanVersion { get; set; }
    public bool Revoked { get; set; }
    public string DriverName { get; set; } = "";
    public string TimeZone { get; set; } = "";
    public Means Means { get; set; }
    public DateTimeOffset ShiftFrom { get; set; }
    public DateTimeOffset ShiftUntil { get; set; }

    /// <summary>List of <see cref="Dispatch.Day.PlannedStop"/> as JSON.</summary>
    public string Stops { get; set; } = "[]";

    /// <summary>Polyline6 of the leg to each stop as a JSON list, null at the first: apart, since few ask for it.</summary>
    public string Geometries { get; set; } = "[]";
}
