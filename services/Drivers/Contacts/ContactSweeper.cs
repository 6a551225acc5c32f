using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Drivers.Data;

namespace Routing.Drivers.Contacts;

/// <summary>Wipes the contacts that no end of a move has wiped: whatever went wrong, nobody's number stays for ever.</summary>
internal sealed partial class ContactSweeper(
    IServiceScopeFactory scopes, TimeProvider clock, IOptions<DriversOptions> options, ILogger<ContactSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            do
            {
                try
                {
                    await Sweep(stoppingToken);
                }
                // A database that is away is back in an hour, or the health check says so.
                catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException)
                {
                    LogFailed(exception);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    internal async Task Sweep(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<DriversContext>();
        DateTimeOffset? now = clock.GetUtcNow();
        var oldest = now.Value.AddDays(-options.Value.ContactDays);
        await context.Contacts.Where(contact => contact.WipedAt == null && contact.TouchedAt < oldest)
            .ExecuteUpdateAsync(
                row => row.SetProperty(contact => contact.Name, (string?)null).SetProperty(contact => contact.Phone, (string?)null)
                    .SetProperty(contact => contact.Language, (string?)null).SetProperty(contact => contact.Note, (string?)null)
                    .SetProperty(contact => contact.WipedAt, now).SetProperty(contact => contact.Version, contact => contact.Version + 1),
                cancellationToken);
    }

    [LoggerMessage(330, LogLevel.Warning, "Old contacts could not be wiped; trying again in an hour")]
    private partial void LogFailed(Exception exception);
}
