using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Maps;
using Routing.Contracts.Values;

namespace Routing.Dispatch.Day;

/// <summary>Road conditions: the newest set counts, whatever order they come in.</summary>
internal sealed partial class DayWriter
{
    public async Task On(RoadConditionsChanged message, CancellationToken cancellationToken)
    {
        // Its row first, so that sets come one after the other in every process.
        await data.Roads.ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, row => row.Version), cancellationToken);
        var row = await data.Roads.SingleAsync(cancellationToken);
        if (row.Version >= message.Version) return;
        var before = DayView.Read<List<RoadCondition>>(row.Conditions);
        (row.Version, row.Conditions) = (message.Version, Json(message.Conditions));

        var news = message.Conditions.Where(condition => !before.Exists(known => known.IsSame(condition)))
            .Concat(before.Where(known => !message.Conditions.Any(condition => condition.IsSame(known)))).ToList();
        var yesterday = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var areas = await data.Areas.AsNoTracking().ToDictionaryAsync(area => area.Area, area => area.TimeZone, cancellationToken);
        var days = await data.Days.AsNoTracking().Where(day => day.Day >= yesterday).OrderBy(day => day.Area).ThenBy(day => day.Day)
            .Select(day => new DayKey(day.Area, day.Day)).ToListAsync(cancellationToken);
        foreach (var key in days)
        {
            var zone = areas.GetValueOrDefault(key.Area);
            if (RoadsOfDay.Of(news, key.Day, zone).Count > 0)
                await Note(await Take(key, cancellationToken), "roads", new { conditions = RoadsOfDay.Of(message.Conditions, key.Day, zone) }, cancellationToken);
        }
    }
}
