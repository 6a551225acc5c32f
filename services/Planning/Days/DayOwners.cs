using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using Routing.Planning.Data;
using Routing.Planning.Plans;
using Routing.Planning.Roads;

namespace Routing.Planning.Days;

/// <summary>Takes days that have news, plans them, and lets go of them again.</summary>
internal sealed partial class DayOwners(
    IServiceScopeFactory scopes, DaySignal signal, RegionSource regions, IOptions<PlanningOptions> options, TimeProvider clock, ILogger<DayOwners> logger,
    PlanWitness? witness = null)
    : BackgroundService
{
    private readonly ConcurrentDictionary<DayKey, DayOwner> running = [];
    private readonly ConcurrentDictionary<Task, byte> tasks = [];
    private readonly SemaphoreSlim taking = new(1);

    /// <summary>Names this process in leases.</summary>
    public string Owner { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7():N}";

    public override void Dispose()
    {
        taking.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(Listen(stoppingToken), Poll(stoppingToken), Hear(stoppingToken));
        await Task.WhenAll(tasks.Keys);
    }

    /// <summary>News from this process.</summary>
    private async Task Hear(CancellationToken stopping)
    {
        try
        {
            await foreach (var day in signal.Days.ReadAllAsync(stopping)) await Ensure(day, interrupts: true, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    /// <summary>News from anywhere, should a notification have been lost or its owner have died; and days whose time has come.</summary>
    private async Task Poll(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await Look(stopping);
                await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), clock, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task Look(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<PlanningContext>();
            var now = clock.GetUtcNow();
            var days = await context.Days.AsNoTracking()
                .Where(day => day.LastEntry > day.PlannedThrough || day.LookAgainAt <= now)
                .Select(day => new { day.Area, day.Day }).ToListAsync(stopping);
            foreach (var day in days) await Ensure(new DayKey(day.Area, day.Day), interrupts: false, stopping);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException && !stopping.IsCancellationRequested)
        {
            LogPollFailed(exception);
        }
    }

    /// <summary>News from other processes, on PostgreSQL.</summary>
    private async Task Listen(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                string connectionString;
                await using (var scope = scopes.CreateAsyncScope())
                {
                    var database = scope.ServiceProvider.GetRequiredService<PlanningContext>().Database;
                    if (!database.IsNpgsql()) return;
                    connectionString = database.GetConnectionString()!;
                }

                await using var connection = new NpgsqlConnection(connectionString);
                await connection.OpenAsync(stopping);
                connection.Notification += (_, notice) =>
                {
                    if (DayKey.TryParse(notice.Payload, out var day)) signal.Raise(day);
                };
                await using (var listen = new NpgsqlCommand($"LISTEN {DayLog.Channel}", connection))
                    await listen.ExecuteNonQueryAsync(stopping);
                while (true) await connection.WaitAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is DbException or IOException)
            {
                LogListenFailed(exception);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }
        }
    }

    private async Task Ensure(DayKey key, bool interrupts, CancellationToken stopping)
    {
        if (running.TryGetValue(key, out var known))
        {
            known.Wake(interrupts);
            return;
        }

        // One at a time: a second take by the same process would raise the fence over its own head.
        await taking.WaitAsync(stopping);
        try
        {
            if (running.ContainsKey(key)) return;
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<PlanningContext>();
            var taken = await DayLeases.TryTake(context, key, Owner, clock.GetUtcNow(), TimeSpan.FromSeconds(options.Value.LeaseSeconds), stopping);
            if (taken is not { } lease) return;
            var owner = new DayOwner(lease, scopes, regions, options.Value, clock, logger, witness);
            running[key] = owner;
            var task = Task.Run(() => Run(owner, stopping), CancellationToken.None);
            tasks.TryAdd(task, 0);
            _ = task.ContinueWith(done => tasks.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
        catch (DbException exception)
        {
            LogPollFailed(exception);
        }
        finally
        {
            taking.Release();
        }
    }

    private async Task Run(DayOwner owner, CancellationToken stopping)
    {
        var failed = false;
        try
        {
            await owner.Run(stopping);
        }
        catch (DayLostException)
        {
            // Told already; the other goes on.
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // One day's fault must not stop the others. The poll tries it again.
            failed = true;
            LogFailed(owner.Key, exception);
        }
        finally
        {
            running.TryRemove(owner.Key, out _);
            owner.Dispose();
        }

        // News that came while the day was being released found it still running.
        if (!failed && !stopping.IsCancellationRequested) await Look(stopping);
    }

    [LoggerMessage(321, LogLevel.Error, "{Day} could not be planned; it is tried again")]
    private partial void LogFailed(DayKey day, Exception exception);

    [LoggerMessage(322, LogLevel.Warning, "Days with news could not be looked for; it is tried again")]
    private partial void LogPollFailed(Exception exception);

    [LoggerMessage(323, LogLevel.Warning, "PostgreSQL's notifications cannot be heard; days are looked for by polling until they can")]
    private partial void LogListenFailed(Exception exception);
}
