using Routing.Contracts.Values;
using Routing.Intake.Handing;
using Routing.Intake.Messages;

namespace Routing.Intake.Requests;

/// <summary>A customer's request with the moves that it led to.</summary>
internal sealed class PickupRequest
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    public required Guid WorkshopId { get; init; }

    /// <summary>Capital letters and digits alone, to be found by.</summary>
    public required string Plate { get; set; }

    /// <summary>The workshop's own number for the work; null when it gave none.</summary>
    public string? WorkOrder { get; set; }

    public required RequestDetails Details { get; set; }

    /// <summary>Null once the request has ended and the data was removed.</summary>
    public Contact? Contact { get; set; }

    /// <summary>SHA-256 of the secret in the customer's link.</summary>
    public required string LinkHash { get; init; }

    /// <summary>Of the wish; raised by each change and by the cancellation.</summary>
    public int Revision { get; set; } = 1;

    /// <summary>Raised by everything that can be seen; two writers at once are told apart by it.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>When it was last changed by this process; not stored.</summary>
    public DateTimeOffset TouchedAt { get; private set; }

    /// <summary>Kept beside the moves so that lists can be filtered by it.</summary>
    public MoveState State { get; private set; }

    public required DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset ChangedAt { get; set; }
    public DateTimeOffset? CancelledAt { get; set; }

    /// <summary>Until when a lift is held for the car; null where none is, or not any more.</summary>
    public DateTimeOffset? LiftHeldUntil { get; set; }

    /// <summary>That the customer was asked where the car is; null where they never were.</summary>
    public PlaceQuestion? Question { get; set; }

    /// <summary>What its workshop told last of the car; null while it has told nothing.</summary>
    public Readiness? Readiness { get; set; }

    /// <summary>When a person is told that the customer has not said when the ready car is to come back; null where nothing is waited for.</summary>
    public DateTimeOffset? AnswerDueAt { get; set; }

    /// <summary>How car and key change hands; null where nothing was said: in person.</summary>
    public Handovers? Handovers { get; set; }

    /// <summary>What the customer says of the reports; null while they have said nothing.</summary>
    public Verdict? Verdict { get; set; }

    /// <summary>Since when nothing more is to come; null before.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public List<Move> Moves { get; init; } = [];

    /// <summary>What the customer and the dispatchers wrote to one another.</summary>
    public List<CustomerMessage> Messages { get; init; } = [];

    public Move? Collection => Moves.Find(m => m.Id == Details.CollectionMoveId);

    public Move? Return => Moves.Find(m => m.Id == Details.ReturnMoveId);

    /// <summary>The moves that are wished now, collection first.</summary>
    public IEnumerable<Move> CurrentMoves => new[] { Collection, Return }.OfType<Move>();

    /// <summary>True while the car stands at the workshop, which has finished with it.</summary>
    public bool IsReady => Readiness is { IsReady: true } && Return is not { Life.HasBegun: true };

    /// <summary>To be called after every change: works out the state anew.</summary>
    public void Touch(DateTimeOffset now)
    {
        State = StateOf(CancelledAt is not null, Details.IsPlaceAsked(), Collection?.Life, Return?.Life);
        EndedAt = HasEnded ? EndedAt ?? now : null;
        Handovers = Handovers?.WithoutCodes(Collection is { Life.HasBegun: true }, CancelledAt is not null || Return is { Life.HandedOver: not null });
        if (!IsReady || Return is null || Details.ReturnWindows.Count > 0 || CancelledAt is not null) AnswerDueAt = null;
        Version++;
        TouchedAt = now;
    }

    /// <summary>The request is where its car is.</summary>
    internal static MoveState StateOf(bool isCancelled, bool isPlaceAsked, MoveLife? collection, MoveLife? back)
    {
        if (back is { HasBegun: true }) return back.State;
        if (isCancelled && collection is not { HasBegun: true }) return MoveState.Cancelled;
        if (isPlaceAsked) return MoveState.PlaceAsked;
        if (collection is null) return back?.State ?? MoveState.Requested;
        return collection.State == MoveState.AtWorkshop && back?.State == MoveState.Failed ? MoveState.Failed : collection.State;
    }

    private bool HasEnded => State switch
    {
        MoveState.Returned or MoveState.Cancelled => true,
        MoveState.AtWorkshop => Return is null,
        _ => false,
    };
}
