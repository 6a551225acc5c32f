using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Areas;

namespace Routing.Planning.Days;

/// <summary>Everything known of an area's day: the fold of its log. Immutable.</summary>
internal sealed record DayState
{
    /// <summary>Raised when a snapshot of before could not be read as this any more.</summary>
    public const int Form = 1;

    public required string Area { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>Number of the last entry folded in.</summary>
    public int Entry { get; init; }

    public string Name { get; init; } = "";

    public string TimeZone { get; init; } = "Etc/UTC";

    public bool AutoPublish { get; init; } = true;

    /// <summary>Where cars can be charged, besides what the map has.</summary>
    public IReadOnlyList<Station> ChargingStations { get; init; } = [];

    /// <summary>Of the plan in force; 0 before the first.</summary>
    public int Version { get; init; }

    /// <summary>
    /// The newest time that a device or a plan told. A day may be played ahead of the clock, so this is what "now" is on
    /// it when it is later.
    /// </summary>
    public DateTimeOffset LatestAt { get; init; }

    /// <summary>When somebody last changed what is to be planned; ends with the plan that answers it.</summary>
    public string? Cause { get; init; }

    /// <summary>The whole day is to be searched anew, whatever a change costs.</summary>
    public bool IsReplanWanted { get; init; }

    /// <summary>The plan differs from what was sent, and waits for approval.</summary>
    public bool IsDraft { get; init; }

    /// <summary>
    /// The plan that was last put in force, for an area whose plans wait for approval: what a draft differs from, and goes
    /// back to. Null elsewhere, and before the first.
    /// </summary>
    public PublishedPlan? Published { get; init; }

    /// <summary>The draft was approved.</summary>
    public bool IsPublishWanted { get; init; }

    public ImmutableSortedDictionary<Guid, WorkshopChanged> Workshops { get; init; } = ImmutableSortedDictionary<Guid, WorkshopChanged>.Empty;

    /// <summary>By courtesy car, as last told.</summary>
    public ImmutableSortedDictionary<Guid, CourtesyCarChanged> CourtesyCars { get; init; } = ImmutableSortedDictionary<Guid, CourtesyCarChanged>.Empty;

    public ImmutableSortedDictionary<Guid, DriverDay> Drivers { get; init; } = ImmutableSortedDictionary<Guid, DriverDay>.Empty;

    public ImmutableSortedDictionary<Guid, RequestState> Requests { get; init; } = ImmutableSortedDictionary<Guid, RequestState>.Empty;

    /// <summary>Cars that came before this day and are brought back after it. Not from the log: whoever reads the day looks them up.</summary>
    public IReadOnlyList<StayingCar> Staying { get; init; } = [];

    /// <summary>Those of them that the last plan in the log was made with.</summary>
    public IReadOnlyList<StayingCar> PlannedStaying { get; init; } = [];

    public ImmutableSortedDictionary<Guid, MoveState> Moves { get; init; } = ImmutableSortedDictionary<Guid, MoveState>.Empty;

    /// <summary>By request: lifts that are kept for cars whose customers are asked where they are.</summary>
    public ImmutableSortedDictionary<Guid, PlaceAsked> Holds { get; init; } = ImmutableSortedDictionary<Guid, PlaceAsked>.Empty;

    /// <summary>By driver. A driver without a route is not in it.</summary>
    public ImmutableSortedDictionary<Guid, RouteState> Routes { get; init; } = ImmutableSortedDictionary<Guid, RouteState>.Empty;

    /// <summary>What dispatchers took back of what devices told, by <see cref="DayFold.TakenBackKey"/>: until when it does not count.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> TakenBack { get; init; } = ImmutableSortedDictionary<string, DateTimeOffset>.Empty;

    /// <summary>Version of the newest set of road conditions.</summary>
    public long RoadsVersion { get; init; }

    /// <summary>Those that touch the day at some time, as last told.</summary>
    public ImmutableList<RoadCondition> RoadConditions { get; init; } = [];

    /// <summary>Commands that have no answer yet, in order.</summary>
    public ImmutableList<PendingCommand> Commands { get; init; } = [];

    /// <summary>When nothing happens on the day any more: two days after its end.</summary>
    [JsonIgnore]
    public DateTimeOffset Over => Areas.Calendar.Of(TimeZone).Midnight(Day.AddDays(3));

    /// <summary>
    /// Whether a move cannot begin before another: it is locked behind it, or brings back the car that the other one
    /// fetches, or is so tied to one that is.
    /// </summary>
    public bool WaitsFor(Guid moveId, Guid other)
    {
        var seen = new HashSet<Guid>();
        var open = new Stack<Guid>([moveId]);
        while (open.TryPop(out var id))
        {
            if (!seen.Add(id) || !Moves.TryGetValue(id, out var move)) continue;
            var collection = move.Kind == MoveKind.Return ? Requests.GetValueOrDefault(move.RequestId)?.Details.CollectionMoveId : null;
            foreach (var before in new[] { move.LockedAfter, collection }.OfType<Guid>())
            {
                if (before == other) return true;
                open.Push(before);
            }
        }

        return false;
    }
}

/// <summary>A car that is at a workshop all day, and has no move on it.</summary>
/// <param name="RequestId">Its request.</param>
/// <param name="WorkshopId">Where it is parked.</param>
/// <param name="IsSwap">True when its customer has a courtesy car.</param>
internal sealed record StayingCar(Guid RequestId, Guid WorkshopId, bool IsSwap);

/// <summary>A plan as it was put in force.</summary>
/// <param name="Routes">By driver.</param>
/// <param name="Moves">By move.</param>
internal sealed record PublishedPlan(ImmutableSortedDictionary<Guid, RouteState> Routes, ImmutableSortedDictionary<Guid, MoveState> Moves);

/// <summary>A driver on the day.</summary>
internal sealed record DriverDay
{
    public required DriverChanged Driver { get; init; }

