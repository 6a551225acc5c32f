using Routing.Contracts.Values;

namespace Routing.Dispatch.Day;

/// <summary>An area's day as a dispatcher sees it.</summary>
internal sealed record DayAnswer
{
    public required string Area { get; init; }
    public required string AreaName { get; init; }

    /// <summary>IANA time zone; null until Planning has told it.</summary>
    public required string? TimeZone { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>The plan in force; 0 when there is none yet.</summary>
    public required int PlanVersion { get; init; }
    public required DateTimeOffset? PublishedAt { get; init; }
    public required string? Cause { get; init; }

    /// <summary>Follow the day's events after this one, and nothing is missed.</summary>
    public required long LastEventId { get; init; }
    public required DayFigures Figures { get; init; }

    /// <summary>The currency of all costs, ISO 4217: they are in its hundredths. Null where none are known.</summary>
    public string? Currency { get; init; }
    public required IReadOnlyList<RouteAnswer> Routes { get; init; }
    public required IReadOnlyList<UnservedAnswer> Unserved { get; init; }

    /// <summary>Most urgent first.</summary>
    public required IReadOnlyList<RiskAnswer> AtRisk { get; init; }

    /// <summary>The workshops' load by the quarter of an hour, as of the plan in force.</summary>
    public required IReadOnlyList<LiftLoad> LiftLoads { get; init; }
    public required IReadOnlyList<WorkshopAnswer> Workshops { get; init; }

    /// <summary>Closed roads and changed speeds that are in force at some time of the day.</summary>
    public required IReadOnlyList<RoadCondition> RoadConditions { get; init; }

    /// <summary>The area's drivers who have no route.</summary>
    public required IReadOnlyList<IdleDriver> IdleDrivers { get; init; }
}

/// <summary>A day in figures.</summary>
/// <param name="Routes">Drivers with a route.</param>
/// <param name="Moves">Moves of the day, served or not.</param>
/// <param name="Served">Moves on a route.</param>
/// <param name="Unserved">Moves that are on none.</param>
/// <param name="Done">Moves whose every stop is done.</param>
/// <param name="Windows">Promised windows on routes.</param>
/// <param name="OnTime">Of those, kept, or kept by the present estimate.</param>
/// <param name="Late">Of those, missed, or missed by the present estimate.</param>
/// <param name="LoadedMetres">Driven in moved cars.</param>
/// <param name="EmptyMetres">Travelled by own means.</param>
/// <param name="EmptyMetresPerMove">Of each served move; 0 when there is none.</param>
internal sealed record DayFigures(
    int Routes,
    int Moves,
    int Served,
    int Unserved,
    int Done,
    int Windows,
    int OnTime,
    int Late,
    long LoadedMetres,
    long EmptyMetres,
    long EmptyMetresPerMove)
{
    /// <summary>What all routes cost, as driven and as planned, hundredths of the currency; null where it is not known.</summary>
    public long? CostCents { get; init; }
}

/// <summary>Where a driver stands.</summary>
internal enum DriverState
{
    /// <summary>Has not set off.</summary>
    NotStarted,

    /// <summary>By own means to the next stop.</summary>
    OnTheWay,

    /// <summary>At a stop, or done there and not yet under way again.</summary>
    AtStop,

    /// <summary>In a moved car to the next stop.</summary>
    Driving,

    /// <summary>Nothing is left to do.</summary>
    Done,

    /// <summary>Can go no further.</summary>
    Unavailable,
}

/// <summary>Where a stop stands.</summary>
internal enum StopState
{
    /// <summary>Ahead.</summary>
    Planned,

    /// <summary>The driver is on the way to it.</summary>
    Underway,

    /// <summary>The driver is there.</summary>
    Arrived,

    /// <summary>Nothing is left to do there.</summary>
    Done,

    /// <summary>It could not be done.</summary>
    Failed,
}

/// <summary>A driver's route.</summary>
internal sealed record RouteAnswer
{
    public required Guid DriverId { get; init; }
    public required string DriverName { get; init; }
    public required Means Means { get; init; }
    public required DriverState State { get; init; }
    public required Unavailability? Unavailable { get; init; }
    public required int PlanVersion { get; init; }

    /// <summary>Lower than <see cref="PlanVersion"/> while the device does not have the latest route.</summary>
    public required int? AcknowledgedVersion { get; init; }
    public required DateTimeOffset? AcknowledgedAt { get; init; }
    public required Window Shift { get; init; }
    public required PositionAnswer? Position { get; init; }
    public required int Moves { get; init; }
    public required int MovesDone { get; init; }
    public required long LoadedMetres { get; init; }
    public required long EmptyMetres { get; init; }

