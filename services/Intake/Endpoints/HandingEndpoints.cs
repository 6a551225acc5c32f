using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Intake.Data;
using Routing.Intake.Handing;
using Routing.Intake.Requests;
using Routing.Intake.Tracking;

namespace Routing.Intake.Endpoints;

/// <summary>How car and key change hands, and what the customer says of the reports.</summary>
internal static class HandingEndpoints
{
    /// <summary>For the customer who holds the link: added to its group, which lets nobody else in.</summary>
    public static void MapHanding(this RouteGroupBuilder link)
    {
        link.MapPut("/handover", Say).WithName("TellHandover")
            .WithSummary("How car and key change hands at the collection or the return: in person, by another person, at a reception, or in a key locker. The locker's code is shown to the driver near the stop alone, and forgotten afterwards.");
        link.MapPost("/countersign", Countersign).WithName("CountersignReports")
            .WithSummary("Agrees with the two condition reports, up to 24 hours after the return");
        link.MapPost("/dispute", Dispute).WithName("DisputeReports")
            .WithSummary("Disputes them, up to 24 hours after the return: the dispatchers and the workshop's webhook hear of it");
    }

    /// <summary>For staff, who were told by phone and know whom they talk to.</summary>
    public static void MapHandingForStaff(this RouteGroupBuilder requests) => requests.MapPut("/{id:guid}/handover", SayForCustomer).WithName("PutHandover")
        .WithSummary("How car and key change hands at the collection or the return, for a customer");

    private static Task<Results<Ok<TrackedRequest>, ValidationProblem, ProblemHttpResult>> Say(
        string secret, HandoverBody body, HandoverBodyValidator validator, IntakeContext data, HandingDesk desk, CustomerLinks links, CancellationToken cancellationToken) =>
        Answer(secret, body, validator, (request, ct) => desk.Say(request, body, ct), data, links, cancellationToken);

    private static Task<Results<Ok<TrackedRequest>, ValidationProblem, ProblemHttpResult>> Countersign(
        string secret, CountersignBody body, CountersignBodyValidator validator, IntakeContext data, HandingDesk desk, CustomerLinks links, CancellationToken cancellationToken) =>
        Answer(secret, body, validator, (request, ct) => desk.Countersign(request, body.Name!, ct), data, links, cancellationToken);

    private static Task<Results<Ok<TrackedRequest>, ValidationProblem, ProblemHttpResult>> Dispute(
        string secret, DisputeBody body, DisputeBodyValidator validator, IntakeContext data, HandingDesk desk, CustomerLinks links, CancellationToken cancellationToken) =>
        Answer(secret, body, validator, (request, ct) => desk.Dispute(request, body.Text!, ct), data, links, cancellationToken);

    private static async Task<Results<Ok<TrackedRequest>, ValidationProblem, ProblemHttpResult>> Answer<T>(
        string secret, T body, IValidator<T> validator, Func<PickupRequest, CancellationToken, Task<ProblemHttpResult?>> act, IntakeContext data, CustomerLinks links, CancellationToken cancellationToken)
    {
        // First the link: a stranger learns nothing of what may be said.
        if (await TrackEndpoints.Find(secret, data, cancellationToken) is not { } request) return TrackEndpoints.Unknown();
        if (await validator.ValidateAsync(body, cancellationToken) is { IsValid: false } invalid) return ValidationFilter.Problem(invalid.Errors);
        if (await act(request, cancellationToken) is { } refused) return refused;
        return TypedResults.Ok(TrackedRequest.Of(request, await data.Workshops.FindAsync([request.WorkshopId], cancellationToken), links));
    }

    private static async Task<Results<Ok<RequestAnswer>, ValidationProblem, ProblemHttpResult>> SayForCustomer(
        Guid id, HandoverBody body, HandoverBodyValidator validator, IntakeContext data, HandingDesk desk, CancellationToken cancellationToken)
    {
        if (await data.Requests.Include(r => r.Moves).SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } request) return RequestEndpoints.Unknown(id);
        if (await validator.ValidateAsync(body, cancellationToken) is { IsValid: false } invalid) return ValidationFilter.Problem(invalid.Errors);
        if (await desk.Say(request, body, cancellationToken) is { } refused) return refused;
        return TypedResults.Ok(RequestAnswer.Of(request, await data.Workshops.FindAsync([request.WorkshopId], cancellationToken)));
    }
}
