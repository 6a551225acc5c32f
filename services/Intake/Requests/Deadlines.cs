using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts.Intake;
using Routing.Intake.Data;

namespace Routing.Intake.Requests;

/// <summary>
/// What follows where customers did not answer in time: a lift is released that was held until they say where the car is, and a person
/// is told who has not said when a ready car is to come back. Told in the same transaction. Several processes may look at once: a
/// request's version lets one of them through, or the customer, who answered at that moment.
/// </summary>
internal sealed partial class Deadlines(IServiceScopeFactory scopes, IOptions<IntakeOptions> options, TimeProvider clock, ILogger<Deadlines> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(options.Value.DeadlineSeconds);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested) return;
            try
            {
                await Look(stoppingToken);
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

    private async Task Look(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        List<Guid> due;
        await using (var scope = scopes.CreateAsyncScope())
        {
            due = await scope.ServiceProvider.GetRequiredService<IntakeContext>().Requests.AsNoTracking()
                .Where(request => request.LiftHeldUntil <= now || request.AnswerDueAt <= now).Select(request => request.Id).ToListAsync(cancellationToken);
        }

        foreach (var id in due)
        {
            await using var scope = scopes.CreateAsyncScope();
            await Act(scope.ServiceProvider.GetRequiredService<IntakeContext>(), id, now, cancellationToken);
        }
    }

    private static async Task Act(IntakeContext data, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var request = await data.Requests.Include(r => r.Moves).SingleAsync(r => r.Id == id, cancellationToken);
        if (request.LiftHeldUntil <= now && request.Details.Hold is { } hold)
        {
            request.LiftHeldUntil = null;
            request.Question = (request.Question ?? new(request.RequestedAt)) with { ReleasedAt = now };
            var area = await data.Workshops.Where(w => w.Id == request.WorkshopId).Select(w => w.Area).SingleAsync(cancellationToken);
            data.Publish(new LiftReleased { RequestId = id, Revision = request.Revision, Area = area, Hold = hold, ReleasedAt = now });
        }
        else if (request.AnswerDueAt <= now && request.Readiness is { } told)
        {
            request.AnswerDueAt = null;
            data.Publish(new ReturnUnanswered { RequestId = id, ReadyAt = told.ReadyAt, At = now });
        }
        else
        {
            return;
        }

        request.Touch(now);
        try
        {
            await data.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody was first: another process has told of it, or the customer has answered.
        }
    }

    [LoggerMessage(211, LogLevel.Warning, "Deadlines could not be looked through; it is tried again")]
    private partial void LogFailed(Exception exception);
}
