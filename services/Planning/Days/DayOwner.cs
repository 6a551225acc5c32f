using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Data;
using Routing.Planning.Plans;
using Routing.Planning.Roads;
using OptimiserPlan = Routing.Optimisation.Model.Plan;

namespace Routing.Planning.Days;

/// <summary>
/// Plans one day for as long as this process owns it: folds what was appended, puts what is new into the plan,
/// publishes, and improves until something happens. Nothing is lost with it: all it knows is in the log.
/// </summary>
internal sealed partial class DayOwner(
    DayLease lease, IServiceScopeFactory scopes, RegionSource regions, PlanningOptions options, TimeProvider clock, ILogger logger, PlanWitness? witness) : IDisposable
{
    // Plans overtaken so often are made while appends wait.
    private const int PatientAttempts = 3;
    private readonly SemaphoreSlim woken = new(1);
    private CancellationTokenSource? improving;
    private DayState? state;
    private int snapshotAt;
    private readonly Dictionary<Guid, DateTimeOffset> locatedAt = [];
    private IReadOnlyList<LiftLoad> toldLoads = [];

    public DayKey Key => lease.Key;

    /// <summary>Something was appended.</summary>
    /// <param name="interrupts">It should be planned before any improvement goes on.</param>
    public void Wake(bool interrupts)
    {
        if (woken.CurrentCount == 0) woken.Release();
        if (!interrupts) return;
        try
        {
            Volatile.Read(ref improving)?.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has just ended by itself.
        }
    }

    public void Dispose() => woken.Dispose();

    /// <summary>Runs until the day has been idle, the lease is lost or the process stops.</summary>
    public async Task Run(CancellationToken stopping)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewal = Renew(lost);
        try
        {
            // While requests come in a burst, their promises need the processor more than the search does.
            var quiet = TimeSpan.FromMilliseconds(options.ImproveAfterMilliseconds);
            var idle = TimeSpan.FromSeconds(options.IdleSeconds);
            var isImprovementDue = false;
            while (true)
            {
                if (await woken.WaitAsync(isImprovementDue ? quiet : idle, lost.Token))
                {
                    while (await Plan(lost.Token)) isImprovementDue = true;
                }
                else if (isImprovementDue)
                {
                    isImprovementDue = false;
                    await Improve(lost.Token);
                }
                else
                {
                    break;
                }
            }

            LogIdle(Key);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
        }
        finally
        {
            await lost.CancelAsync();
            await renewal;
            await using var scope = scopes.CreateAsyncScope();
            await DayLeases.Release(Context(scope), lease, CancellationToken.None);
        }
    }

    private async Task Renew(CancellationTokenSource lost)
    {
        var length = TimeSpan.FromSeconds(options.LeaseSeconds);
        try
        {
            while (!lost.IsCancellationRequested)
            {
                await Task.Delay(length / 3, clock, lost.Token);
                await using var scope = scopes.CreateAsyncScope();
                if (await DayLeases.Renew(Context(scope), lease, clock.GetUtcNow(), length, lost.Token)) continue;
                LogLost(Key);
                await lost.CancelAsync();
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or DbUpdateException)
        {
            // Whoever cannot renew stops; the fence would refuse it anyway.
            LogRenewalFailed(Key, exception);
            await lost.CancelAsync();
        }
    }

    /// <summary>Plans what is new. True when there was something to plan anew, and so perhaps to improve.</summary>
    private async Task<bool> Plan(CancellationToken cancellation)
    {
        var roads = await regions.Get(cancellation);
        for (var attempt = 1; ; attempt++)
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = Context(scope);
            var waits = attempt > PatientAttempts;
            await using var early = waits ? await context.Database.BeginTransactionAsync(cancellation) : null;
            if (waits) await DayLog.Lock(context, Key, cancellation);
            state = await DayLog.Follow(context, Key, state, cancellation);
            await Snapshot(context, cancellation);
            var row = await context.Days.AsNoTracking().SingleAsync(day => day.Area == Key.Area && day.Day == Key.Day, cancellation);

            // A move that a refused command had taken off its route waits to be put back.
            var waiting = state.Moves.Values.Any(move => move.Status == MoveStatus.Waiting);
            if (state.Entry <= row.PlannedThrough && !waiting && !(row.LookAgainAt <= clock.GetUtcNow()))
            {
                if (early is not null) await early.RollbackAsync(cancellation);
                return false;
            }

            // Once a plan, and not each time that the day is looked at.
            state = await DayLog.WithStaying(context, state, cancellation);
            var begun = Stopwatch.GetTimestamp();
            var now = clock.GetUtcNow();
            var cause = state.Cause;
            var (outcome, publication) = await Task.Run(() => Make(roads, now, cancellation), cancellation);
            await using var transaction = early ?? await context.Database.BeginTransactionAsync(cancellation);
            foreach (var located in NewlyLocated(outcome)) context.Publish(located);
            var loads = Loads(outcome, publication);
            if (loads is { IsTold: false }) context.Publish(LoadsMessage(loads.Value.Loads, now));
            var result = await DayPublisher.Publish(context, lease, state, outcome, publication, now, cancellation);
            if (!await End(result, transaction, cancellation)) continue;
            foreach (var (driver, leg) in outcome.UnderWay) locatedAt[driver] = leg.At;
            if (loads is { } told) toldLoads = told.Loads;
            state = await DayLog.Follow(context, Key, state, cancellation);
            PlanningMetrics.Planned(Stopwatch.GetElapsedTime(begun), publication);
            if (publication.Entry is { } entry)
                LogPublished(Key, entry.Version, entry.Cause, publication.Messages.Count, (int)Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            if (cause is not null) return true;
        }
    }

    private (PlanOutcome Outcome, Publication Publication) Make(RoadsInUse roads, DateTimeOffset at, CancellationToken cancellation)
    {
        // What is told of a day that is long over is planned as of its end: nobody drives for weeks.
        var now = state!.Over < at ? state.Over : at;
        roads = roads.On(state!, now);
        var model = DayModel.Build(state!, now, roads, options, cancellation);
        var plan = Planner.Place(model, cancellation);
        witness?.Invoke(model, plan);
        var outcome = OutcomeBuilder.Read(model, plan, options);
        return (outcome, Publication.Of(state!, outcome, state!.Cause ?? "as it went", roads, options, cancellation));
    }

    /// <summary>
    /// The workshops' load, where it is another than was told last, and whether a new plan tells it; null where it is the same, or
    /// a draft's. A new owner tells it once more.
    /// </summary>
    private (IReadOnlyList<LiftLoad> Loads, bool IsTold)? Loads(PlanOutcome outcome, Publication publication)
    {
        if (publication.Messages.OfType<PlanPublished>().FirstOrDefault() is { } plan) return (plan.LiftLoads, true);
        if (state!.Version == 0 || state.IsDraft || publication.Entry is { IsDraft: true }) return null;
        var loads = LiftLoads.Of(state, outcome);
        return loads.SequenceEqual(toldLoads) ? null : (loads, false);
    }

    private LiftLoadsChanged LoadsMessage(IReadOnlyList<LiftLoad> loads, DateTimeOffset now) =>
        new() { Area = Key.Area, Day = Key.Day, PlanVersion = state!.Version, LiftLoads = loads, At = now };

    /// <summary>Positions that have not been told; a new owner tells the last once more.</summary>
    private IEnumerable<DriverLocated> NewlyLocated(PlanOutcome outcome) =>
        outcome.UnderWay.Where(driver => !locatedAt.TryGetValue(driver.Key, out var told) || told < driver.Value.At).Select(driver => new DriverLocated
        {
            DriverId = driver.Key,
            Area = Key.Area,
            Day = Key.Day,
            Lon = driver.Value.Position.Lon,
            Lat = driver.Value.Position.Lat,
            At = driver.Value.At,
        });

    /// <summary>Searches for a better plan until it finds none, the time is over, or something happens.</summary>
    private async Task Improve(CancellationToken cancellation)
    {
        if (options.ImproveSeconds == 0) return;
        var roads = await regions.Get(cancellation);
        var before = state!;
        var now = clock.GetUtcNow();
        using var interrupted = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Volatile.Write(ref improving, interrupted);
        var made = await Task.Run(() => Better(before, roads, now, interrupted.Token), cancellation);
        Volatile.Write(ref improving, null);
        if (made is not var (outcome, publication) || publication.Entry is null) return;

        await using var scope = scopes.CreateAsyncScope();
        var context = Context(scope);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellation);
        var result = await DayPublisher.Publish(context, lease, before, outcome, publication, clock.GetUtcNow(), cancellation);
        if (!await End(result, transaction, cancellation)) return;
        state = await DayLog.Follow(context, Key, before, cancellation);
        LogPublished(Key, publication.Entry.Version, publication.Entry.Cause, publication.Messages.Count, (int)(clock.GetUtcNow() - now).TotalMilliseconds);
    }

    private (PlanOutcome, Publication)? Better(DayState before, RoadsInUse roads, DateTimeOffset now, CancellationToken interrupted)
    {
        try
        {
            roads = roads.On(before, now);
            var model = DayModel.Build(before, now, roads, options, interrupted);
            var start = Planner.Place(model, interrupted);
            if (Planner.Improve(model, start, options, Planner.SearchOf(model, options, clock), interrupted) is not OptimiserPlan better) return null;
            witness?.Invoke(model, better);
            var outcome = OutcomeBuilder.Read(model, better, options);

            // What was found is published even when it was interrupted: if it is overtaken, the fence of entries says so.
            return (outcome, Publication.Of(before, outcome, "improved", roads, options, CancellationToken.None));
        }
        catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<bool> End(PublishResult result, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellation)
    {
        switch (result)
        {
            case PublishResult.Published:
                await transaction.CommitAsync(cancellation);
                return true;
            case PublishResult.Lost:
                await transaction.RollbackAsync(cancellation);
                LogLost(Key);
                throw new DayLostException(Key);
            default:
                await transaction.RollbackAsync(cancellation);
                return false;
        }
    }

    private async Task Snapshot(PlanningContext context, CancellationToken cancellation)
    {
        if (snapshotAt == 0) snapshotAt = state!.Entry;
        if (state!.Entry - snapshotAt < options.SnapshotEntries) return;
        await DayLog.SaveSnapshot(context, state, cancellation);
        snapshotAt = state.Entry;
    }

    private static PlanningContext Context(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<PlanningContext>();

    [LoggerMessage(311, LogLevel.Information, "{Day}: version {Version}, {Cause}; {Messages} messages, {Milliseconds} ms")]
    private partial void LogPublished(DayKey day, int version, string cause, int messages, int milliseconds);

    [LoggerMessage(312, LogLevel.Debug, "{Day} is idle and released")]
    private partial void LogIdle(DayKey day);

    [LoggerMessage(313, LogLevel.Warning, "{Day} was taken over by another process")]
    private partial void LogLost(DayKey day);

    [LoggerMessage(314, LogLevel.Warning, "The lease of {Day} could not be renewed, so it is given up")]
    private partial void LogRenewalFailed(DayKey day, Exception exception);
}

/// <summary>Another process owns the day: nothing that was planned here counts.</summary>
internal sealed class DayLostException(DayKey day) : Exception($"{day} was taken over by another process.");
