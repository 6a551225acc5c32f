using Microsoft.EntityFrameworkCore;
using Routing.Planning.Data;

namespace Routing.Planning.Days;

/// <summary>A day that this process owns, until the lease runs out.</summary>
internal readonly record struct DayLease(DayKey Key, string Owner, long Fence);

/// <summary>
/// Who owns a day. Clocks only decide when a lease may be taken over; that nobody else publishes is decided by the
/// fence, inside the transaction that publishes.
/// </summary>
internal static class DayLeases
{
    /// <summary>Null while another process owns the day.</summary>
    public static async Task<DayLease?> TryTake(PlanningContext context, DayKey key, string owner, DateTimeOffset now, TimeSpan length, CancellationToken cancellation)
    {
        if (!await Row(context, key).AnyAsync(cancellation))
        {
            // A lease that ran out long ago; whoever is quickest takes it next.
            var never = DateTimeOffset.UnixEpoch.UtcDateTime;
            await context.Database.ExecuteSqlAsync(
                $"""INSERT INTO day_leases ("Area", "Day", "Owner", "Fence", "ExpiresAt") VALUES ({key.Area}, {key.Day}, '', 0, {never}) ON CONFLICT DO NOTHING""", cancellation);
        }

        var until = now + length;
        var taken = await Row(context, key).Where(lease => lease.ExpiresAt < now || lease.Owner == owner)
            .ExecuteUpdateAsync(set => set
                .SetProperty(lease => lease.Owner, owner)
                .SetProperty(lease => lease.Fence, lease => lease.Fence + 1)
                .SetProperty(lease => lease.ExpiresAt, until), cancellation);
        if (taken == 0) return null;
        var fence = await Row(context, key).Where(lease => lease.Owner == owner).Select(lease => (long?)lease.Fence).SingleOrDefaultAsync(cancellation);
        return fence is { } mine ? new DayLease(key, owner, mine) : null;
    }

    /// <summary>False when the day was taken over.</summary>
    public static async Task<bool> Renew(PlanningContext context, DayLease lease, DateTimeOffset now, TimeSpan length, CancellationToken cancellation)
    {
        var until = now + length;
        return await Mine(context, lease).ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, until), cancellation) == 1;
    }

    /// <summary>
    /// Inside the transaction that publishes: false when the day was taken over. Locks the lease, so that a take-over
    /// waits for the commit.
    /// </summary>
    public static async Task<bool> Holds(PlanningContext context, DayLease lease, CancellationToken cancellation) =>
        await Mine(context, lease).ExecuteUpdateAsync(set => set.SetProperty(row => row.Fence, row => row.Fence), cancellation) == 1;

    /// <summary>Lets anybody take it at once.</summary>
    public static Task Release(PlanningContext context, DayLease lease, CancellationToken cancellation) =>
        Mine(context, lease).ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, DateTimeOffset.UnixEpoch), cancellation);

    private static IQueryable<StoredLease> Row(PlanningContext context, DayKey key) =>
        context.Leases.AsNoTracking().Where(lease => lease.Area == key.Area && lease.Day == key.Day);

    private static IQueryable<StoredLease> Mine(PlanningContext context, DayLease lease) =>
        Row(context, lease.Key).Where(row => row.Owner == lease.Owner && row.Fence == lease.Fence);
}
