using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Contracts.Maps;
using Routing.Contracts.Values;
using Routing.Maps.Data;

namespace Routing.Maps.Conditions;

/// <summary>In the service's database, with the message of each change in the same transaction.</summary>
internal sealed class DatabaseConditions(IServiceScopeFactory scopes, TimeProvider clock) : IConditionStore
{
    public async Task<long> Version(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Head(Context(scope)).Select(head => head.Version).SingleAsync(ct);
    }

    public async Task<ConditionSet> Read(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = Context(scope);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        return await Read(context, ct);
    }

    public async Task<ConditionSet> Change(Func<IReadOnlyList<RoadCondition>, IReadOnlyList<RoadCondition>> change, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = Context(scope);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        var set = await Change(context, change, clock.GetUtcNow(), ct);
        await transaction.CommitAsync(ct);
        return set;
    }

    /// <summary>Inside the caller's transaction, which holds up other changes until it ends.</summary>
    public static async Task<ConditionSet> Change(
        MapsContext context, Func<IReadOnlyList<RoadCondition>, IReadOnlyList<RoadCondition>> change, DateTimeOffset now, CancellationToken ct)
    {
        await Head(context).ExecuteUpdateAsync(set => set.SetProperty(head => head.Version, head => head.Version), ct);
        var before = await Read(context, ct);
        var after = change(before.All);
        if (ReferenceEquals(after, before.All)) return before;

        // Higher than any before, also when the database was lost in between: others pass over what is older than they know.
        var version = Math.Max(before.Version + 1, now.ToUnixTimeMilliseconds());
        await Head(context).ExecuteUpdateAsync(set => set.SetProperty(head => head.Version, version), ct);
        var kept = after.ToDictionary(condition => condition.ConditionId);
        foreach (var row in await context.Conditions.ToListAsync(ct))
        {
            if (kept.Remove(row.ConditionId, out var condition)) row.Body = Write(condition);
            else context.Remove(row);
        }

        foreach (var condition in kept.Values)
            context.Add(new StoredCondition { ConditionId = condition.ConditionId, Body = Write(condition) });
        var set = new ConditionSet(version, after);
        Tell(context, set, now);
        await context.SaveChangesAsync(ct);
        return set;
    }

    /// <summary>Tells the set as it is: for who was not there when it was told.</summary>
    public async Task TellAgain(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = Context(scope);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        var set = await Read(context, ct);
        if (set.Version == 0) return;
        Tell(context, set, clock.GetUtcNow());
        await context.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static void Tell(MapsContext context, ConditionSet set, DateTimeOffset now) =>
        context.Publish(new RoadConditionsChanged { Version = set.Version, At = now, Conditions = set.All });

    private static async Task<ConditionSet> Read(MapsContext context, CancellationToken ct)
    {
        var version = await Head(context).Select(head => head.Version).SingleAsync(ct);
        var bodies = await context.Conditions.AsNoTracking().Select(row => row.Body).ToListAsync(ct);
        var all = bodies.Select(body => JsonSerializer.Deserialize<RoadCondition>(body, WireJson.Options)!);
        return new ConditionSet(version, [.. all.OrderBy(condition => condition.From).ThenBy(condition => condition.ConditionId)]);
    }

    private static string Write(RoadCondition condition) => JsonSerializer.Serialize(condition, WireJson.Options);

    private static IQueryable<ConditionsHead> Head(MapsContext context) => context.Heads.AsNoTracking().Where(head => head.Id == ConditionsHead.Only);

    private static MapsContext Context(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<MapsContext>();
}
