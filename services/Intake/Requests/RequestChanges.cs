using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Routing.Contracts;
using Routing.Contracts.Intake;
using Routing.Contracts.Values;
using Routing.Intake.Data;

namespace Routing.Intake.Requests;

/// <summary>What may still be changed, by how far a request has come; and the change itself. Saves nothing.</summary>
internal static class RequestChanges
{
    /// <summary>True while its customer is still to say where the car is: there is nothing to collect yet.</summary>
    public static bool IsPlaceAsked(this RequestDetails details) => details is { CollectionMoveId: not null, Places.Count: 0 };

    /// <summary>Makes a new request with its moves, and tells of it.</summary>
    public static void Book(this IntakeContext data, PickupRequest request, string area, string link)
    {
        AddMoves(request);
        if (request.Details.IsPlaceAsked()) request.Question = new(request.RequestedAt);
        request.Touch(request.RequestedAt);
        data.Add(request);
        data.Publish(WishOf(request, area, isFirst: true));
        data.Publish(ContactOf(request, link));
    }

    /// <summary>Null when something may still be changed: then <see cref="Change"/> says whether the change at hand may.</summary>
    public static ProblemHttpResult? RefuseChange(PickupRequest request)
    {
        if (request.CancelledAt is not null) return IntakeFaults.RequestCancelled.With("Book again: a request that was cancelled stays so.");
        return request.Return?.Life switch
        {
            // The driver takes it to the workshop again, from where it is brought another time.
            { State: MoveState.Failed } => null,
            { State: MoveState.Returned } => IntakeFaults.RequestEnded.With("The car was brought back. Book again for another visit."),
            { HasBegun: true } => IntakeFaults.CarReturning.With("The car is on its way back already. Call the workshop if it must not come."),
            _ => null,
        };
    }

    /// <summary>Puts the new wish in place of the old one. Null when that was possible; nothing happens where nothing differs.</summary>
    public static ProblemHttpResult? Change(this IntakeContext data, PickupRequest request, string area, RequestDetails wished, Contact? contact, string link, DateTimeOffset now)
    {
        var known = request.Details;
        var collection = request.Collection?.Life;
        var collectionDiffers = !Same(CollectionPart(known), CollectionPart(wished));
        if (collectionDiffers && collection is { State: MoveState.OnTheWay })
            return IntakeFaults.DriverOnTheWay.With($"{collection.Planned?.DriverName ?? "The driver"} is on the way to the place as booked. Call the workshop to change the collection; the return can still be changed here.");
        if (collectionDiffers && collection is { HasBegun: true })
            return IntakeFaults.CarCollected.With("The collection cannot be changed any more. The return can: send return, returnPlace and returnWindows alone.");

        // What a driver could not do is not done again under the same name: the next try is another move.
        var collectionAgain = collection is { State: MoveState.Failed, Collected: null };
        var returnAgain = request.Return?.Life is { State: MoveState.Failed };
        if (collectionAgain && wished.CollectionMoveId is not null) wished = wished with { CollectionMoveId = Guid.CreateVersion7(now) };
        if (returnAgain && wished.ReturnMoveId is not null) wished = wished with { ReturnMoveId = Guid.CreateVersion7(now) };

        var isWishChanged = !Same(known, wished);
        var isContactChanged = contact is not null && contact != request.Contact;
        if (!isWishChanged && !isContactChanged) return null;

        request.Revision++;
        request.ChangedAt = now;
        if (isContactChanged)
        {
            request.Contact = contact;
            data.Publish(ContactOf(request, link));
        }

        if (isWishChanged)
        {
            foreach (var dropped in request.CurrentMoves.Where(m => m.Id != wished.CollectionMoveId && m.Id != wished.ReturnMoveId).ToList())
                dropped.Life = dropped.Life.Cancel(now);
            var returnDiffers = !Same(ReturnPart(known), ReturnPart(wished));
            request.Details = wished;
            request.WorkOrder = wished.WorkOrder ?? request.WorkOrder;
            if (known.Hold != wished.Hold) request.LiftHeldUntil = wished.Hold?.Until;
            if (known.IsPlaceAsked()) request.Question = QuestionAfter(request.Question ?? new(request.RequestedAt), known, wished, now);
            request.Plate = Plates.Key(wished.Vehicle.Plate);
            if (collectionDiffers && request.Collection is { } brought)
                brought.Life = brought.Life.Change(request.Revision) with { Kind = CollectionKind(wished) };
            if (returnDiffers && request.Return is { } back) back.Life = back.Life.Change(request.Revision);
            AddMoves(request);
            data.Publish(WishOf(request, area, isFirst: known.IsPlaceAsked()));
        }

        request.Touch(now);
        return null;
    }

    /// <summary>What follows by itself from what happened to a move: a car that does not start is wished again for a transporter, as soon as one can come.</summary>
    public static void Follow(this IntakeContext data, PickupRequest request, Move move, DateTimeOffset now)
    {
        if (move.Id != request.Details.CollectionMoveId || request.CancelledAt is not null) return;
        if (move.Life is not { State: MoveState.Failed, Collected: null, Failure.Consequence: FailureConsequence.SendTransporter }) return;
        var wished = request.Details with { Vehicle = request.Details.Vehicle with { CannotBeDriven = true }, Windows = [], Swap = false };

        // The area is told while the place is asked for, and a driver has been there; the link with a contact, and it stays.
        data.Change(request, area: "", wished, contact: null, link: "", now);
    }

