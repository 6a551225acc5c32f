using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Planning.Data;
using Routing.Planning.Days;

namespace Routing.Planning.Areas;

/// <summary>Writes areas, workshops and drivers: the row, the message, and an entry in every day that they touch, in one transaction.</summary>
internal static class MasterData
{
    /// <summary>False when another change came first.</summary>
    public static async Task<bool> Save(PlanningContext context, string area, object change, DateTimeOffset now, Action? apply, CancellationToken cancellation)
    {
        // A call that is to be carried out once has one already, and commits it.
        await using var transaction = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync(cancellation) : null;

        // The area's row first, as whoever opens a day does.
        await context.Areas.Where(a => a.Area == area).ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, a => a.Version + 1), cancellation);
        apply?.Invoke();
        try
        {
            await context.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }

        var stored = await context.Areas.AsNoTracking().SingleAsync(a => a.Area == area, cancellation);
        var yesterday = Calendar.Of(stored.TimeZone).DayOf(now).AddDays(-1);
        var entry = change is AreaChanged
            ? stored.Opened()
            : change;
        await DayLog.AppendToAll(context, area, yesterday, entry, now, cancellation);
        context.Publish(change);
        await context.SaveChangesAsync(cancellation);
        if (transaction is not null) await transaction.CommitAsync(cancellation);
        return true;
    }

    public static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, WireJson.Options)!;

    public static string Write<T>(T message) => JsonSerializer.Serialize(message, WireJson.Options);
}
