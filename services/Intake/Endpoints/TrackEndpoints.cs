using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;
using Routing.Intake.Booking;
using Routing.Intake.Data;
using Routing.Intake.Requests;
using Routing.Intake.Tracking;

namespace Routing.Intake.Endpoints;

/// <summary>A request, for the customer who holds its link.</summary>
internal static class TrackEndpoints
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    public static void MapTracking(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/track/{secret}").WithTags("Tracking").Admits(Door.Link).AddEndpointFilter(async (context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<BookingLimits>().Address(context.HttpContext) is { } tooMany ? tooMany : await next(context));
        group.MapGet("/", Track).WithName("TrackRequest")
            .WithSummary("Where the car is, which window is promised and what is estimated. With waitSeconds the answer waits for a change; version says after which.");
        group.MapPut("/", Change).WithName("ChangeTrackedRequest").WithSummary("Changes the request as far as that is still possible; what is left out stays as it is.");
        group.MapDelete("/", Cancel).WithName("CancelTrackedRequest").WithSummary("Cancels the request, free until the driver leaves. Doing it twice does no harm.");
    }

    private static async Task<Results<Ok<TrackedRequest>, ProblemHttpResult>> Track(
        string secret, IntakeContext data, IOptions<IntakeOptions> options, TimeProvider clock, CancellationToken cancellationToken, int waitSeconds = 0, int? version = null)
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

        var request = await data.Requests.AsNoTracking().Include(r => r.Moves).SingleAsync(r => r.LinkHash == hash, cancellationToken);
        return TypedResults.Ok(TrackedRequest.Of(request, await data.Workshops.FindAsync([request.WorkshopId], cancellationToken)));
    }

    private static async Task<Results<Ok<TrackedRequest>, ValidationProblem, ProblemHttpResult>> Change(
        string secret, Wish wish, HttpContext http, IntakeContext data, RequestDesk desk, TrackingLinks links, CancellationToken cancellationToken)
    {
        if (await Find(secret, data, cancellationToken) is not { } request) return Unknown();
        var result = await desk.Change(request, wish, isStaff: false, links.Prefix(http.Request) + secret, http, cancellationToken);
        if (result.Invalid is not null) return result.Invalid;
        if (result.Refused is not null) return result.Refused;
        return TypedResults.Ok(TrackedRequest.Of(request, result.Workshop));
    }

    private static async Task<Results<Ok<TrackedRequest>, ProblemHttpResult>> Cancel(string secret, IntakeContext data, RequestDesk desk, CancellationToken cancellationToken)
    {
        if (await Find(secret, data, cancellationToken) is not { } request) return Unknown();
        if (await desk.Cancel(request, isStaff: false, cancellationToken) is { } refused) return refused;
        return TypedResults.Ok(TrackedRequest.Of(request, await data.Workshops.FindAsync([request.WorkshopId], cancellationToken)));
    }

    private static Task<PickupRequest?> Find(string secret, IntakeContext data, CancellationToken cancellationToken)
    {
        var hash = Secret.Hash(secret);
        return data.Requests.Include(r => r.Moves).SingleOrDefaultAsync(r => r.LinkHash == hash, cancellationToken);
    }

    private static ProblemHttpResult Unknown() => IntakeFaults.UnknownLink.With("Check that the whole link was copied, or ask the workshop for it.");
}
