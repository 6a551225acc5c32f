using NodaTime;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Intake.Handing;
using Routing.Intake.Requests;
using Routing.Intake.Workshops;

namespace Routing.Intake.Tracking;

/// <summary>A request as its customer sees it. Times have the workshop's offset.</summary>
internal sealed record TrackedRequest
{
    public required Guid RequestId { get; init; }

    /// <summary>Raised by every change that can be seen here; to wait for the next, send it as <c>version</c>.</summary>
    public required int Version { get; init; }

    public required MoveState State { get; init; }

    /// <summary>What the customer reads out to the driver, so that each knows the other; null once nobody comes any more.</summary>
    public string? Code { get; init; }

    /// <summary>True while a lift is kept for the car, whose customer was asked where it is.</summary>
    public bool IsLiftHeld { get; init; }

    /// <summary>True while the car stands at the workshop, which has finished with it.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Since when the car is ready, or when the workshop expects it to be; null while it has said nothing.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    /// <summary>What cancelling would mean now, or meant; null where there is nothing left to cancel here.</summary>
    public CancelCase? CancelCase { get; init; }

    public required TrackedWorkshop? Workshop { get; init; }
    public required WishedDetails Wish { get; init; }
    public required IReadOnlyList<TrackedMove> Moves { get; init; }

    /// <summary>How car and key change hands; null where nothing was said.</summary>
    public Handovers? Handovers { get; init; }

    /// <summary>What the customer says of the two reports; null while they have said nothing. It can be said for a day after the return.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>What the customer and the dispatchers wrote to one another, oldest first.</summary>
    public required IReadOnlyList<TrackedMessage> Messages { get; init; }

    public static TrackedRequest Of(PickupRequest request, Workshop? workshop, CustomerLinks links)
    {
        var zone = workshop?.Zone ?? DateTimeZone.Utc;
        return new()
        {
            RequestId = request.Id,
            Version = request.Version,
            State = request.State,
            Code = request.EndedAt is null ? links.CodeOf(request.Id) : null,
            IsLiftHeld = request.LiftHeldUntil is not null,
            IsReady = request.IsReady,
            ReadyAt = request.Readiness?.ReadyAt.In(zone),
            CancelCase = CancelCases.Of(request, isStaff: false),
            Workshop = workshop is null ? null : new(workshop.Id, workshop.Name, workshop.Place, workshop.TimeZone),
            Wish = WishedDetails.Of(request.Details, request.WorkOrder, zone),
            Moves = [.. request.CurrentMoves.Select(m => TrackedMove.Of(m, zone, forStaff: false))],
            Handovers = request.Handovers,
            Verdict = request.Verdict,
            Messages = [.. request.Messages.OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => new TrackedMessage(m.Id, m.FromDispatcher, m.Text, m.At))],
        };
    }
}

/// <summary>A message of the customer or, <paramref name="FromDispatcher"/>, to the customer.</summary>
internal sealed record TrackedMessage(Guid WrittenId, bool FromDispatcher, string Text, DateTimeOffset At);

/// <summary>Where the car goes.</summary>
internal sealed record TrackedWorkshop(Guid WorkshopId, string Name, Place Place, string TimeZone);

/// <summary>A move of a request.</summary>
internal sealed record TrackedMove
{
    public required Guid MoveId { get; init; }
    public required MoveKind Kind { get; init; }
    public required MoveState State { get; init; }
    public DateOnly? Day { get; init; }
    public Place? Place { get; init; }

    /// <summary>The promise.</summary>
    public Window? Window { get; init; }

    /// <summary>The present estimate: never the promise.</summary>
    public DateTimeOffset? Eta { get; init; }

    /// <summary>Since when the driver is at the customer's; null while they are not, and once they have met.</summary>
    public DateTimeOffset? ArrivedAt { get; init; }

    /// <summary>Until when the driver who is there waits; null while nobody does.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }

    public Guid? DriverId { get; init; }
    public string? DriverName { get; init; }

    /// <summary>The courtesy car that is brought; null when none is, or it does not matter which.</summary>
    public CourtesyCar? CourtesyCar { get; init; }

    /// <summary>Why it is not served, and what would change that.</summary>
    public Reason? Reason { get; init; }

    public FailureReason? Failure { get; init; }

    /// <summary>What follows from the failure: the customer chooses another window, a transporter comes, or a dispatcher decides.</summary>
    public FailureConsequence? Consequence { get; init; }

    /// <summary>The driver's words about it; for staff.</summary>
    public string? FailureNote { get; init; }

    public DateTimeOffset? CollectedAt { get; init; }
    public Guid? CollectionReportId { get; init; }
    public DateTimeOffset? HandedOverAt { get; init; }
    public Guid? HandoverReportId { get; init; }

    public static TrackedMove Of(Move move, DateTimeZone zone, bool forStaff)
    {
        var life = move.Life;
        var isAhead = life.State is MoveState.Scheduled or MoveState.OnTheWay or MoveState.Returning;
        var current = life.State is MoveState.Requested or MoveState.Cancelled ? null : life.Current;
        return new()
        {
            MoveId = move.Id,
            Kind = life.Kind,
            State = life.State,
            Day = current?.Day,
            Place = current?.Place,
            Window = current?.Window is { } window ? new(window.From.In(zone), window.Until.In(zone)) : null,
            Eta = isAhead ? life.Eta?.In(zone) : null,
            ArrivedAt = life.ArrivedAt?.In(zone),
            WaitsUntil = life.WaitsUntil?.In(zone),
            DriverId = current?.Reason is null ? current?.DriverId : null,
            DriverName = current?.Reason is null ? current?.DriverName : null,
            CourtesyCar = current?.Reason is null ? current?.CourtesyCar : null,
            Reason = life.State == MoveState.Unserved ? current?.Reason : null,
            Failure = life.State == MoveState.Failed ? life.Failure!.Reason : null,
            Consequence = life.State == MoveState.Failed ? life.Failure!.Consequence : null,
            FailureNote = forStaff && life.State == MoveState.Failed ? life.Failure!.Note : null,
            CollectedAt = life.Collected?.At.In(zone),
            CollectionReportId = life.Collected?.ReportId,
            HandedOverAt = life.HandedOver?.At.In(zone),
            HandoverReportId = life.HandedOver?.ReportId,
        };
    }
}
