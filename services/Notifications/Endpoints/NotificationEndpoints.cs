using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Defaults.Validation;
using Routing.Notifications.Data;
using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Endpoints;

/// <summary>What was sent to whom on which channel, without contact data.</summary>
internal static class NotificationEndpoints
{
    private const int MostAtOnce = 500;

    public static void MapNotificationList(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/notifications").WithTags("Notifications").Admits(Door.Adviser);
        group.MapGet("/", List).WithName("ListNotifications").WithSummary("Deliveries, the latest first: by request, channel and state; a page at a time.");
        group.MapGet("/{id:guid}", Get).WithName("GetNotification").WithSummary("A delivery with its attempts.");
        group.MapPost("/{id:guid}/redeliver", Redeliver).WithName("RedeliverNotification").WithSummary("Sends it again under the same id.");
    }

    internal sealed record ListedDelivery(
        Guid Id, Guid RequestId, string What, Channel Channel, Guid? WebhookId, DeliveryState State, int Attempts, DateTimeOffset CreatedAt, DateTimeOffset? SentAt, DateTimeOffset? NextAt, string? Problem)
    {
        public static ListedDelivery Of(Delivery d) =>
            new(d.Id, d.RequestId, d.What, d.Channel, d.WebhookId, d.State, d.Attempts, d.CreatedAt, d.SentAt, d.State == DeliveryState.Waiting ? d.NextAt : null, d.Problem);
    }

    internal sealed record DeliveryPage(IReadOnlyList<ListedDelivery> Notifications, int Total, int Skip);

    internal sealed record DeliveryWithAttempts(ListedDelivery Notification, IReadOnlyList<ListedAttempt> Attempts);

    internal sealed record ListedAttempt(DateTimeOffset At, int Milliseconds, string? Problem);

    private static async Task<Ok<DeliveryPage>> List(
        NotificationsContext data, Guid? requestId, InQuery<Channel>? channel, InQuery<DeliveryState>? state, CancellationToken cancellationToken, int skip = 0, int take = 100)
    {
        var (onChannel, inState) = (channel?.Value, state?.Value);
        var found = data.Deliveries.AsNoTracking().Where(d =>
            (requestId == null || d.RequestId == requestId) && (onChannel == null || d.Channel == onChannel) && (inState == null || d.State == inState));
        var total = await found.CountAsync(cancellationToken);
        skip = Math.Max(0, skip);
        var page = await found.OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Skip(skip).Take(Math.Clamp(take, 1, MostAtOnce)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new DeliveryPage(page.ConvertAll(ListedDelivery.Of), total, skip));
    }

    private static async Task<Results<Ok<DeliveryWithAttempts>, ProblemHttpResult>> Get(Guid id, NotificationsContext data, CancellationToken cancellationToken)
    {
        if (await data.Deliveries.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is not { } delivery) return Unknown(id);
        var attempts = await data.Attempts.AsNoTracking().Where(a => a.DeliveryId == id).OrderBy(a => a.At)
            .Select(a => new ListedAttempt(a.At, a.Milliseconds, a.Problem)).ToListAsync(cancellationToken);
        return TypedResults.Ok(new DeliveryWithAttempts(ListedDelivery.Of(delivery), attempts));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> Redeliver(Guid id, NotificationsContext data, TimeProvider clock, CancellationToken cancellationToken) =>
        await data.Deliveries.Where(d => d.Id == id).ExecuteUpdateAsync(Again.At(clock.GetUtcNow()), cancellationToken) == 1
            ? TypedResults.Accepted($"/api/notifications/{id}")
            : Unknown(id);

    private static ProblemHttpResult Unknown(Guid id) => NotificationsFaults.UnknownDelivery.With($"No notification has the id {id}: GET /api/notifications lists them.");
}
