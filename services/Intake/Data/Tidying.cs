using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Intake.Requests;

namespace Routing.Intake.Data;

/// <summary>Removes, once an hour, contact data of requests that have ended and answers that nobody asks for again.</summary>
internal sealed partial class Tidying(IServiceScopeFactory scopes, IOptions<IntakeOptions> options, TimeProvider clock, ILogger<Tidying> log) : BackgroundService
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

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task Tidy(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var data = scope.ServiceProvider.GetRequiredService<IntakeContext>();
        var now = clock.GetUtcNow();
        var ended = now.AddDays(-options.Value.ContactDays);
        await data.Requests.Where(r => r.EndedAt < ended && r.Contact != null)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Contact, (Contact?)null), cancellationToken);
        var given = now.AddDays(-options.Value.IdempotencyDays);
        await data.GivenAnswers.Where(a => a.GivenAt < given).ExecuteDeleteAsync(cancellationToken);
    }

    [LoggerMessage(201, LogLevel.Warning, "Intake could not tidy its database; trying again in an hour")]
    private static partial void LogFailed(ILogger log, Exception exception);
}
