using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Notifications.Data;
using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Webhooks;

/// <summary>What webhooks are told: messages of ours as they are, none of which holds contact data.</summary>
internal static class WebhookEvents
{
    /// <summary>Names of the events: the messages', in camel case.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. new[]
        {
            typeof(RequestStateChanged), typeof(ReportCountersigned), typeof(ReportDisputed), typeof(PlaceAsked), typeof(LiftReleased),
            typeof(PickupRequested), typeof(RequestChanged), typeof(RequestCancelled), typeof(PickupScheduled), typeof(PickupUnserved), typeof(EtaChanged),
            typeof(DriverDeparted), typeof(DriverDelayed), typeof(StopArrived), typeof(VehicleCollected), typeof(VehicleHandedOver), typeof(StopFailed), typeof(StopCorrected),
            typeof(VehicleReady),
        }.Select(NameOf),
    ];

    /// <summary>Makes a delivery for each webhook that wants it.</summary>
    public static async Task TellWebhooks<T>(this NotificationsContext data, Guid requestId, T message, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var webhooks = await data.Webhooks.AsNoTracking().ToListAsync(cancellationToken);
        if (webhooks.Count == 0) return;
        var what = NameOf(typeof(T));
        var customer = await data.Customers.FindAsync([requestId], cancellationToken);
        var (workshopId, workOrder) = message is RequestStateChanged told ? (told.WorkshopId, told.WorkOrder) : (customer?.WorkshopId, customer?.WorkOrder);
        var body = JsonSerializer.Serialize(new { id = Guid.CreateVersion7(now), type = what, requestId, workOrder, createdAt = now, data = message }, WireJson.Options);
        foreach (var webhook in webhooks.Where(w => w.Wants(what, workshopId)))
        {
            data.Add(new Delivery
            {
                Id = Guid.CreateVersion7(now),
                RequestId = requestId,
                WebhookId = webhook.Id,
                What = what,
                Body = body,
                Channel = Channel.Webhook,
                CreatedAt = now,
                DueAt = now,
                NextAt = now,
            });
        }
    }

    private static string NameOf(Type message) => JsonNamingPolicy.CamelCase.ConvertName(message.Name);
}
