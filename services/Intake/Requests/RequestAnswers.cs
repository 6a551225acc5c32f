using NodaTime;
using Routing.Contracts.Values;
using Routing.Intake.Handing;
using Routing.Intake.Tracking;
using Routing.Intake.Workshops;

namespace Routing.Intake.Requests;

/// <summary>The answer to a booking.</summary>
internal sealed record BookedRequest
{
    public required Guid RequestId { get; init; }
    public required int Revision { get; init; }
    public required MoveState State { get; init; }

    /// <summary>The customer's secret link; whoever has it can see, change and cancel the request.</summary>
    public required string TrackingLink { get; init; }

    public required WishedDetails Wish { get; init; }
}

/// <summary>What is wished, as it was understood: with addresses found and times in the workshop's zone.</summary>
internal sealed record WishedDetails
{
    public required Guid WorkshopId { get; init; }
    public string? WorkOrder { get; init; }
    public required Vehicle Vehicle { get; init; }
    public required bool Collection { get; init; }
    public required IReadOnlyList<PlaceHours> Places { get; init; }
    public required IReadOnlyList<Window> Windows { get; init; }
    public required bool Swap { get; init; }

    /// <summary>Which courtesy car would do; null: any.</summary>
    public CourtesyWish? CourtesyWish { get; init; }
    public required bool Return { get; init; }
    public Place? ReturnPlace { get; init; }
    public required IReadOnlyList<Window> ReturnWindows { get; init; }
    public required int WorkMinutes { get; init; }
    public required int Priority { get; init; }

    /// <summary>The lift that is kept while the customer is asked where the car is; null where that is known.</summary>
    public LiftHold? Hold { get; init; }

    public static WishedDetails Of(RequestDetails details, string? workOrder, DateTimeZone zone) => new()
    {
        WorkshopId = details.WorkshopId,
        WorkOrder = workOrder,
        Vehicle = details.Vehicle,
        Collection = details.CollectionMoveId is not null,
        Places = [.. details.Places.Select(p => p with { Hours = In(p.Hours, zone) })],
        Windows = In(details.Windows, zone),
        Swap = details.Swap,
        CourtesyWish = details.CourtesyWish,
        Return = details.ReturnMoveId is not null,
        ReturnPlace = details.ReturnPlace,
        ReturnWindows = In(details.ReturnWindows, zone),
        WorkMinutes = details.WorkSeconds / 60,
        Priority = details.Priority,
        Hold = details.Hold is { } hold ? new(hold.From.In(zone), hold.Until.In(zone)) : null,
    };

    private static IReadOnlyList<Window> In(IReadOnlyList<Window> windows, DateTimeZone zone) =>
        [.. windows.Select(w => new Window(w.From.In(zone), w.Until.In(zone)))];
}

/// <summary>A request as staff see it.</summary>
internal sealed record RequestAnswer
{
    public required Guid RequestId { get; init; }
    public required int Revision { get; init; }
    public required int Version { get; init; }
    public required MoveState State { get; init; }
    public required DateTimeOffset RequestedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }
    public required DateTimeOffset? CancelledAt { get; init; }

    /// <summary>What cancelling would mean now, or meant; null where there is nothing left to cancel.</summary>
    public CancelCase? CancelCase { get; init; }

    /// <summary>True while a lift is kept for the car, whose customer was asked where it is.</summary>
    public bool IsLiftHeld { get; init; }

    /// <summary>When the customer was asked where the car is, and what came of it; null where they never were.</summary>
    public PlaceQuestion? Question { get; init; }

    /// <summary>True while the car stands at the workshop, which has finished with it.</summary>
    public required bool IsReady { get; init; }

    /// <summary>Since when the car is ready, or when the workshop expects it to be; null while it has said nothing.</summary>
    public DateTimeOffset? ReadyAt { get; init; }

    public required WishedDetails Wish { get; init; }
    public required IReadOnlyList<TrackedMove> Moves { get; init; }

    /// <summary>How car and key change hands; null where nothing was said.</summary>
    public Handovers? Handovers { get; init; }

    /// <summary>Who held the car's key from when on, oldest first; the last has it now.</summary>
    public required IReadOnlyList<KeyHolding> Keys { get; init; }

    /// <summary>What the customer says of the reports; null while they have said nothing.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Null once the data was removed.</summary>
    public required Contact? Contact { get; init; }

    public static RequestAnswer Of(PickupRequest request, Workshop? workshop)
    {
        var zone = workshop?.Zone ?? DateTimeZone.Utc;
        return new()
        {
            RequestId = request.Id,
            Revision = request.Revision,
            Version = request.Version,
            State = request.State,
            RequestedAt = request.RequestedAt.In(zone),
            ChangedAt = request.ChangedAt.In(zone),
            CancelledAt = request.CancelledAt?.In(zone),
            CancelCase = CancelCases.Of(request, isStaff: true),
            IsLiftHeld = request.LiftHeldUntil is not null,
            Question = request.Question is { } asked ? new(asked.AskedAt.In(zone), asked.AnsweredAt?.In(zone), asked.ReleasedAt?.In(zone)) : null,
            IsReady = request.IsReady,
            ReadyAt = request.Readiness?.ReadyAt.In(zone),
            Wish = WishedDetails.Of(request.Details, request.WorkOrder, zone),
            Moves = [.. request.CurrentMoves.Select(m => TrackedMove.Of(m, zone, forStaff: true))],
            Handovers = request.Handovers,
            Keys = KeyLedger.Of(request, zone),
            Verdict = request.Verdict,
            Contact = request.Contact,
        };
    }
}
