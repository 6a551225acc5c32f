using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Data;

/// <summary>Removes, once an hour, contact data of requests that have ended and deliveries that nobody asks for again.</summary>
internal sealed partial class Tidying(IServiceScopeFactory scopes, IOptions<NotificationsOptions> options, TimeProvider clock, ILogger<Tidying> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Tidy(stoppingToken);
            }
            catch (DbException exception)
            {
                LogFailed(log, exception);
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task Tidy(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<NotificationsContext>();
        var now = clock.GetUtcNow();
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

    [LoggerMessage(321, LogLevel.Warning, "Notifications could not tidy its database; trying again in an hour")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