    /// <summary>
    /// Takes the request back, by how far it has come: see <see cref="CancelCase"/>. Null when that was possible, or was done
    /// before.
    /// </summary>
    public static ProblemHttpResult? Cancel(this IntakeContext data, PickupRequest request, bool isStaff, DateTimeOffset now)
    {
        if (request.CancelledAt is not null) return null;
        var collection = request.Collection?.Life;
        if (request.Return?.Life is { HasBegun: true, State: not MoveState.Failed } back)
        {
            return back.State == MoveState.Returned
                ? IntakeFaults.RequestEnded.With("The car was brought back; there is nothing left to cancel.")
                : IntakeFaults.CarReturning.With("The car is on its way back already; there is nothing left to cancel.");
        }

        switch (CancelCases.Of(request, isStaff))
        {
            case CancelCase.BringBack:
                data.BringBack(request, now);
                return null;
            case null:
                return IntakeFaults.DriverOnTheWay.With($"{collection?.Planned?.DriverName ?? "The driver"} is on the way with the courtesy car. Call the workshop, which can still call the driver back.");
        }

        request.Revision++;
        request.CancelledAt = now;
        request.LiftHeldUntil = null;
        request.ChangedAt = now;
        foreach (var move in request.CurrentMoves) move.Life = move.Life.Cancel(now);
        data.Publish(new RequestCancelled { RequestId = request.Id, Revision = request.Revision, CancelledAt = now });
        request.Touch(now);
        return null;
    }

    /// <summary>The work is not done, and the car goes back to where it was, or where it was to be brought anyway.</summary>
    private static void BringBack(this IntakeContext data, PickupRequest request, DateTimeOffset now)
    {
        var known = request.Details;
        if (known is { ReturnMoveId: not null, WorkSeconds: 0 }) return;
        request.Revision++;
        request.ChangedAt = now;
        request.Details = known with
        {
            ReturnMoveId = request.Return is { Life.State: not MoveState.Failed } back ? back.Id : Guid.CreateVersion7(now),
            ReturnPlace = known.ReturnPlace ?? request.Collection?.Life.Planned?.Place ?? known.Places[0].Place,
            WorkSeconds = 0,
        };
        if (request.Return is { } planned) planned.Life = planned.Life.Change(request.Revision);
        AddMoves(request);
        data.Publish(new RequestChanged { RequestId = request.Id, Revision = request.Revision, Details = request.Details, ChangedAt = now });
        request.Touch(now);
    }

    /// <summary>It is answered, or for another lift it is asked once more.</summary>
    private static PlaceQuestion QuestionAfter(PlaceQuestion question, RequestDetails known, RequestDetails wished, DateTimeOffset now) =>
        !wished.IsPlaceAsked() ? question with { AnsweredAt = now }
        : wished.Hold is not null && wished.Hold != known.Hold ? new(now)
        : question;

    private static void AddMoves(PickupRequest request)
    {
        var details = request.Details;
        if (details.IsPlaceAsked()) return;
        if (details.CollectionMoveId is { } collection && request.Collection is null)
            request.Moves.Add(NewMove(collection, CollectionKind(details)));
        if (details.ReturnMoveId is { } back && request.Return is null)
            request.Moves.Add(NewMove(back, MoveKind.Return));

        Move NewMove(Guid id, MoveKind kind) => new() { Id = id, RequestId = request.Id, Life = new() { Kind = kind, Revision = request.Revision } };
    }

    /// <summary>What others are told of the wish as it is now: the first time that there is something to do, it is a new one to them.</summary>
    private static object WishOf(PickupRequest request, string area, bool isFirst) =>
        request.Details.IsPlaceAsked() ? new PlaceAsked
        {
            RequestId = request.Id,
            Revision = request.Revision,
            Area = area,

            // A lift that was released is not held again because something else changes.
            Details = request.LiftHeldUntil is null ? request.Details with { Hold = null } : request.Details,
            AskedAt = request.ChangedAt,
        }
        : isFirst ? new PickupRequested { RequestId = request.Id, Revision = request.Revision, Details = request.Details, RequestedAt = request.ChangedAt }
        : new RequestChanged { RequestId = request.Id, Revision = request.Revision, Details = request.Details, ChangedAt = request.ChangedAt };

    private static MoveKind CollectionKind(RequestDetails details) => details.Swap ? MoveKind.Swap : MoveKind.Collection;

    private static ContactChanged ContactOf(PickupRequest request, string link) => new()
    {
        RequestId = request.Id,
        Revision = request.Revision,
        Name = request.Contact!.Name,
        Email = request.Contact.Email,
        Phone = request.Contact.Phone,
        Language = request.Contact.Language,
        TrackingLink = link,
        NoteForDriver = request.Contact.NoteForDriver,
        FewMessages = request.Contact.FewMessages,
    };

    private static object CollectionPart(RequestDetails d) => new { d.Vehicle, Collected = d.CollectionMoveId is not null, d.Places, d.Windows, d.Swap, d.CourtesyWish, d.WorkSeconds, d.Priority };

    private static object ReturnPart(RequestDetails d) => new { d.Vehicle, d.ReturnPlace, d.ReturnWindows, d.WorkSeconds, d.Priority };

    // Lists in records compare by reference, so what they say is compared.
    private static bool Same<T>(T a, T b) => JsonSerializer.Serialize(a, WireJson.Options) == JsonSerializer.Serialize(b, WireJson.Options);
}
