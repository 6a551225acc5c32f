using System.Data.Common;
using System.Text.Json;
using Routing.Contracts.Values;
using Routing.Maps.Import;
using Routing.RoadNetwork.Live;
using RoadCondition = Routing.Contracts.Values.RoadCondition;
using EngineConditions = Routing.RoadNetwork.Live.Conditions;

namespace Routing.Maps.Conditions;

/// <summary>
/// Keeps the running router to the road conditions: as they are changed here or by another process, as they begin and
/// end by the clock, and when another map is taken into use. Ended ones are taken out of the set.
/// </summary>
internal sealed partial class LiveConditions(IConditionStore store, CurrentMap current, TimeProvider clock, ILogger<LiveConditions> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim applying = new(1);
    private Applied applied = new(-1, null, new Dictionary<Guid, FoundRoads>(), null);

    /// <summary>Where each condition was found in the map in use; empty while there is none.</summary>
    public IReadOnlyDictionary<Guid, FoundRoads> Found => Volatile.Read(ref applied).Found;

    public override void Dispose()
    {
        applying.Dispose();
        base.Dispose();
    }

    /// <summary>Lets the router heed a set that has just been stored; done when this returns.</summary>
    public async Task Heed(ConditionSet set, CancellationToken ct)
    {
        await applying.WaitAsync(ct);
        try
        {
            using var map = current.Take();
            if (map is not null && set.Version >= applied.Version) Volatile.Write(ref applied, Apply(map.Value, set, ct));
        }
        finally
        {
            applying.Release();
        }
    }

    /// <summary>Takes another map into use, which heeds the conditions from its first request on.</summary>
    public async Task TakeUp(LoadedMap map, CancellationToken ct)
    {
        await applying.WaitAsync(ct);
        try
        {
            var next = await Prepare(map, ct);
            current.Swap(map);
            if (next is not null) Volatile.Write(ref applied, next);
        }
        finally
        {
            applying.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isTold = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!isTold && store is DatabaseConditions database) await database.TellAgain(stoppingToken);
                isTold = true;
                await Look(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                // A database that is away comes back; what is applied stays applied.
                LogFailed(problem);
            }

            var pause = applied.NextChange - clock.GetUtcNow() is { } left && left < Poll ? left : Poll;
            await Task.Delay(pause > TimeSpan.Zero ? pause : TimeSpan.FromMilliseconds(1), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var known = applied;
        if (!(known.NextChange <= now) && ReferenceEquals(known.Map, current.Value) && known.Version == await store.Version(ct)) return;
        var set = await store.Read(ct);
        if (set.All.Any(condition => condition.Until <= now)) set = await store.Change(all => Ended(all, now), ct);
        await Heed(set, ct);
    }

    private static IReadOnlyList<RoadCondition> Ended(IReadOnlyList<RoadCondition> all, DateTimeOffset now) =>
        all.Any(condition => condition.Until <= now) ? [.. all.Where(condition => !(condition.Until <= now))] : all;

    /// <summary>Null where the conditions cannot be read: they come later.</summary>
    private async Task<Applied?> Prepare(LoadedMap map, CancellationToken ct)
    {
        try
        {
            return Apply(map, await store.Read(ct), ct);
        }
        catch (Exception problem) when (problem is DbException or IOException or JsonException)
        {
            LogFailed(problem);
            return null;
        }
    }

    private Applied Apply(LoadedMap map, ConditionSet set, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var conditions = ConditionDesk.ForEngine(set.All);
        var resolved = map.Router.Apply(conditions, now, ct);
        var found = new Dictionary<Guid, FoundRoads>();
        for (var i = 0; i < set.All.Count; i++)
            found[set.All[i].ConditionId] = FoundRoads.Of(resolved, i);
        LogApplied(set.All.Count, set.Version, found.Values.Count(roads => roads.By == FoundBy.Nothing));
        return new Applied(set.Version, map, found, conditions.NextChange(now));
    }

    private sealed record Applied(long Version, LoadedMap? Map, IReadOnlyDictionary<Guid, FoundRoads> Found, DateTimeOffset? NextChange);

    [LoggerMessage(410, LogLevel.Information, "{Conditions} road conditions apply, version {Version}; {Lost} of them are on no road of this map")]
    private partial void LogApplied(int conditions, long version, int lost);

    [LoggerMessage(411, LogLevel.Warning, "The road conditions could not be looked at; it is tried again")]
    private partial void LogFailed(Exception problem);
}
