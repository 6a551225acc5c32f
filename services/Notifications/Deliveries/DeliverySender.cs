using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Notifications.Data;

namespace Routing.Notifications.Deliveries;

/// <summary>
/// Sends what is due on one channel, again and again until it is taken or time is up. A delivery is claimed by putting
/// its next attempt off; whoever dies in the middle leaves it to be claimed again, so nothing is lost and, at worst,
/// something is sent twice under the same id.
/// </summary>
internal sealed partial class DeliverySender(
    Channel channel, IServiceScopeFactory scopes, IOptions<NotificationsOptions> options, TimeProvider clock, ILogger<DeliverySender> log) : BackgroundService
{
    private const int Batch = 32;
    private const int AtOnce = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var sent = 0;
            try
            {
                sent = await SendDue(stoppingToken);
            }
            catch (DbException exception)
            {
                LogFailed(log, channel, exception);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            if (sent == 0) await Task.Delay(TimeSpan.FromMilliseconds(options.Value.PollMilliseconds), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Attempts what is due now; says how many that were.</summary>
    internal async Task<int> SendDue(CancellationToken cancellationToken)
    {
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var now = clock.GetUtcNow();
            due = await scope.ServiceProvider.GetRequiredService<NotificationsContext>().Deliveries
                .Where(d => d.Channel == channel && d.State == DeliveryState.Waiting && d.NextAt <= now)
                .OrderBy(d => d.NextAt).Select(d => d.Id).Take(Batch).ToListAsync(cancellationToken);
        }

        await Parallel.ForEachAsync(due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (id, token) => await Attempt(id, token));
        return due.Count;
    }

    private async Task Attempt(Guid id, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<NotificationsContext>();
        var started = clock.GetUtcNow();
        var lost = started.AddSeconds(2 * options.Value.AttemptSeconds);
        var claimed = await data.Deliveries.Where(d => d.Id == id && d.State == DeliveryState.Waiting && d.NextAt <= started)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.NextAt, lost).SetProperty(d => d.Attempts, d => d.Attempts + 1), cancellationToken);
        if (claimed == 0) return;

        var delivery = await data.Deliveries.SingleAsync(d => d.Id == id, cancellationToken);
        var outcome = await Send(delivery, data, scope.ServiceProvider, cancellationToken);
        if (outcome.NotBefore is { } notBefore)
        {
            // Nothing was tried: the hours of trying again count from then.
            (delivery.DueAt, delivery.NextAt, delivery.Attempts) = (notBefore, notBefore, delivery.Attempts - 1);
            await data.SaveChangesAsync(CancellationToken.None);
            return;
        }

        var ended = clock.GetUtcNow();
        data.Add(new DeliveryAttempt { Id = Guid.CreateVersion7(ended), DeliveryId = id, At = started, Milliseconds = (int)(ended - started).TotalMilliseconds, Problem = outcome.Problem });
        delivery.Problem = outcome.Problem;
        if (outcome.Problem is null)
        {
            delivery.State = DeliveryState.Sent;
            delivery.SentAt = ended;
        }
        else if (outcome.IsFinal || ended >= delivery.DueAt.AddHours(options.Value.RetryHours))
        {
            delivery.State = DeliveryState.GivenUp;
            LogGivenUp(log, delivery.What, delivery.RequestId, channel, outcome.Problem);
        }
        else
        {
            delivery.NextAt = ended + Wait(delivery.Attempts);
        }

        // What was sent was sent: its mark is not left out because the process is asked to stop.
        await data.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<Outcome> Send(Delivery delivery, NotificationsContext data, IServiceProvider services, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.AttemptSeconds));
        try
        {
            return await services.GetRequiredKeyedService<ISender>(channel).Send(delivery, data, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Outcome.Later($"No answer within {options.Value.AttemptSeconds} s.");
        }
    }

    /// <summary>Twice as long after each attempt.</summary>
    internal TimeSpan Wait(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(options.Value.LongestRetrySeconds, options.Value.FirstRetrySeconds * Math.Pow(2, Math.Min(attempts - 1, 30))));

    [LoggerMessage(301, LogLevel.Warning, "What is due by {Channel} could not be looked up; trying again")]
    private static partial void LogFailed(ILogger log, Channel channel, Exception exception);

    [LoggerMessage(302, LogLevel.Warning, "{What} of request {RequestId} could not be sent by {Channel} and is given up: {Problem}")]
    private static partial void LogGivenUp(ILogger log, string what, Guid requestId, Channel channel, string problem);
}

/// <summary>Sends deliveries of one channel.</summary>
internal interface ISender
{
    Task<Outcome> Send(Delivery delivery, NotificationsContext data, CancellationToken cancellationToken);
}
