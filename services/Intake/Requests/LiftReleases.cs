using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts.Intake;
using Routing.Intake.Data;

namespace Routing.Intake.Requests;

/// <summary>
/// Releases the lifts whose customers did not say in time where the car is, and tells of it in the same transaction. Several processes
/// may look at once: a request's version lets one of them through, or the customer, who answered at that moment.
/// </summary>
internal sealed partial class LiftReleases(IServiceScopeFactory scopes, IOptions<IntakeOptions> options, TimeProvider clock, ILogger<LiftReleases> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(options.Value.ReleaseSeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await Release(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is DbException or DbUpdateException or InvalidOperationException)
            {
                LogFailed(exception);
            }
        }
    }

    private async Task Release(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<IntakeContext>().Requests.AsNoTracking()
                .Where(request => request.LiftHeldUntil <= now).Select(request => request.Id).ToListAsync(cancellationToken);
        }

        foreach (var id in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            await Release(scope.ServiceProvider.GetRequiredService<IntakeContext>(), id, now, cancellationToken);
        }
    }

    private static async Task Release(IntakeContext data, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var request = await data.Requests.Include(r => r.Moves).SingleAsync(r => r.Id == id, cancellationToken);
        if (!(request.LiftHeldUntil <= now) || request.Details.Hold is not { } hold) return;
        request.LiftHeldUntil = null;
        var area = await data.Workshops.Where(w => w.Id == request.WorkshopId).Select(w => w.Area).SingleAsync(cancellationToken);
        data.Publish(new LiftReleased { RequestId = id, Revision = request.Revision, Area = area, Hold = hold, ReleasedAt = now });
        request.Touch(now);
        try
        {
            await data.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody was first: whoever released it has told of it, and who answered holds it no longer.
        }
    }

    [LoggerMessage(211, LogLevel.Warning, "Held lifts could not be looked through; it is tried again")]
    private partial void LogFailed(Exception exception);
}
