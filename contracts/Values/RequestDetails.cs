namespace Routing.Contracts.Values;

/// <summary>What a customer wishes, whole: a change carries all of it again.</summary>
public sealed record RequestDetails
{
    /// <summary>The workshop that does the work.</summary>
    public required Guid WorkshopId { get; init; }

    /// <summary>The car.</summary>
    public required Vehicle Vehicle { get; init; }

    /// <summary>The move that brings the car in; null when it is at the workshop already.</summary>
    public Guid? CollectionMoveId { get; init; }

    /// <summary>Where the car is, at which hours; empty when it is at the workshop already.</summary>
    public required IReadOnlyList<PlaceHours> Places { get; init; }

    /// <summary>When the customer would like the collection; empty means any time.</summary>
    public required IReadOnlyList<Window> Windows { get; init; }

    /// <summary>True when a courtesy car is to be brought in the same visit.</summary>
    public bool Swap { get; init; }

    /// <summary>Which courtesy car would do; null: any.</summary>
    public CourtesyWish? CourtesyWish { get; init; }

    /// <summary>The move that brings the car back; null when the customer fetches it.</summary>
    public Guid? ReturnMoveId { get; init; }

    /// <summary>Where the car is brought back to; null where <see cref="ReturnMoveId"/> is.</summary>
    public Place? ReturnPlace { get; init; }

    /// <summary>When the customer would like the return; empty means any time once the car is ready.</summary>
    public required IReadOnlyList<Window> ReturnWindows { get; init; }

    /// <summary>Time that the work on the car takes on a lift, seconds.</summary>
    public required int WorkSeconds { get; init; }

    /// <summary>From 0 to 100; where not all can be served, the higher is served first.</summary>
    public int Priority { get; init; }

    /// <summary>The workshop's own number for the work; null when it gave none.</summary>
    public string? WorkOrder { get; init; }

    /// <summary>The lift that is kept while the customer is asked where the car is; null where that is known.</summary>
    public LiftHold? Hold { get; init; }
}
