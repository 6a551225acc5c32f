using Routing.Contracts.Values;
using Routing.Intake.Requests;

namespace Routing.Intake.Tests;

/// <summary>What can happen to a request with a collection and a return: what happens to its moves, in an order that a car can be moved in.</summary>
internal sealed record RequestEvents(MoveEvents.Told CollectionTold, MoveEvents.Told ReturnTold, bool IsCancelled, bool IsPlaceAsked = false)
{
    public static readonly RequestEvents Booked = new(New(MoveKind.Collection), New(MoveKind.Return), IsCancelled: false);

    public static readonly RequestEvents Asked = Booked with { IsPlaceAsked = true };

    public MoveLife Collection => CollectionTold.Life;

    public MoveLife Return => ReturnTold.Life;

    public MoveState State => PickupRequest.StateOf(IsCancelled, IsPlaceAsked, Collection, Return);

    public IEnumerable<(string Event, RequestEvents Told)> Next()
    {
        if (IsPlaceAsked)
        {
            // There is nothing to move yet. That the lift is released makes no difference to where the request stands.
            if (IsCancelled) yield break;
            yield return ("PickupRequested", this with { IsPlaceAsked = false });
            yield return ("LiftReleased", this);
            yield return ("RequestCancelled", this with { IsCancelled = true });
            yield break;
        }

        var brought = CollectionTold.Next().ToList();
        // What was told after it is corrected before it.
        var isReturnTold = Return.HasBegun || Return.Failure is not null;
        foreach (var (name, told) in brought.Where(next => next.Event is not "RequestCancelled" && !(next.Event is "StopCorrected" && isReturnTold)))
            yield return (name, this with { CollectionTold = told });

        // Before the car is at the workshop there is nothing to take from there.
        foreach (var (name, told) in ReturnTold.Next().Where(next => next.Event is not "RequestCancelled"))
        {
            if (Collection.State == MoveState.AtWorkshop || name is "PickupScheduled" or "PickupUnserved" or "RequestChanged")
                yield return (name, this with { ReturnTold = told });
        }

        // What a driver could not do is wished again as another move.
        if (!IsCancelled && Collection is { State: MoveState.Failed, Collected: null }) yield return ("RequestChanged", this with { CollectionTold = New(MoveKind.Collection) });
        if (!IsCancelled && Return is { State: MoveState.Failed, Collected: null }) yield return ("RequestChanged", this with { ReturnTold = New(MoveKind.Return) });

        if (!IsCancelled && !Collection.HasBegun && brought.Find(next => next.Event == "RequestCancelled") is { Told: not null } cancelled)
        {
            var back = ReturnTold.Next().Single(next => next.Event == "RequestCancelled").Told;
            yield return ("RequestCancelled", this with { CollectionTold = cancelled.Told, ReturnTold = back, IsCancelled = true });
        }
    }

    private static MoveEvents.Told New(MoveKind kind) => new(new() { Kind = kind, Revision = 1 });
}