    /// <summary>A dispatcher's shift for this day; null leaves the week's.</summary>
    public Window? Shift { get; init; }

    /// <summary>A dispatcher's start for this day; null leaves the usual.</summary>
    public Place? StartPlace { get; init; }

    /// <summary>A dispatcher took the driver out of the day.</summary>
    public bool IsRemoved { get; init; }

    public DateTimeOffset? UnavailableAt { get; init; }

    /// <summary>The last fixes, the newest last: where the driver is, and which way they go.</summary>
    public ImmutableList<Fix> Trace { get; init; } = [];

    /// <summary>The plan version that the device has.</summary>
    public int AcknowledgedVersion { get; init; }
}

/// <summary>A measured position.</summary>
/// <param name="Lon">Degrees.</param>
/// <param name="Lat">Degrees.</param>
/// <param name="AccuracyMetres">Its radius; null when unknown.</param>
/// <param name="At">When it was measured, by the device.</param>
internal sealed record Fix(double Lon, double Lat, int? AccuracyMetres, DateTimeOffset At);

/// <summary>A customer's request, as last told.</summary>
/// <param name="Revision">Of the request.</param>
/// <param name="Details">What is wished.</param>
/// <param name="Ready">What its workshop told last of the car; null leaves it to the sum of the work.</param>
internal sealed record RequestState(int Revision, RequestDetails Details, VehicleReady? Ready = null);

/// <summary>Where a move stands.</summary>
internal enum MoveStatus
{
    /// <summary>Has no place on a route; the next plan gives it one or says why not.</summary>
    Waiting,

    /// <summary>On a route.</summary>
    Planned,

    /// <summary>Its driver is on the way to it or there: it stays.</summary>
    Begun,

    /// <summary>Its driver has the car.</summary>
    OnBoard,

    Done,

    /// <summary>Not served, and tried again when something frees.</summary>
    Unserved,

    /// <summary>Off for good on this day: its stop failed, or its driver could not go on with the car.</summary>
    Failed,
}

/// <summary>A move that lives on this day.</summary>
internal sealed record MoveState
{
    public required Guid MoveId { get; init; }

    public required Guid RequestId { get; init; }

    public required MoveKind Kind { get; init; }

    public MoveStatus Status { get; init; }

    /// <summary>The promised window at the customer's place.</summary>
    public Window? Promised { get; init; }

    /// <summary>Which of the request's places was promised; 0 for a return.</summary>
    public int PlaceIndex { get; init; }

    /// <summary>Of a swap: the courtesy car that it was planned with; null while it has none, and where it does not matter which.</summary>
    public Guid? CourtesyCarId { get; init; }

