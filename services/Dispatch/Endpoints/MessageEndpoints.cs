using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Dispatch.Day;
using Routing.Dispatch.Messages;

namespace Routing.Dispatch.Endpoints;

/// <summary>What customers and drivers write, and what dispatchers answer.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/days/{area}/{day}/messages").WithTags("Dispatch").Admits(Door.Dispatcher);
        group.MapGet("/", List).WithName("ListMessages")
            .WithSummary("The day's messages, oldest first, and those of the area that nobody has read yet. A customer is a request: no name, no number.");
        group.MapPost("/", Send).WithName("SendMessage").Validated<MessageBody>()
            .WithSummary("Writes to a driver, whose device shows it, or to a request's customer, who gets it by mail or phone and sees it behind the link.");
        group.MapPost("/read", Read).WithName("ReadMessages").Validated<ReadBody>().WithSummary("Says that messages have been read.");
    }

    private static async Task<Results<Ok<IReadOnlyList<MessageAnswer>>, ProblemHttpResult>> List(
        string area, DateOnly day, [FromServices] AreaBook areas, [FromServices] MessageDesk desk, CancellationToken cancellationToken) =>
        await areas.Has(area, cancellationToken) ? TypedResults.Ok(await desk.Of(new(area, day), cancellationToken)) : DayEndpoints.UnknownArea(area);

    private static async Task<Results<NoContent, ProblemHttpResult>> Send(
        string area, DateOnly day, MessageBody body, ClaimsPrincipal user, [FromServices] AreaBook areas, [FromServices] MessageDesk desk, CancellationToken cancellationToken)
    {
        if (!await areas.Has(area, cancellationToken)) return DayEndpoints.UnknownArea(area);
        return await desk.Send(new(area, day), body, user.Identity?.Name ?? "?", cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
    }

    private static async Task<NoContent> Read(
        ReadBody body, ClaimsPrincipal user, [FromServices] MessageDesk desk, CancellationToken cancellationToken)
    {
        await desk.Read(body.WrittenIds!, user.Identity?.Name ?? "?", cancellationToken);
        return TypedResults.NoContent();
    }
}
