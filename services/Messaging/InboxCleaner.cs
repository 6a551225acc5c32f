using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Routing.Messaging;

/// <summary>Removes what the inbox need not remember any longer.</summary>
internal sealed class InboxCleaner<TContext>(
    IServiceScopeFactory scopes, DatabaseOptions options, TimeProvider clock, ILogger<InboxCleaner<TContext>> log)
    : HourlyTask(clock, log)
    where TContext : ServiceContext
{
    public override async Task Do(CancellationToken cancellationToken)
    {
        var cutoff = Clock.GetUtcNow() - TimeSpan.FromDays(options.InboxDays);
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        await context.Set<InboxMessage>().Where(row => row.HandledAt < cutoff).ExecuteDeleteAsync(cancellationToken);
    }
}
