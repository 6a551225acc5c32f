using System.Globalization;
using System.Text.Json;
using FluentValidation.Results;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Intake.Booking;
using Routing.Intake.Data;
using Routing.Intake.Places;
using Routing.Intake.Tracking;

namespace Routing.Intake.Requests;

/// <summary>Books requests: one at a time over HTTP, or row by row from a file.</summary>
internal sealed class BookingDesk(IntakeContext data, WishReader reader, TrackingLinks links, TimeProvider clock)
{
    private const string SecretBlank = "{secret}";

    /// <summary>What became of a wish: booked now or before, or neither, with why. None of these in a dry run of a good one.</summary>
    /// <param name="Booked">The answer.</param>
    /// <param name="IsAgain">True where the same call had been answered before.</param>
    /// <param name="Refused">Why not.</param>
    /// <param name="Failures">What is wrong with which field.</param>
    internal readonly record struct Booking(BookedRequest? Booked, bool IsAgain, ProblemHttpResult? Refused, IReadOnlyList<ValidationFailure> Failures);

    /// <summary>In one transaction with its messages. Throws <see cref="MapsUnavailableException"/> when places cannot be checked.</summary>
    /// <param name="wish">What is asked for.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="call">What makes it safe to ask again; null where the caller gave no key.</param>
    /// <param name="http">The call, for the address in links.</param>
    /// <param name="isDry">True to look whether it could be booked, and to book nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Booking> Book(Wish wish, Caller caller, IdempotentCall? call, HttpRequest http, bool isDry, CancellationToken cancellationToken)
    {
        if (call is not null && await call.Find(data, cancellationToken) is { } given) return Again(call, given);
        var now = clock.GetUtcNow();
        var (terms, closed) = await TermsOf(wish, WishPurpose.Book, caller, now, cancellationToken);
        if (closed is not null) return Refuse(closed);
        var reading = await reader.Read(wish, terms, cancellationToken);
        if (reading.Details is null) return new(null, false, null, reading.Failures);
        if (wish.Again != true && await SameCar.Find(data, reading.Details, terms.Zone, cancellationToken) is { } same)
        {
            // Unless it is this very call, answered at the same moment.
            return call is not null && await call.Find(data, cancellationToken) is { } answered ? Again(call, answered) : Refuse(AlreadyBooked(same, terms.Zone));
        }

        if (isDry) return new(null, false, null, []);
        var request = NewRequest(reading, now);
        data.Book(request, terms.Workshop!.Area, links.LinkOf(request.Id, http));
        var answer = new BookedRequest
        {
            RequestId = request.Id,
            Revision = request.Revision,
            State = request.State,
            TrackingLink = links.Prefix(http) + SecretBlank,
            Wish = WishedDetails.Of(request.Details, request.WorkOrder, terms.Zone),
        };
        if (call is not null) data.Add(call.Keep(request.Id, answer, now));
        try
        {
            await data.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException) when (call is not null)
        {
            // The same call at the same moment: whoever committed first has answered for both.
            data.ChangeTracker.Clear();
            if (await call.Find(data, cancellationToken) is { } first) return Again(call, first);
            throw;
        }

        return new(WithLink(answer), false, null, []);
    }

    /// <summary>What a wish is held against, or why this caller cannot have it.</summary>
    public async Task<(WishTerms Terms, ProblemHttpResult? Closed)> TermsOf(Wish wish, WishPurpose purpose, Caller caller, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var workshopId = wish.WorkshopId ?? caller.OnlyWorkshopId;
        var closed = caller.OnlyWorkshopId is { } only && workshopId != only
            ? IntakeFaults.OtherWorkshop.With($"This key opens workshop {only}: leave workshopId out, or take the other workshop's key.")
            : null;
        var workshop = workshopId is null ? null : await data.Workshops.AsNoTracking().SingleOrDefaultAsync(w => w.Id == workshopId, cancellationToken);
        return (new(purpose, workshop, caller.IsStaff, now, Previous: null), closed);
    }

    private PickupRequest NewRequest(WishReading reading, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new()
        {
            Id = id,
            WorkshopId = reading.Details!.WorkshopId,
            Plate = Plates.Key(reading.Details.Vehicle.Plate),
            WorkOrder = reading.Details.WorkOrder,
            Details = reading.Details,
            LiftHeldUntil = reading.Details.Hold?.Until,
            Contact = reading.Contact,
            LinkHash = links.HashOf(id),
            RequestedAt = now,
            ChangedAt = now,
        };
    }

    // Not more than that it is so: whoever asks knows the plate, and need not be the customer.
    private static ProblemHttpResult AlreadyBooked(PickupRequest same, NodaTime.DateTimeZone zone) =>
        IntakeFaults.AlreadyBooked.With(string.Create(
            CultureInfo.InvariantCulture,
            $"{same.Details.Vehicle.Plate} has a request at this workshop {(SameCar.DayOf(same, zone) is { } day ? $"for {day:yyyy-MM-dd}" : "whose day is open")}. Its link changes or cancels it; to book the car once more, send it with \"again\": true."));

    private static Booking Refuse(ProblemHttpResult problem) => new(null, false, problem, []);

    private Booking Again(IdempotentCall call, GivenAnswer given) => call.Compare(given) is { } problem
        ? Refuse(problem)
        : new(WithLink(JsonSerializer.Deserialize<BookedRequest>(given.Answer, WireJson.Options)!), true, null, []);

    private BookedRequest WithLink(BookedRequest answer) =>
        answer with { TrackingLink = answer.TrackingLink.Replace(SecretBlank, links.SecretOf(answer.RequestId), StringComparison.Ordinal) };
}