    /// <summary>What its customer was last told; null before the first answer.</summary>
    public ToldMove? Told { get; init; }

    public LockStrength Lock { get; init; }

    /// <summary>Whose it is, when locked.</summary>
    public Guid? LockedDriver { get; init; }

    /// <summary>The move before it, when locked in order.</summary>
    public Guid? LockedAfter { get; init; }

    /// <summary>When its first work begins, when locked in time.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    /// <summary>A dispatcher took it off its route; it waits for a dispatcher.</summary>
    public bool IsUnassigned { get; init; }

    /// <summary>Days on which it could not be served.</summary>
    public ImmutableList<DateOnly> Tried { get; init; } = [];

    /// <summary>Of a return whose car came on another day: work left to do when this day begins, seconds.</summary>
    public int? RemainingWorkSeconds { get; init; }

    /// <summary>Why it is not served.</summary>
    public Reason? Reason { get; init; }

    /// <summary>Whether anything of it has happened.</summary>
    public bool HasBegun => Status is MoveStatus.Begun or MoveStatus.OnBoard or MoveStatus.Done;

    /// <summary>Whether a plan may put it on a route.</summary>
    public bool IsOpen => Status is MoveStatus.Waiting or MoveStatus.Planned or MoveStatus.Unserved && !IsUnassigned;
}

/// <summary>What was last said of a move.</summary>
/// <param name="Revision">The request's revision that it answered.</param>
/// <param name="DriverId">Who comes; null when it was said to be unserved.</param>
/// <param name="Window">The promise.</param>
/// <param name="Code">Why it is unserved; null when it is served.</param>
/// <param name="CourtesyCarId">Which courtesy car is brought; null when none is.</param>
internal sealed record ToldMove(int Revision, Guid? DriverId, Window? Window, string? Code, Guid? CourtesyCarId = null);

/// <summary>A driver's route as planned and as driven.</summary>
internal sealed record RouteState
{
    public required Guid DriverId { get; init; }

    public required IReadOnlyList<PlannedStop> Stops { get; init; }

    /// <summary>What the route last sent looked like; null when none was, or it was revoked.</summary>
    public string? Sent { get; init; }

    /// <summary>When the driver set out for the first stop that is not done; null while they have not.</summary>
    public DateTimeOffset? DepartedAt { get; init; }
}

/// <summary>A stop of a route.</summary>
internal sealed record PlannedStop
{
    public required StopKind Kind { get; init; }

    public Guid? MoveId { get; init; }

    public int StopIndex { get; init; }

    public required Place Place { get; init; }

    /// <summary>Which of the request's places it is; 0 at other stops.</summary>
    public int PlaceIndex { get; init; }

    public int ServiceSeconds { get; init; }

    /// <summary>Where the car is charged: how far it gets from there; 0 elsewhere.</summary>
    public int LeavesWithMetres { get; init; }

    /// <summary>Arrival: as estimated, or as it was.</summary>
    public required DateTimeOffset Eta { get; init; }

    /// <summary>Leaving: as estimated, or as it was.</summary>
    public required DateTimeOffset Departure { get; init; }

    /// <summary>The leg to here is in the moved car.</summary>
    public bool IsLoaded { get; init; }

    /// <summary>By what the leg to here is travelled, where that is not the driver's own means or the moved car.</summary>
    public Means? By { get; init; }

    /// <summary>Length of the leg to here, metres.</summary>
    public int LegMetres { get; init; }

    /// <summary>By how much the promise is missed, seconds.</summary>
    public int LateSeconds { get; init; }

    /// <summary>The estimate that was last told to others; null before the first.</summary>
    public DateTimeOffset? ToldEta { get; init; }

    public DateTimeOffset? ArrivedAt { get; init; }

    public bool IsDone { get; init; }
}

/// <summary>A dispatcher's command that waits for the plan that answers it.</summary>
internal sealed record PendingCommand
{
    public required Guid CommandId { get; init; }

    /// <summary>Why it was refused at once; null when it was carried out.</summary>
    public CommandRefusal? Refusal { get; init; }

    /// <summary>The move as it was before, when the plan has to find a place for it.</summary>
    public MoveState? Before { get; init; }
}

/// <summary>Why a command is not carried out: a stable word, and what to do instead.</summary>
internal sealed record CommandRefusal(string Code, string Text);
