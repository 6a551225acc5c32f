using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Routing.Drivers.Data;

namespace Routing.Drivers.Queues;

/// <summary>
/// Puts stored sheets on their drivers' queues and marks them. If the process dies in between, or another does the same at
/// the same time, a sheet is posted twice, which its reader does not notice.
/// </summary>
internal sealed partial class SheetPoster(
    IServiceScopeFactory scopes, IDriverQueue queue, QueueBell bell, ILogger<SheetPoster> log) : BackgroundService
{
    private const int BatchSize = 50;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            var rung = bell.Next;
            try
            {
                var isMore = await PostBatch(stoppingToken);
                if (backoff > TimeSpan.Zero) LogBack();
                backoff = TimeSpan.Zero;
                if (!isMore) await rung.WaitAsync(Poll, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // Whatever the database or the queue throws: the rows stay marked as to be posted, and it is tried again.
            catch (Exception exception)
            {
                if (backoff == TimeSpan.Zero)
                {
                    if (exception is QueueAwayException) LogAway(exception.Message);
                    else LogFailed(exception);
                }

                backoff = backoff == TimeSpan.Zero ? TimeSpan.FromMilliseconds(500) : backoff * 2;
                if (backoff > LongestBackoff) backoff = LongestBackoff;
                await Task.Delay(backoff, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <returns>True if there may be more at once.</returns>
    private async Task<bool> PostBatch(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<DriversContext>();
        var due = await context.Sheets.AsNoTracking()
            .Where(sheet => sheet.PostedVersion < sheet.PlanVersion)
            .OrderBy(sheet => sheet.ReceivedAt).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var sheet in due)
        {
            var (driver, area, day, version) = (sheet.DriverId, sheet.Area, sheet.Day, sheet.PlanVersion);
            await queue.Post(new QueuedSheet(driver, area, day, version, sheet.Revoked, sheet.Body), cancellationToken);
            await context.Sheets
                .Where(row => row.DriverId == driver && row.Day == day && row.Area == area && row.PostedVersion < version)
                .ExecuteUpdateAsync(row => row.SetProperty(each => each.PostedVersion, version), cancellationToken);
        }

        if (due.Count > 0) bell.Ring();
        return due.Count == BatchSize;
    }

    [LoggerMessage(310, LogLevel.Error, "{Reason} Route sheets wait in the database and are posted when it is back")]
    private partial void LogAway(string reason);

    [LoggerMessage(311, LogLevel.Information, "Route sheets are posted again")]
    private partial void LogBack();

    [LoggerMessage(312, LogLevel.Warning, "Route sheets could not be posted; trying again")]
    private partial void LogFailed(Exception exception);
}
