using Routing.Contracts.Values;

namespace Routing.Dispatch.Board;

/// <summary>A workshop's day. There is nothing in it about a customer: no name, no address.</summary>
internal sealed record BoardAnswer
{
    public required Guid WorkshopId { get; init; }
    public required string Name { get; init; }
    public required string Area { get; init; }

    /// <summary>IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The day that is shown.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>
    /// The newest time that a device told of the day; null when none did. A day may be played ahead of the clock, so this
    /// is what "now" is on it when it is later.
    /// </summary>
    public required DateTimeOffset? LatestAt { get; init; }

    /// <summary>Ask again with ?after= this, and the answer waits for news.</summary>
    public required long LastEventId { get; init; }

    /// <summary>The plan in force; 0 when there is none yet.</summary>
    public required int PlanVersion { get; init; }

    /// <summary>In the order of what is next: arrivals, then cars that are here, then those that are gone.</summary>
    public required IReadOnlyList<BoardCar> Cars { get; init; }

    /// <summary>The load by the quarter of an hour, as it is by now.</summary>
    public required IReadOnlyList<LiftLoad> LiftLoads { get; init; }

    /// <summary>Courtesy cars that go out or come back on the day, in order.</summary>
    public required IReadOnlyList<CourtesyTrip> CourtesyCars { get; init; }

    /// <summary>The workshop's courtesy cars by name, by plate; none where it has only told their number.</summary>
    public required IReadOnlyList<LentCar> Fleet { get; init; }
}

/// <summary>Where a car is, seen from the workshop.</summary>
internal enum CarState
{
    /// <summary>Still at the customer's.</summary>
    Expected,

    /// <summary>A driver brings it.</summary>
    Coming,

    /// <summary>At the workshop.</summary>
    Here,

    /// <summary>At the workshop, which has finished with it.</summary>
    Ready,

    /// <summary>Has left with a driver.</summary>
    Gone,

    /// <summary>Will not come: its collection failed, or has no driver.</summary>
    NotComing,
}

/// <summary>A car on the board.</summary>
internal sealed record BoardCar
{
    public required Guid RequestId { get; init; }
    public required CarState State { get; init; }

    /// <summary>Null until the request itself has come.</summary>
    public required Vehicle? Vehicle { get; init; }

    /// <summary>Time that the work takes on a lift.</summary>
    public required int? WorkSeconds { get; init; }

    /// <summary>When the workshop took the car and its key in; null while it has not.</summary>
    public required DateTimeOffset? CheckedInAt { get; init; }

    /// <summary>Number or letter of the tag on the key; null while there is none.</summary>
    public required string? KeyTag { get; init; }

    /// <summary>Who holds the key: the driver who has the car, or whom the workshop named; null while the customer has it, and where nobody said.</summary>
    public required string? KeyHolder { get; init; }

    /// <summary>When it is handed over at the reception: as it was, or the present estimate; null when it is there from before.</summary>
    public required DateTimeOffset? ArrivesAt { get; init; }

    /// <summary>Who brings it.</summary>
    public required string? ArrivesWith { get; init; }

    /// <summary>When the workshop expects it to be ready, or since when it is; null while it has said nothing.</summary>
    public required DateTimeOffset? ReadyAt { get; init; }

    /// <summary>When its driver takes it over: as it was, or the present estimate; null while no return is planned on the day.</summary>
    public required DateTimeOffset? LeavesAt { get; init; }

    /// <summary>Who takes it back.</summary>
    public required string? LeavesWith { get; init; }

    /// <summary>True when a return is wished for the day that nobody serves.</summary>
    public required bool ReturnUnserved { get; init; }
}

/// <summary>Where a courtesy car is.</summary>
internal enum CourtesyState
{
    /// <summary>To go out on the day.</summary>
    Waiting,

    /// <summary>A customer has it, or a driver on the way.</summary>
    Out,

    /// <summary>Here again.</summary>
    Back,
}

/// <summary>A courtesy car that goes out or comes back.</summary>
/// <param name="RequestId">For whose car.</param>
/// <param name="Plate">Plate of the car that it stands in for.</param>
/// <param name="State">Where it is.</param>
/// <param name="LeavesAt">When its driver takes it over: as it was, or the present estimate; null when it is out from before.</param>
/// <param name="DueBackAt">When it is handed over here: as it was, or the present estimate; null while that is not planned on the day.</param>
/// <param name="DriverName">Who takes it out or, once it is out, who brings it back; null while nobody does.</param>
/// <param name="CourtesyPlate">Its own plate; null where the workshop has not named its courtesy cars.</param>
internal sealed record CourtesyTrip(Guid RequestId, string? Plate, CourtesyState State, DateTimeOffset? LeavesAt, DateTimeOffset? DueBackAt, string? DriverName, string? CourtesyPlate);

/// <summary>A courtesy car and who has it.</summary>
/// <param name="CourtesyCarId">Which one.</param>
/// <param name="Vehicle">The car, with its charge or fuel as last read.</param>
/// <param name="Class">What the workshop calls its size; null when not told.</param>
/// <param name="InService">False while it is not lent.</param>
/// <param name="Loan">For whom it is kept, who has it, or who had it last; null when it was never lent.</param>
/// <param name="ForPlate">Plate of the car that it stands in for, or is to; null at the desk, and where nobody has it.</param>
/// <param name="ForRequestId">The request of that car; null where there is none.</param>
/// <param name="GoesAt">When it goes out next on the day; null when it does not.</param>
/// <param name="DueBackAt">When it is due back: by the plan of the day or, where that says nothing, as told; null while it is not out, or nobody knows.</param>
/// <param name="IsLate">Whether it was due back and is not.</param>
internal sealed record LentCar(
    Guid CourtesyCarId, Vehicle Vehicle, string? Class, bool InService, CourtesyLoan? Loan, string? ForPlate, Guid? ForRequestId,
    DateTimeOffset? GoesAt, DateTimeOffset? DueBackAt, bool IsLate);
