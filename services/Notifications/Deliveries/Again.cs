using Microsoft.EntityFrameworkCore.Query;

namespace Routing.Notifications.Deliveries;

/// <summary>Puts deliveries back as if they were new, under the same ids.</summary>
internal static class Again
{
    public static Action<UpdateSettersBuilder<Delivery>> At(DateTimeOffset now) => set => set
        .SetProperty(d => d.State, DeliveryState.Waiting)
        .SetProperty(d => d.Attempts, 0)
        .SetProperty(d => d.DueAt, now)
        .SetProperty(d => d.NextAt, now);
}
