using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

/// <summary>Removes what the inbox need not remember any longer, once an hour.</summary>
internal sealed partial class InboxCleaner<TContext>(
    IServiceScopeFactory scopes, DatabaseOptions options, TimeProvider time, ILogger<InboxCleaner<TContext>> logger)
    : BackgroundService
    where TContext : ServiceContext
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Clean(stoppingToken);
            }
            catch (DbException exception)
            {
                LogFailed(typeof(TContext).Name, exception);
            }
            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task Clean(CancellationToken cancellationToken)
    {
        var cutoff = time.GetUtcNow() - TimeSpan.FromDays(options.InboxDays);
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await context.Set<InboxMessage>().Where(row => row.HandledAt < cutoff).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(121, LogLevel.Warning, "The inbox of {Context} could not be cleaned; trying again in an hour")]
    private partial void LogFailed(string context, Exception exception);
}
