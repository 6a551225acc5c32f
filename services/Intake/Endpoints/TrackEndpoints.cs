using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Intake.Booking;
using Routing.Intake.Data;
using Routing.Intake.Messages;
using Routing.Intake.Places;
using Routing.Intake.Requests;
using Routing.Intake.Tracking;

namespace Routing.Intake.Endpoints;

/// <summary>A request, for the customer who holds its link.</summary>
internal static class TrackEndpoints
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan EventsLast = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan OffersReach = TimeSpan.FromDays(60);

    public static void MapTracking(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/track/{secret}").WithTags("Tracking").Admits(Door.Link).AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<BookingLimits>().Address(context.HttpContext) is { } tooMany ? tooMany : await next(context));
        group.MapGet("/", Track).WithName("TrackRequest")
            .WithSummary("Where the car is, which window is promised and what is estimated. With waitSeconds the answer waits for a change; version says after which.");
        group.MapGet("/events", Events).WithName("FollowRequest")
            .WithSummary("The same as server-sent events: once at first, and again after every change.");
        group.MapPost("/slots", Quote).WithName("QuoteSlotsAgain")
            .WithSummary("Windows that the collection could be moved to, and once the car is collected those of its return, best first; what is left out stays as it is. Changes nothing.");
        group.MapPut("/", Change).WithName("ChangeTrackedRequest").WithSummary("Changes the request as far as that is still possible; what is left out stays as it is.");
        group.MapPut("/place", Place).WithName("TellPlace")
            .WithSummary("Where the car is now, and until when: the answer of a customer who said they would tell it. What else is wished stays as it is.");
        group.MapGet("/geocode", (string secret, HttpContext http, IntakeContext data, MapsClient maps, CancellationToken ct) => Addresses(secret, "api/geocode", http, data, maps, ct)).WithName("GeocodeForLink")
            .WithSummary("Addresses that fit a text, as /api/geocode answers: q, lon, lat, limit, lang.").Produces(200, contentType: "application/geo+json");
        group.MapGet("/reverse", (string secret, HttpContext http, IntakeContext data, MapsClient maps, CancellationToken ct) => Addresses(secret, "api/reverse", http, data, maps, ct)).WithName("ReverseGeocodeForLink")
            .WithSummary("The address of a point, as /api/reverse answers: lon, lat, lang.").Produces(200, contentType: "application/geo+json");
        group.MapDelete("/", Cancel).WithName("CancelTrackedRequest").WithSummary("Takes the request back, as cancelCase says: free until the driver leaves; the driver who is on the way turns round; a car that is collected is brought back without the work. Doing it twice does no harm.");
        group.MapHanding();
        group.MapPost("/messages", Write).WithName("WriteToDispatcher")
            .WithSummary("Writes to the dispatchers, who answer here, and by mail or phone. Sent again with the same writtenId, it is one message.");
    }

    private static async Task<Results<Ok<TrackedRequest>, ProblemHttpResult>> Track(
        string secret, IntakeContext data, CustomerLinks links, IOptions<IntakeOptions> options, TimeProvider clock, CancellationToken cancellationToken, int waitSeconds = 0, int? version = null)
    {
        var hash = Secret.Hash(secret);
        var until = clock.GetUtcNow().AddSeconds(Math.Clamp(waitSeconds, 0, options.Value.LongestWaitSeconds));
        while (true)
        {
            // Looked up again instead of being told: the change may be another process's.
            var known = await data.Requests.Where(r => r.LinkHash == hash).Select(r => (int?)r.Version).SingleOrDefaultAsync(cancellationToken);
            if (known is null) return Unknown();
            version ??= known;
            if (known > version || clock.GetUtcNow() >= until) break;
            await Task.Delay(LookAgain, clock, cancellationToken);
        }

        return TypedResults.Ok(await Seen(hash, data, links, cancellationToken));
    }

    private static async Task<Results<ServerSentEventsResult<TrackedRequest>, ProblemHttpResult>> Events(
        string secret, IntakeContext data, CustomerLinks links, TimeProvider clock, CancellationToken cancellationToken)
    {
        var hash = Secret.Hash(secret);
        if (!await data.Requests.AnyAsync(r => r.LinkHash == hash, cancellationToken)) return Unknown();
        return TypedResults.ServerSentEvents(Changes(hash, data, links, clock, cancellationToken));
    }

    // Ended after a while, so that no connection is for ever: a browser calls again by itself.
    private static async IAsyncEnumerable<TrackedRequest> Changes(
        string hash, IntakeContext data, CustomerLinks links, TimeProvider clock, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shown = 0;
        var end = clock.GetUtcNow() + EventsLast;
        while (clock.GetUtcNow() < end)
        {
            var known = await data.Requests.Where(r => r.LinkHash == hash).Select(r => (int?)r.Version).SingleOrDefaultAsync(cancellationToken);
            if (known is null) yield break;
            if (known != shown)
            {
                shown = known.Value;
                yield return await Seen(hash, data, links, cancellationToken);
            }

            await Task.Delay(LookAgain, clock, cancellationToken);
        }
    }

    private static async Task<TrackedRequest> Seen(string hash, IntakeContext data, CustomerLinks links, CancellationToken cancellationToken)
    {
        var request = await data.Requests.AsNoTracking().AsSplitQuery().Include(r => r.Moves).Include(r => r.Messages).SingleAsync(r => r.LinkHash == hash, cancellationToken);
        return TrackedRequest.Of(request, await data.Workshops.AsNoTracking().SingleOrDefaultAsync(w => w.Id == request.WorkshopId, cancellationToken), links);
    }

    private static async Task<Results<Ok<SlotsAnswer>, ValidationProblem, ProblemHttpResult>> Quote(
        string secret, SlotWish wish, HttpContext http, IntakeContext data, SlotDesk desk, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await Find(secret, data, cancellationToken) is not { } request) return Unknown();
        if (RequestChanges.RefuseChange(request) is { } tooLate) return tooLate;
        var workshop = await data.Workshops.FindAsync([request.WorkshopId], cancellationToken);

        return await desk.Quote(wish, new(WishPurpose.Quote, workshop, IsStaff: false, clock.GetUtcNow(), StillOpen(request)), request, http, cancellationToken);
    }

    /// <summary>What may still be given another window: the collection, or the return alone once the car is ours. The windows of the old wish would hide all others.</summary>
    internal static RequestDetails StillOpen(PickupRequest request)
    {
        var details = request.Details;
        if (details.IsPlaceAsked() || request.Collection is { Life.HasBegun: false }) return details with { Windows = [] };
        var known = request.Readiness;
        return details with
        {
            CollectionMoveId = null,
            Places = [],
            Windows = [],
            ReturnMoveId = details.ReturnMoveId ?? Guid.Empty,
            ReturnPlace = details.ReturnPlace ?? details.Places[0].Place,

            // What the workshop told counts for more than the usual time of the work.
            WorkSeconds = known is null ? details.WorkSeconds : 0,
            ReturnWindows = known is { IsReady: false } ? [new(known.ReadyAt, known.ReadyAt + OffersReach)] : [],
        };
    }

    private static async Task<Results<Ok<TrackedRequest>, ValidationProblem, ProblemHttpResult>> Change(
        string secret, Wish wish, HttpContext http, IntakeContext data, RequestDesk desk, TrackingLinks links, CustomerLinks customers, CancellationToken cancellationToken)
    {
        if (await Find(secret, data, cancellationToken) is not { } request) return Unknown();
        var result = await desk.Change(request, wish, isStaff: false, links.Prefix(http.Request) + secret, http, cancellationToken);
        if (result.Invalid is not null) return result.Invalid;
        if (result.Refused is not null) return result.Refused;
        return TypedResults.Ok(TrackedRequest.Of(request, result.Workshop, customers));
    }

    /// <summary>Where a car is, with or without an address; until when, where that is known.</summary>
    internal sealed record PlaceNow(double? Lon, double? Lat, string? Address, string? Until);

    /// <summary>The same as a wish.</summary>
    internal static Wish At(PlaceNow place, DateTimeOffset now) => new()
    {
        Places = [new(place.Address, place.Lon, place.Lat, place.Until is null ? null : [new(now.ToString("O", CultureInfo.InvariantCulture), place.Until)])],
    };

    private static Task<Results<Ok<TrackedRequest>, ValidationProblem, ProblemHttpResult>> Place(
        string secret, PlaceNow place, HttpContext http, IntakeContext data, RequestDesk desk, TrackingLinks links, CustomerLinks customers, TimeProvider clock, CancellationToken cancellationToken) =>
        Change(secret, At(place, clock.GetUtcNow()), http, data, desk, links, customers, cancellationToken);

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> Addresses(
        string secret, string path, HttpContext http, IntakeContext data, MapsClient maps, CancellationToken cancellationToken) =>
        await Find(secret, data, cancellationToken) is null ? Unknown() : await BookingEndpoints.Addresses(path, http, maps, cancellationToken);

    private static async Task<Results<Ok<TrackedRequest>, ProblemHttpResult>> Cancel(string secret, IntakeContext data, RequestDesk desk, CustomerLinks links, CancellationToken cancellationToken)
    {
        if (await Find(secret, data, cancellationToken) is not { } request) return Unknown();
        if (await desk.Cancel(request, isStaff: false, cancellationToken) is { } refused) return refused;
        return TypedResults.Ok(TrackedRequest.Of(request, await data.Workshops.FindAsync([request.WorkshopId], cancellationToken), links));
    }

    private static async Task<Results<Ok<TrackedRequest>, ValidationProblem, ProblemHttpResult>> Write(
        string secret, WrittenBody body, WrittenBodyValidator validator, IntakeContext data, MessageBook book, CustomerLinks links, CancellationToken cancellationToken)
    {
        // First the link: a stranger learns nothing of what may be written.
        if (await Find(secret, data, cancellationToken) is not { } request) return Unknown();
        if (await validator.ValidateAsync(body, cancellationToken) is { IsValid: false } invalid) return ValidationFilter.Problem(invalid.Errors);
        if (await book.Write(request, body, cancellationToken) is { } refused) return refused;
        return TypedResults.Ok(TrackedRequest.Of(request, await data.Workshops.FindAsync([request.WorkshopId], cancellationToken), links));
    }

    internal static Task<PickupRequest?> Find(string secret, IntakeContext data, CancellationToken cancellationToken)
    {
        var hash = Secret.Hash(secret);
        return data.Requests.AsSplitQuery().Include(r => r.Moves).Include(r => r.Messages).SingleOrDefaultAsync(r => r.LinkHash == hash, cancellationToken);
    }

    internal static ProblemHttpResult Unknown() => IntakeFaults.UnknownLink.With("Check that the whole link was copied, or ask the workshop for it.");
}
