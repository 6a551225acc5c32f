using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Intake.Booking;
using Routing.Intake.Data;
using Routing.Intake.Places;
using Routing.Intake.Requests;
using Routing.Intake.Tracking;
using Routing.Intake.Workshops;

namespace Routing.Intake.Endpoints;

/// <summary>What customers with a workshop's key, and staff, may ask: workshops, slots, bookings.</summary>
internal static class BookingEndpoints
{
    private const string SecretBlank = "{secret}";

    public static void MapBooking(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api").WithTags("Booking").Admits(Door.Booking).AddEndpointFilter<RouteGroupBuilder, BookingDoor>();
        group.MapGet("/booking/workshops", ListWorkshops).WithName("ListBookingWorkshops")
            .WithSummary("The workshops that can be booked: with a key the one that it opens, for staff all.");
        group.MapPost("/requests", Book).WithName("BookRequest")
            .WithSummary("Asks for a collection, a return or both. An Idempotency-Key makes it safe to send again; a car that is booked for that day already is asked about (409, again).");
        group.MapPost("/slots", Quote).WithName("QuoteSlots")
            .WithSummary("Windows that could be offered over the coming days, best first. Books nothing.");
        group.MapGet("/booking/geocode", (HttpContext http, MapsClient maps, CancellationToken ct) => Addresses("api/geocode", http, maps, ct)).WithName("GeocodeForBooking")
            .WithSummary("Addresses that fit a text, as /api/geocode answers: q, lon, lat, limit, lang.").Produces(200, contentType: "application/geo+json");
        group.MapGet("/booking/reverse", (HttpContext http, MapsClient maps, CancellationToken ct) => Addresses("api/reverse", http, maps, ct)).WithName("ReverseGeocodeForBooking")
            .WithSummary("The address of a point, as /api/reverse answers: lon, lat, lang.").Produces(200, contentType: "application/geo+json");
    }

    /// <summary>A workshop as those who book see it.</summary>
    internal sealed record BookingWorkshop(Guid WorkshopId, string Name, Place Place, string Area, string TimeZone, IReadOnlyList<OpeningHours> OpeningHours);

    private static async Task<Ok<List<BookingWorkshop>>> ListWorkshops(HttpContext http, IntakeContext data, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http);
        var workshops = await data.Workshops.AsNoTracking()
            .Where(w => caller.OnlyWorkshopId == null || w.Id == caller.OnlyWorkshopId)
            .OrderBy(w => w.Name).ToListAsync(cancellationToken);
        return TypedResults.Ok(workshops.ConvertAll(w => new BookingWorkshop(w.Id, w.Name, w.Place, w.Area, w.TimeZone, w.OpeningHours)));
    }

    private static async Task<Results<Created<BookedRequest>, ValidationProblem, ProblemHttpResult>> Book(
        Wish wish, HttpContext http, IntakeContext data, WishReader reader, TrackingLinks links, TimeProvider clock, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http);
        var (call, unusable) = IdempotentCall.Read(http, caller, wish);
        if (unusable is not null) return unusable;
        if (call is not null && await call.Find(data, cancellationToken) is { } given) return Again(call, given, links);

        var now = clock.GetUtcNow();
        var (terms, closed) = await TermsOf(wish, WishPurpose.Book, caller, now, data, cancellationToken);
        if (closed is not null) return closed;
        WishReading reading;
        try
        {
            reading = await reader.Read(wish, terms, cancellationToken);
        }
        catch (MapsUnavailableException exception)
        {
            return MapsAway(http, exception);
        }

        if (reading.Details is null) return ValidationFilter.Problem(reading.Failures);
        if (wish.Again != true && await SameCar.Find(data, reading.Details, terms.Zone, cancellationToken) is { } same)
        {
            // Unless it is this very call, answered at the same moment.
            return call is not null && await call.Find(data, cancellationToken) is { } answered ? Again(call, answered, links) : AlreadyBooked(same, terms.Zone);
        }

        var request = NewRequest(reading, wish, links, now);
        data.Book(request, links.LinkOf(request.Id, http.Request));
        var answer = new BookedRequest
        {
            RequestId = request.Id,
            Revision = request.Revision,
            State = request.State,
            TrackingLink = links.Prefix(http.Request) + SecretBlank,
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
            if (await call.Find(data, cancellationToken) is { } first) return Again(call, first, links);
            throw;
        }

        return Created(answer, links);
    }

    private static async Task<Results<Ok<SlotsAnswer>, ValidationProblem, ProblemHttpResult>> Quote(
        SlotWish wish, HttpContext http, IntakeContext data, SlotDesk desk, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (terms, closed) = await TermsOf(wish, WishPurpose.Quote, Caller.Of(http), clock.GetUtcNow(), data, cancellationToken);
        return closed is not null ? closed : await desk.Quote(wish, terms, http, cancellationToken);
    }

    /// <summary>Maps' answer as it is: its door is for staff, devices and services, and those who book stand at ours.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Addresses(string path, HttpContext http, MapsClient maps, CancellationToken cancellationToken)
    {
        try
        {
            var (status, body, type) = await maps.Forward(path + http.Request.QueryString, cancellationToken);
            http.Response.StatusCode = status;
            return TypedResults.File(body, type);
        }
        catch (MapsUnavailableException exception)
        {
            return MapsAway(http, exception);
        }
    }

    /// <summary>What the wish is held against, or why this caller cannot have it.</summary>
    private static async Task<(WishTerms Terms, ProblemHttpResult? Closed)> TermsOf(
        Wish wish, WishPurpose purpose, Caller caller, DateTimeOffset now, IntakeContext data, CancellationToken cancellationToken)
    {
        var workshopId = wish.WorkshopId ?? caller.OnlyWorkshopId;
        var closed = caller.OnlyWorkshopId is { } only && workshopId != only
            ? IntakeFaults.OtherWorkshop.With($"This key opens workshop {only}: leave workshopId out, or take the other workshop's key.")
            : null;
        var workshop = workshopId is null ? null : await data.Workshops.AsNoTracking().SingleOrDefaultAsync(w => w.Id == workshopId, cancellationToken);
        return (new(purpose, workshop, caller.IsStaff, now, Previous: null), closed);
    }

    private static PickupRequest NewRequest(WishReading reading, Wish wish, TrackingLinks links, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new()
        {
            Id = id,
            WorkshopId = reading.Details!.WorkshopId,
            Plate = Plates.Key(reading.Details.Vehicle.Plate),
            WorkOrder = string.IsNullOrWhiteSpace(wish.WorkOrder) ? null : wish.WorkOrder.Trim(),
            Details = reading.Details,
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

    internal static ProblemHttpResult MapsAway(HttpContext http, MapsUnavailableException exception)
    {
        http.Response.Headers.RetryAfter = "10";
        return IntakeFaults.MapsUnavailable.With($"{exception.Message} Nothing was stored: send it again in some seconds.");
    }

    private static Results<Created<BookedRequest>, ValidationProblem, ProblemHttpResult> Again(IdempotentCall call, GivenAnswer given, TrackingLinks links) =>
        call.Compare(given) is { } problem ? problem : Created(JsonSerializer.Deserialize<BookedRequest>(given.Answer, WireJson.Options)!, links);

    private static Created<BookedRequest> Created(BookedRequest answer, TrackingLinks links) =>
        TypedResults.Created(
            $"/api/requests/{answer.RequestId}",
            answer with { TrackingLink = answer.TrackingLink.Replace(SecretBlank, links.SecretOf(answer.RequestId), StringComparison.Ordinal) });
}
