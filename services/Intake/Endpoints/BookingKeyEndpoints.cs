using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Defaults.Idempotency;
using Routing.Defaults.Validation;
using Routing.Intake.Booking;
using Routing.Intake.Data;

namespace Routing.Intake.Endpoints;

/// <summary>The keys that let customers book at a workshop.</summary>
internal static class BookingKeyEndpoints
{
    public static void MapBookingKeys(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/booking-keys").WithTags("Booking keys").Admits(Door.Operator);
        group.MapPost("/", Make).Validated<NewBookingKey>().Idempotent<IntakeContext, NewBookingKey>().WithName("MakeBookingKey").WithSummary("Makes a key for a workshop's page; it is shown this once.");
        group.MapGet("/", List).WithName("ListBookingKeys").WithSummary("The keys, without what they are.");
        group.MapDelete("/{id:guid}", Withdraw).WithName("WithdrawBookingKey").WithSummary("Withdraws a key. Requests made with it stay.");
    }

    /// <summary>Which workshop the key opens, and what it is for.</summary>
    internal sealed record NewBookingKey(Guid WorkshopId, string? Label);

    internal sealed class NewBookingKeyValidator : AbstractValidator<NewBookingKey>
    {
        public NewBookingKeyValidator()
        {
            RuleFor(k => k.WorkshopId).NotEmpty().WithMessage("Say which workshop the key opens.");
            RuleFor(k => k.Label).NotEmpty().WithMessage("Say what the key is for, such as 'our web page'.")
                .MaximumLength(100).WithMessage("At most {MaxLength} characters.");
        }
    }

    /// <summary>A new key; it cannot be shown again, nor can the secret with which a connected car's service signs.</summary>
    internal sealed record MadeBookingKey(Guid Id, Guid WorkshopId, string Label, string Key, string SigningSecret);

    internal sealed record ListedBookingKey(Guid Id, Guid WorkshopId, string Label, DateTimeOffset CreatedAt);

    private static async Task<Results<Created<MadeBookingKey>, ProblemHttpResult>> Make(NewBookingKey wanted, IntakeContext data, SigningSecrets secrets, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!await data.Workshops.AnyAsync(w => w.Id == wanted.WorkshopId, cancellationToken))
            return IntakeFaults.UnknownWorkshop.With($"No workshop has the id {wanted.WorkshopId}: GET /api/booking/workshops lists them.");
        var now = clock.GetUtcNow();
        var secret = Secret.New();
        var key = new BookingKey { Id = Guid.CreateVersion7(now), WorkshopId = wanted.WorkshopId, Label = wanted.Label!.Trim(), Hash = Secret.Hash(secret), CreatedAt = now };
        data.Add(key);
        await data.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/booking-keys/{key.Id}", new MadeBookingKey(key.Id, key.WorkshopId, key.Label, secret, secrets.SecretOf(key.Id)));
    }

    private static async Task<Ok<List<ListedBookingKey>>> List(IntakeContext data, CancellationToken cancellationToken) =>
        TypedResults.Ok(await data.BookingKeys.AsNoTracking().OrderBy(k => k.CreatedAt)
            .Select(k => new ListedBookingKey(k.Id, k.WorkshopId, k.Label, k.CreatedAt)).ToListAsync(cancellationToken));

    private static async Task<Results<NoContent, ProblemHttpResult>> Withdraw(Guid id, IntakeContext data, CancellationToken cancellationToken) =>
        await data.BookingKeys.Where(k => k.Id == id).ExecuteDeleteAsync(cancellationToken) == 1
            ? TypedResults.NoContent()
            : IntakeFaults.UnknownKey.With($"No booking key has the id {id}: GET /api/booking-keys lists them.");
}