    /// <summary>What the route costs by the plan in force, as driven and as planned: wages, kilometres and rides, in hundredths of the day's currency; null where it is not known.</summary>
    public int? CostCents { get; init; }

    /// <summary>The same shared out among its moves; null where it is not known.</summary>
    public IReadOnlyList<MoveCost>? MoveCosts { get; init; }

    /// <summary>Of the worst stop; 0 when every window is kept.</summary>
    public required int LateSeconds { get; init; }
    public required IReadOnlyList<StopAnswer> Stops { get; init; }
}

/// <summary>Why and since when a driver can go no further.</summary>
internal sealed record Unavailability(UnavailableReason Reason, string? Note, DateTimeOffset At);

/// <summary>Where a driver was last.</summary>
internal sealed record PositionAnswer(double Lon, double Lat, int? AccuracyMetres, DateTimeOffset At);

/// <summary>A stop of a route.</summary>
internal sealed record StopAnswer
{
    public required StopKind Kind { get; init; }
    public required Guid? MoveId { get; init; }
    public required int StopIndex { get; init; }
    public required Guid? RequestId { get; init; }
    public required StopState State { get; init; }
    public required Place Place { get; init; }

    /// <summary>The promise.</summary>
    public required Window? Window { get; init; }

    /// <summary>The present estimate, which is no promise.</summary>
    public required DateTimeOffset Eta { get; init; }
    public required DateTimeOffset Departure { get; init; }
    public required int ServiceSeconds { get; init; }

    /// <summary>When the driver set off to here.</summary>
    public required DateTimeOffset? DepartedAt { get; init; }
    public required DateTimeOffset? ArrivedAt { get; init; }
    public required DateTimeOffset? DoneAt { get; init; }
    public required DateTimeOffset? FailedAt { get; init; }
    public required FailureReason? FailureReason { get; init; }
    public required string? FailureNote { get; init; }

    /// <summary>By how much the arrival, or else the estimate, misses the window; 0 when it keeps it or there is none.</summary>
    public required int LateSeconds { get; init; }
    public required Vehicle? Vehicle { get; init; }

    /// <summary>The courtesy car that is taken out, handed over or brought back here; null where there is none, or it does not matter which.</summary>
    public required CourtesyCar? CourtesyCar { get; init; }
    public required Guid? WorkshopId { get; init; }

    /// <summary>True when the customer has cancelled and the plan does not know it yet.</summary>
    public required bool Cancelled { get; init; }

    /// <summary>The latest condition report made here.</summary>
    public required Guid? ReportId { get; init; }

    /// <summary>The way here; null at the first stop.</summary>
    public required LegAnswer? Leg { get; init; }
}

/// <summary>The way to a stop.</summary>
/// <param name="Means">How it is travelled.</param>
/// <param name="Loaded">True in the moved car.</param>
/// <param name="DurationSeconds">Travel time.</param>
/// <param name="DistanceMetres">Length.</param>
/// <param name="Geometry">Polyline of precision 6; only with <c>?geometry=true</c>.</param>
internal sealed record LegAnswer(Means Means, bool Loaded, double DurationSeconds, int DistanceMetres, string? Geometry);

/// <summary>A move that nobody serves.</summary>
/// <param name="Promised">The window that was promised; null when none was.</param>
/// <param name="Reason">Why, and the smallest change that would serve it.</param>
internal sealed record UnservedAnswer(
    Guid MoveId,
    Guid RequestId,
    MoveKind Kind,
    Window? Promised,
    Reason Reason,
    Vehicle? Vehicle,
    Guid? WorkshopId);

/// <summary>Why a promise is at risk.</summary>
internal enum RiskCause
{
    /// <summary>It was promised and nobody serves it.</summary>
    Unserved,

    /// <summary>Its driver can go no further.</summary>
    DriverUnavailable,

    /// <summary>The present estimate misses the window.</summary>
    Late,

    /// <summary>The present estimate leaves little of the window.</summary>
    Tight,
}

/// <summary>A promise that may not be kept.</summary>
/// <param name="SecondsLeft">From the present estimate to the end of the window, negative when it is missed; null when there is no estimate.</param>
internal sealed record RiskAnswer(
    Guid MoveId,
    int? StopIndex,
    Guid? RequestId,
    Guid? DriverId,
    string? DriverName,
    RiskCause Cause,
    Window Window,
    DateTimeOffset? Eta,
    int? SecondsLeft);

/// <summary>A workshop of the area.</summary>
internal sealed record WorkshopAnswer(Guid WorkshopId, string Name, Place Place);

/// <summary>A driver of the area who has no route.</summary>
internal sealed record IdleDriver(Guid DriverId, string Name, Means Means, Unavailability? Unavailable, PositionAnswer? Position);
