using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Dispatch.Board;

namespace Routing.Dispatch.Endpoints;

/// <summary>When a car is expected to be ready; null when it is ready now.</summary>
internal sealed record ReadyBody(DateTimeOffset? ReadyAt);

/// <summary>A car that is taken in: number or letter of the tag on its key, and who holds the key.</summary>
internal sealed record CheckInBody(string? KeyTag, string? KeyHolder);

internal sealed class CheckInValidator : AbstractValidator<CheckInBody>
{
    public CheckInValidator()
    {
        RuleFor(body => body.KeyTag).MaximumLength(KeyDesk.MaxTagLength).WithMessage("At most {MaxLength} characters.");
        RuleFor(body => body.KeyHolder).MaximumLength(KeyDesk.MaxHolderLength).WithMessage("At most {MaxLength} characters.");
    }
}

/// <summary>What a workshop sees of its day, and what it tells.</summary>
internal static class BoardEndpoints
{
    private const int LongestWaitSeconds = 30;

    public static void MapBoards(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/boards").WithTags("Workshop").Admits(Door.Adviser);
        group.MapGet("/{workshopId:guid}", Get).WithName("GetBoard").WithSummary("A workshop's day: arrivals, cars that are here, returns, the lifts' load, courtesy cars.")
            .WithDescription(
                """
                Without ?day= the board of today, or of the next day on which there is anything to do. With ?after= (the last answer's
                lastEventId) and ?waitSeconds=, up to 30, the answer waits for news. Nothing in it is about a customer.
                """);
        group.MapPost("/{workshopId:guid}/cars/{requestId:guid}/ready", Tell).WithName("TellReady")
            .WithSummary("The workshop is ready with a car, or expects to be at readyAt: its return begins no earlier, and the customer is told once it is ready.");
        group.MapPost("/{workshopId:guid}/cars/{requestId:guid}/check-in", CheckIn).Validated<CheckInBody>().WithName("CheckInCar")
            .WithSummary("The workshop has taken the car in: its key's tag, and who holds the key. Told again, it replaces what was told.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> CheckIn(
        Guid workshopId, Guid requestId, CheckInBody body, DateOnly? day, ClaimsPrincipal user, [FromServices] KeyDesk desk, CancellationToken cancellationToken) =>
        await desk.CheckIn(workshopId, requestId, Text(body.KeyTag)?.ToUpperInvariant(), Text(body.KeyHolder), user.Identity?.Name ?? "?", day, cancellationToken) is { } refusal
            ? refusal
            : TypedResults.NoContent();

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static async Task<Results<Ok<BoardAnswer>, ProblemHttpResult>> Get(
        Guid workshopId, DateOnly? day, long? after, int? waitSeconds, [FromServices] BoardReader boards, CancellationToken cancellationToken)
    {
        var wait = TimeSpan.FromSeconds(Math.Clamp(waitSeconds ?? 0, 0, LongestWaitSeconds));
        return await boards.Find(workshopId, day, after, wait, cancellationToken) is { } board
            ? TypedResults.Ok(board)
            : DispatchFaults.UnknownWorkshop.With($"There is no workshop {workshopId}. GET /api/workshops lists those there are.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Tell(
        Guid workshopId, Guid requestId, ReadyBody body, DateOnly? day, ClaimsPrincipal user, [FromServices] ReadyDesk desk, CancellationToken cancellationToken) =>
        await desk.Tell(workshopId, requestId, body.ReadyAt, user.Identity?.Name ?? "?", day, cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
}
