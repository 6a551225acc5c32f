using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Defaults.Idempotency;
using Routing.Defaults.Validation;
using Routing.Intake.Booking;
using Routing.Intake.Data;
using Routing.Intake.Places;
using Routing.Intake.Requests;

namespace Routing.Intake.Endpoints;

/// <summary>What customers with a workshop's key, and staff, may ask: workshops, slots, bookings.</summary>
internal static class BookingEndpoints
{
    public static void MapBooking(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api").WithTags("Booking").Admits(Door.Booking).AddEndpointFilter<RouteGroupBuilder, BookingDoor>();
        group.MapGet("/booking/workshops", ListWorkshops).WithName("ListBookingWorkshops")
            .WithSummary("The workshops that can be booked: with a key the one that it opens, for staff all.");
        group.MapPost("/requests", Book).HonoursKey().WithName("BookRequest")
            .WithSummary("Asks for a collection, a return or both. An Idempotency-Key makes it safe to send again; a car that is booked for that day already is asked about (409, again).");
        group.MapPost("/slots", Quote).WithName("QuoteSlots")
            .WithSummary("Windows that could be offered over the coming days, best first. Books nothing.");
        group.MapGet("/booking/geocode", (HttpContext http, MapsClient maps, CancellationToken ct) => Addresses("api/geocode", http, maps, ct)).WithName("GeocodeForBooking")
            .WithSummary("Addresses that fit a text, as /api/geocode answers: q, lon, lat, limit, lang.").Produces(200, contentType: "application/geo+json");
        group.MapGet("/booking/reverse", (HttpContext http, MapsClient maps, CancellationToken ct) => Addresses("api/reverse", http, maps, ct)).WithName("ReverseGeocodeForBooking")
            .WithSummary("The address of a point, as /api/reverse answers: lon, lat, lang.").Produces(200, contentType: "application/geo+json");
    }

    /// <summary>A workshop as those who book see it.</summary>
    internal sealed record BookingWorkshop(Guid WorkshopId, string Name, Place Place, string Area, string TimeZone, IReadOnlyList<OpeningHours> OpeningHours, IReadOnlyList<Closure> Closures);

    private static async Task<Ok<List<BookingWorkshop>>> ListWorkshops(HttpContext http, IntakeContext data, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http);
        var workshops = await data.Workshops.AsNoTracking()
            .Where(w => caller.OnlyWorkshopId == null || w.Id == caller.OnlyWorkshopId)
            .OrderBy(w => w.Name).ToListAsync(cancellationToken);
        return TypedResults.Ok(workshops.ConvertAll(w => new BookingWorkshop(w.Id, w.Name, w.Place, w.Area, w.TimeZone, w.OpeningHours, w.Closures ?? [])));
    }

    private static async Task<Results<Created<BookedRequest>, ValidationProblem, ProblemHttpResult>> Book(
        Wish wish, HttpContext http, BookingDesk desk, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(http);
        var (call, unusable) = IdempotentCall.Read(http, caller, wish);
        if (unusable is not null) return unusable;
        try
        {
            var booking = await desk.Book(wish, caller, call, http.Request, isDry: false, cancellationToken);
            if (booking.Refused is not null) return booking.Refused;
            return booking.Booked is { } booked ? TypedResults.Created($"/api/requests/{booked.RequestId}", booked) : ValidationFilter.Problem(booking.Failures);
        }
        catch (MapsUnavailableException exception)
        {
            return MapsAway(http, exception);
        }
    }

    private static async Task<Results<Ok<SlotsAnswer>, ValidationProblem, ProblemHttpResult>> Quote(
        SlotWish wish, HttpContext http, BookingDesk booking, SlotDesk desk, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (terms, closed) = await booking.TermsOf(wish, WishPurpose.Quote, Caller.Of(http), clock.GetUtcNow(), cancellationToken);
        return closed is not null ? closed : await desk.Quote(wish, terms, request: null, http, cancellationToken);
    }

    /// <summary>Maps' answer as it is: its door is for staff, devices and services, and those who book stand at ours.</summary>
    internal static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Addresses(string path, HttpContext http, MapsClient maps, CancellationToken cancellationToken)
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

    internal static ProblemHttpResult MapsAway(HttpContext http, MapsUnavailableException exception)
    {
        http.Response.Headers.RetryAfter = "10";
        return IntakeFaults.MapsUnavailable.With($"{exception.Message} Nothing was stored: send it again in some seconds.");
    }
}
