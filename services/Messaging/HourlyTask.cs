using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

/// <summary>
/// Housekeeping of a service's database: done a minute after the start, when there is less to do than at it, and then once
/// an hour. A database that fails is tried again an hour later, and the log says so.
/// </summary>
public abstract partial class HourlyTask(TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Pause(AfterStart, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Do(stoppingToken);
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException)
            {
                LogFailed(GetType().Name, exception);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Pause(Every, stoppingToken);
        }
    }

    protected TimeProvider Clock => clock;

    /// <summary>Does the work once.</summary>
    public abstract Task Do(CancellationToken cancellationToken);

    private async Task Pause(TimeSpan pause, CancellationToken stopping) =>
        await Task.Delay(pause, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(121, LogLevel.Warning, "{Task} failed; trying again in an hour")]
    private partial void LogFailed(string task, Exception exception);
}
