using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Messaging;
using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Data;

/// <summary>Removes, once an hour, contact data of requests that have ended and deliveries that nobody asks for again.</summary>
internal sealed class Tidying(IServiceScopeFactory scopes, IOptions<NotificationsOptions> options, TimeProvider clock, ILogger<Tidying> log) : HourlyTask(clock, log)
{
    public override async Task Do(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<NotificationsContext>();
        var now = Clock.GetUtcNow();
        var ended = now.AddDays(-options.Value.ContactDays);
        foreach (var customer in await data.Customers.Where(c => c.EndedAt < ended && c.Name != null).ToListAsync(cancellationToken))
        {
            // Where somebody lives goes with the name.
            customer.Forget();
            await data.Notices.Where(n => n.RequestId == customer.RequestId).ExecuteDeleteAsync(cancellationToken);
            await data.Moves.Where(m => m.RequestId == customer.RequestId).ExecuteUpdateAsync(set => set.SetProperty(m => m.Place, (string?)null), cancellationToken);
        }

        await data.SaveChangesAsync(cancellationToken);

        var old = now.AddDays(-options.Value.DeliveryDays);
        var done = data.Deliveries.Where(d => d.CreatedAt < old && d.State != DeliveryState.Waiting);
        await data.Attempts.Where(a => done.Any(d => d.Id == a.DeliveryId)).ExecuteDeleteAsync(cancellationToken);
        await done.ExecuteDeleteAsync(cancellationToken);
    }
}
