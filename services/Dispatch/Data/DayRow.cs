namespace Routing.Dispatch.Data;

/// <summary>An area's day. Whoever changes anything of a day holds this row first, so that its events have an order.</summary>
internal sealed class DayRow
{
    public required string Area { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>The plan in force; 0 until one is.</summary>
    public int PlanVersion { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public string? Cause { get; set; }

    /// <summary>List of <see cref="Contracts.Values.UnservedMove"/> as JSON, as of the plan in force.</summary>
    public string Unserved { get; set; } = "[]";

    /// <summary>List of <see cref="Contracts.Values.LiftLoad"/> as JSON: of the plan in force, or newer.</summary>
    public string LiftLoads { get; set; } = "[]";

    /// <summary>When they were worked out; null for none.</summary>
    public DateTimeOffset? LiftLoadsAt { get; set; }

    /// <summary>What each driver's route costs as of the plan in force, hundredths, as JSON; null where it was not told.</summary>
    public string? RouteCosts { get; set; }

    /// <summary>Of these costs, ISO 4217.</summary>
    public string? Currency { get; set; }

    /// <summary>Id of the day's latest event in the journal; 0 before the first.</summary>
    public long LastEventId { get; set; }
}
