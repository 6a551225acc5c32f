using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Intake.Data;
using Routing.Intake.Requests;
using Routing.Intake.Tracking;

namespace Routing.Intake.Endpoints;

/// <summary>Requests, for the workshop's staff.</summary>
internal static class RequestEndpoints
{
    private const int MostAtOnce = 200;

    public static void MapRequests(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/requests").WithTags("Requests").Admits(Door.Adviser);
        group.MapGet("/", List).WithName("ListRequests").WithSummary("Requests, the latest first: by state, workshop, plate, work order, or whether its customer was asked where the car is (asked); a page at a time.");
        group.MapGet("/{id:guid}", Get).WithName("GetRequest").WithSummary("A request with its contact and its moves.");
        group.MapPut("/{id:guid}", Change).WithName("ChangeRequest").WithSummary("Changes a request; what is left out stays as it is.");
        group.MapHandingForStaff();
        group.MapDelete("/{id:guid}", Cancel).WithName("CancelRequest").WithSummary("Takes a request back, as cancelCase says: free until the driver leaves; the driver who is on the way turns round; a car that is collected is brought back without the work. Doing it twice does no harm.");
    }

    /// <summary>A page of requests.</summary>
    internal sealed record RequestPage(IReadOnlyList<RequestAnswer> Requests, int Total, int Skip);

    private static async Task<Ok<RequestPage>> List(
        IntakeContext data, InQuery<MoveState>? state, Guid? workshopId, string? plate, string? workOrder, bool? asked, CancellationToken cancellationToken, int skip = 0, int take = 50)
    {
        var key = plate is null ? null : Plates.Key(plate);
        var inState = state?.Value;
        var found = data.Requests.AsNoTracking().Where(r =>
            (inState == null || r.State == inState)
            && (workshopId == null || r.WorkshopId == workshopId)
            && (key == null || r.Plate == key)
            && (workOrder == null || r.WorkOrder == workOrder)
            && (asked == null || (r.Question != null) == asked));
        var total = await found.CountAsync(cancellationToken);
        skip = Math.Max(0, skip);
        var page = await found.OrderByDescending(r => r.RequestedAt).ThenByDescending(r => r.Id)
            .Skip(skip).Take(Math.Clamp(take, 1, MostAtOnce)).Include(r => r.Moves).ToListAsync(cancellationToken);
        var workshops = await data.Workshops.AsNoTracking().ToDictionaryAsync(w => w.Id, cancellationToken);
        return TypedResults.Ok(new RequestPage(page.ConvertAll(r => RequestAnswer.Of(r, workshops.GetValueOrDefault(r.WorkshopId))), total, skip));
    }

    private static async Task<Results<Ok<RequestAnswer>, ProblemHttpResult>> Get(Guid id, IntakeContext data, CancellationToken cancellationToken)
    {
        if (await data.Requests.AsNoTracking().Include(r => r.Moves).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } request) return Unknown(id);
        return TypedResults.Ok(RequestAnswer.Of(request, await data.Workshops.FindAsync([request.WorkshopId], cancellationToken)));
    }

    private static async Task<Results<Ok<RequestAnswer>, ValidationProblem, ProblemHttpResult>> Change(
        Guid id, Wish wish, HttpContext http, IntakeContext data, RequestDesk desk, TrackingLinks links, CancellationToken cancellationToken)
    {
        if (await data.Requests.Include(r => r.Moves).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } request) return Unknown(id);
        var result = await desk.Change(request, wish, isStaff: true, links.LinkOf(id, http.Request), http, cancellationToken);
        if (result.Invalid is not null) return result.Invalid;
        if (result.Refused is not null) return result.Refused;
        return TypedResults.Ok(RequestAnswer.Of(request, result.Workshop));
    }

    private static async Task<Results<Ok<RequestAnswer>, ProblemHttpResult>> Cancel(Guid id, IntakeContext data, RequestDesk desk, CancellationToken cancellationToken)
    {
        if (await data.Requests.Include(r => r.Moves).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } request) return Unknown(id);
        if (await desk.Cancel(request, isStaff: true, cancellationToken) is { } refused) return refused;
        return TypedResults.Ok(RequestAnswer.Of(request, await data.Workshops.FindAsync([request.WorkshopId], cancellationToken)));
    }

    internal static ProblemHttpResult Unknown(Guid id) => IntakeFaults.UnknownRequest.With($"No request has the id {id}: GET /api/requests lists them.");
}
