using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Defaults.Idempotency;
using Routing.Defaults.Validation;
using Routing.Notifications.Data;
using Routing.Notifications.Deliveries;
using Routing.Notifications.Webhooks;

namespace Routing.Notifications.Endpoints;

/// <summary>Other systems that are told of events.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/webhooks").WithTags("Webhooks").Admits(Door.Operator);
        group.MapPost("/", Make).Validated<NewWebhook>().Idempotent<NotificationsContext, NewWebhook>().WithName("MakeWebhook").WithSummary("Registers an address; the secret that signs what it is sent is shown this once.");
        group.MapGet("/", List).WithName("ListWebhooks").WithSummary("The addresses, without their secrets.");
        group.MapDelete("/{id:guid}", Delete).WithName("DeleteWebhook").WithSummary("Removes an address; what was not delivered to it yet is withdrawn.");
        group.MapPost("/{id:guid}/redeliver", Redeliver).Validated<Redelivery>().WithName("RedeliverWebhook")
            .WithSummary("Sends again what was sent, or given up, since a time: the same bodies under the same ids.");
    }

    /// <summary>Where to, which events (none: all) and whose (none: all workshops').</summary>
    internal sealed record NewWebhook(string? Url, IReadOnlyList<string>? Events, Guid? WorkshopId);

    internal sealed class NewWebhookValidator : AbstractValidator<NewWebhook>
    {
        public NewWebhookValidator()
        {
            RuleFor(w => w.Url)
                .NotEmpty().WithMessage("Say which address is called.")
                .MaximumLength(2000).WithMessage("At most {MaxLength} characters.")
                .Must(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                .WithMessage("'{PropertyValue}' is no address: it begins with https:// or http://.");
            RuleForEach(w => w.Events).Cascade(CascadeMode.Continue).Must(e => WebhookEvents.All.Contains(e, StringComparer.Ordinal))
                .WithMessage($"There is no event '{{PropertyValue}}': there are {string.Join(", ", WebhookEvents.All)}.");
        }
    }

    /// <summary>Since when, and until when (now, when left out).</summary>
    internal sealed record Redelivery(DateTimeOffset? Since, DateTimeOffset? Until);

    internal sealed class RedeliveryValidator : AbstractValidator<Redelivery>
    {
        public RedeliveryValidator()
        {
            RuleFor(r => r.Since).NotNull().WithMessage("Say since when, such as 2030-05-20T08:00:00Z.");
        }
    }

    /// <summary>A new webhook; its secret cannot be shown again.</summary>
    internal sealed record MadeWebhook(Guid Id, string Url, IReadOnlyList<string> Events, Guid? WorkshopId, string Secret);

    internal sealed record ListedWebhook(Guid Id, string Url, IReadOnlyList<string> Events, Guid? WorkshopId, DateTimeOffset CreatedAt, int Waiting, int GivenUp);

    /// <summary>How many are sent again.</summary>
    internal sealed record Redelivered(int Deliveries);

    private static async Task<Created<MadeWebhook>> Make(NewWebhook wanted, NotificationsContext data, WebhookSecrets secrets, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var webhook = new Webhook { Id = Guid.CreateVersion7(now), Url = wanted.Url!, Events = wanted.Events ?? [], WorkshopId = wanted.WorkshopId, CreatedAt = now };
        data.Add(webhook);
        await data.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/webhooks/{webhook.Id}", new MadeWebhook(webhook.Id, webhook.Url, webhook.Events, webhook.WorkshopId, secrets.SecretOf(webhook.Id)));
    }

    private static async Task<Ok<List<ListedWebhook>>> List(NotificationsContext data, CancellationToken cancellationToken)
    {
        var webhooks = await data.Webhooks.AsNoTracking().OrderBy(w => w.CreatedAt).ToListAsync(cancellationToken);
        var counts = await data.Deliveries.Where(d => d.WebhookId != null && (d.State == DeliveryState.Waiting || d.State == DeliveryState.GivenUp))
            .GroupBy(d => new { d.WebhookId, d.State }).Select(g => new { g.Key.WebhookId, g.Key.State, Count = g.Count() }).ToListAsync(cancellationToken);
        return TypedResults.Ok(webhooks.ConvertAll(w => new ListedWebhook(w.Id, w.Url, w.Events, w.WorkshopId, w.CreatedAt, Count(w.Id, DeliveryState.Waiting), Count(w.Id, DeliveryState.GivenUp))));

        int Count(Guid id, DeliveryState state) => counts.Find(c => c.WebhookId == id && c.State == state)?.Count ?? 0;
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Delete(Guid id, NotificationsContext data, CancellationToken cancellationToken)
    {
        if (await data.Webhooks.Where(w => w.Id == id).ExecuteDeleteAsync(cancellationToken) == 0) return Unknown(id);
        await data.Deliveries.Where(d => d.WebhookId == id && d.State == DeliveryState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Withdrawn), cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<Redelivered>, ProblemHttpResult>> Redeliver(Guid id, Redelivery wanted, NotificationsContext data, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!await data.Webhooks.AnyAsync(w => w.Id == id, cancellationToken)) return Unknown(id);
        var now = clock.GetUtcNow();
        var (since, until) = (wanted.Since!.Value, wanted.Until ?? now);
        var count = await data.Deliveries
            .Where(d => d.WebhookId == id && d.CreatedAt >= since && d.CreatedAt <= until && (d.State == DeliveryState.Sent || d.State == DeliveryState.GivenUp))
            .ExecuteUpdateAsync(Deliveries.Again.At(now), cancellationToken);
        return TypedResults.Ok(new Redelivered(count));
    }

    private static ProblemHttpResult Unknown(Guid id) => NotificationsFaults.UnknownWebhook.With($"No webhook has the id {id}: GET /api/webhooks lists them.");
}
