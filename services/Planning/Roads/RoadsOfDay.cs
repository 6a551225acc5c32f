using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Maps;
using Routing.Contracts.Values;
using Routing.Planning.Areas;
using Routing.Planning.Data;
using Routing.Planning.Days;

namespace Routing.Planning.Roads;

/// <summary>Which road conditions a day's log is told of: those that touch it at some time.</summary>
internal static class RoadsOfDay
{
    /// <summary>
    /// Keeps the newest set and appends to the log of each open day of which it says something new. Inside the caller's
    /// transaction. An older set than is known changes nothing.
    /// </summary>
    public static async Task Tell(PlanningContext context, RoadConditionsChanged message, DateTimeOffset now, CancellationToken cancellation)
    {
        // Its row first, so that sets come one after the other in every process.
        await context.Roads.ExecuteUpdateAsync(set => set.SetProperty(roads => roads.Version, roads => roads.Version), cancellation);
        var stored = await context.Roads.SingleAsync(cancellation);
        if (stored.Version >= message.Version) return;
        var before = MasterData.Read<List<RoadCondition>>(stored.Body);
        (stored.Version, stored.Body) = (message.Version, MasterData.Write(message.Conditions));
        await context.SaveChangesAsync(cancellation);

        var news = message.Conditions.Where(condition => !before.Exists(known => known.IsSame(condition)))
            .Concat(before.Where(known => !message.Conditions.Any(condition => condition.IsSame(known)))).ToList();
        foreach (var area in await context.Areas.AsNoTracking().OrderBy(area => area.Area).ToListAsync(cancellation))
        {
            // Then the area's, as whoever opens a day does: such a day either finds the new set, or is found here.
            await context.Areas.Where(a => a.Area == area.Area).ExecuteUpdateAsync(set => set.SetProperty(a => a.Version, a => a.Version + 1), cancellation);
            var calendar = Calendar.Of(area.TimeZone);
            var today = calendar.DayOf(now);
            var days = await context.Days.AsNoTracking().Where(day => day.Area == area.Area && day.Day >= today).OrderBy(day => day.Day).Select(day => day.Day).ToListAsync(cancellation);
            foreach (var day in days.Where(day => Of(news, calendar, day).Count > 0))
            {
                var told = message with { Conditions = Of(message.Conditions, calendar, day) };
                await DayLog.Append(context, new DayKey(area.Area, day), [told], now, cancellation);
            }
        }
    }

    /// <summary>What a day that is opened now begins with; null when there is nothing to say.</summary>
    public static async Task<RoadConditionsChanged?> Opening(PlanningContext context, string timeZone, DateOnly day, DateTimeOffset now, CancellationToken cancellation)
    {
        var stored = await context.Roads.AsNoTracking().SingleAsync(cancellation);
        var conditions = Of(MasterData.Read<List<RoadCondition>>(stored.Body), Calendar.Of(timeZone), day);
        return conditions.Count == 0 ? null : new RoadConditionsChanged { Version = stored.Version, At = now, Conditions = conditions };
    }

    private static List<RoadCondition> Of(IReadOnlyList<RoadCondition> all, Calendar calendar, DateOnly day)
    {
        var (begin, end) = (calendar.Midnight(day), calendar.Midnight(day.AddDays(1)));
        return [.. all.Where(condition => condition.IsInForce(begin, end))];
    }
}
