using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;

namespace Routing.Intake.Requests;

/// <summary>
/// The state machine of a move. It keeps, of each kind of fact, the one that counts, and reads the state off them; so
/// the order in which messages come makes no difference, and an older or repeated one changes nothing.
/// </summary>
internal sealed record MoveLife
{
    public required MoveKind Kind { get; init; }

    /// <summary>The revision of the request that last changed what is wished of this move.</summary>
    public required int Revision { get; init; }

    public Planned? Planned { get; init; }
    public Estimate? Estimate { get; init; }
    public Departure? Departure { get; init; }

    /// <summary>At the customer's.</summary>
    public Arrival? Arrival { get; init; }

    /// <summary>Of the customer's car.</summary>
    public Handling? Collected { get; init; }

    /// <summary>Of the customer's car: to the workshop, or back to the customer.</summary>
    public Handling? HandedOver { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>What dispatchers took back of what drivers told.</summary>
    public TakenBack TakenBack { get; init; } = TakenBack.Nothing;

    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>True where the driver was on the way when it was taken back.</summary>
    public bool WasUnderWay { get; init; }

    /// <summary>What happened to the car outweighs what was wished, and that what was planned.</summary>
    public MoveState State => this switch
    {
        { HandedOver: not null } => Kind == MoveKind.Return ? MoveState.Returned : MoveState.AtWorkshop,
        { Failure: { } failure } when Collected is null || failure.At >= Collected.At => MoveState.Failed,
        { Collected: not null } => Kind == MoveKind.Return ? MoveState.Returning : MoveState.Collected,
        { CancelledAt: not null } => MoveState.Cancelled,
        { Departure: not null } when IsDepartureCurrent => MoveState.OnTheWay,
        { Current: null } => MoveState.Requested,
        { Current.Reason: not null } => MoveState.Unserved,
        _ => MoveState.Scheduled,
    };

    /// <summary>What is planned for the wish as it is now; null while Planning has not answered its latest change.</summary>
    public Planned? Current => Planned is { } planned && planned.Revision >= Revision ? planned : null;

    /// <summary>The present estimate; null where nothing is promised.</summary>
    public DateTimeOffset? Eta =>
        Current is not { Reason: null } current ? null
        : Estimate is { } newer && newer.DriverId == current.DriverId && newer.Day == current.Day ? newer.Eta
        : current.Eta;

    /// <summary>Since when the driver who comes is at the customer's; null while they are not, and once they have met.</summary>
    public DateTimeOffset? ArrivedAt => PresentArrival?.At;

    /// <summary>Until when the driver who is at the customer's waits there; null while nobody does.</summary>
    public DateTimeOffset? WaitsUntil => PresentArrival?.WaitsUntil;

    private Arrival? PresentArrival =>
        State is MoveState.OnTheWay or MoveState.Scheduled or MoveState.Returning && Arrival is { } arrival && Current is { } current
        && (arrival.DriverId, arrival.Day) == (current.DriverId, current.Day)
            ? arrival
            : null;

    /// <summary>True once the car is in our hands, or was.</summary>
    public bool HasBegun => Collected is not null || HandedOver is not null;

    // Another driver or another day, decided later, takes a departure back. With no plan known yet it stands.
    private bool IsDepartureCurrent =>
        Planned is not { } planned
        || (planned.Reason is null && planned.DriverId == Departure!.DriverId && planned.Day == Departure.Day);

    public MoveLife Apply(PickupScheduled scheduled) => Decide(new()
    {
        Revision = scheduled.Revision,
        Day = scheduled.Day,
        PlanVersion = scheduled.PlanVersion,
        Window = scheduled.Window,
        Place = scheduled.Place,
        Eta = scheduled.Eta,
        DriverId = scheduled.DriverId,
        DriverName = scheduled.DriverName,
        CourtesyCar = scheduled.CourtesyCar,
    });

    public MoveLife Apply(PickupUnserved unserved) => Decide(new()
    {
        Revision = unserved.Revision,
        Day = unserved.Day,
        PlanVersion = unserved.PlanVersion,
        Window = unserved.Promised,
        Reason = unserved.Reason,
    });

    public MoveLife Apply(EtaChanged changed) =>
        Estimate is { } known && known.At >= changed.At
            ? this
            : this with { Estimate = new(changed.Eta, changed.LateSeconds, changed.DriverId, changed.Day, changed.At) };

    /// <summary>What the driver says of the customer's stop is an estimate like another, and the newest counts.</summary>
    public MoveLife Apply(DriverDelayed delayed) =>
        delayed.StopIndex != CustomerStop || Estimate is { } known && known.At >= delayed.At
            ? this
            : this with { Estimate = new(delayed.Eta, (int)Math.Max(0, (delayed.Eta - (Current?.Window?.Until ?? delayed.Eta)).TotalSeconds), delayed.DriverId, delayed.Day, delayed.At) };

    public MoveLife Apply(DriverDeparted departed) =>
        departed.StopIndex == CustomerStop && Kind != MoveKind.Return
            ? Depart(new(departed.DriverId, departed.Day, departed.At))
            : this;

    public MoveLife Apply(StopArrived arrived) =>
        arrived.StopIndex != CustomerStop || arrived.At <= TakenBack.Arrived || Arrival is { } known && known.At >= arrived.At
            ? this
            : this with { Arrival = new(arrived.DriverId, arrived.Day, arrived.At, arrived.WaitsUntil) };

    public MoveLife Apply(VehicleCollected collected)
    {
        // The first car of a swap is the courtesy car: with it the driver sets out for the customer.
        if (Kind == MoveKind.Swap && collected.StopIndex < CustomerStop)
            return Depart(new(collected.DriverId, collected.Day, collected.At));
        return collected.At <= TakenBack.Collected || Collected is { } known && known.At >= collected.At
            ? this
            : this with { Collected = new(collected.DriverId, collected.ReportId, collected.MileageKm, collected.At, collected.Handover) };
    }

    public MoveLife Apply(VehicleHandedOver handedOver)
    {
        // At a swap the courtesy car is handed over to the customer; the customer's own comes to the workshop after it.
        if (Kind == MoveKind.Swap && handedOver.StopIndex <= CustomerStop) return this;

        // What comes to the workshop after a return is the courtesy car.
        if (Kind == MoveKind.Return && handedOver.StopIndex > CustomerStop) return this;
        return handedOver.At <= TakenBack.HandedOver || HandedOver is { } known && known.At >= handedOver.At
            ? this
            : this with { HandedOver = new(handedOver.DriverId, handedOver.ReportId, handedOver.MileageKm, handedOver.At, handedOver.Handover) };
    }

    public MoveLife Apply(StopFailed failed) =>
        failed.At <= TakenBack.Failed || Failure is { } known && known.At >= failed.At
            ? this
            : this with { Failure = new(failed.Reason, failed.Note, failed.StopIndex, failed.At, failed.Consequence) };

    /// <summary>What is taken back counts no more, whichever of the two was heard of first.</summary>
    public MoveLife Apply(StopCorrected corrected)
    {
        var isCourtesy = Kind == MoveKind.Swap && corrected.StopIndex < CustomerStop + (corrected.Undone == StopEvent.HandedOver ? 1 : 0);
        var back = TakenBack.With(corrected, isCourtesy, corrected.StopIndex == CustomerStop);
        return back == TakenBack ? this : this with
        {
            TakenBack = back,
            Arrival = Arrival?.At <= back.Arrived ? null : Arrival,
            Departure = Departure?.At <= back.Departed ? null : Departure,
            Collected = Collected?.At <= back.Collected ? null : Collected,
            HandedOver = HandedOver?.At <= back.HandedOver ? null : HandedOver,
            Failure = Failure?.At <= back.Failed ? null : Failure,
        };
    }

    /// <summary>The customer takes it back.</summary>
    public MoveLife Cancel(DateTimeOffset at) => this with
    {
        CancelledAt = CancelledAt is { } known && known < at ? known : at,
        WasUnderWay = WasUnderWay || State == MoveState.OnTheWay,
    };

    /// <summary>The customer wishes it otherwise.</summary>
    public MoveLife Change(int revision) => this with { Revision = Math.Max(Revision, revision) };

    // A collection begins at the customer's; a return and a swap begin at the workshop.
    private int CustomerStop => Kind == MoveKind.Collection ? 0 : 1;

    // An estimate belongs to the plan that it was made for; the newer plan brings its own.
    private MoveLife Decide(Planned planned) =>
        planned.IsNewerThan(Planned) ? this with { Planned = planned, Estimate = null } : this;

    private MoveLife Depart(Departure departure) =>
        departure.At <= TakenBack.Departed || Departure is { } known && known.At >= departure.At ? this : this with { Departure = departure };
}
