using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>
/// Writes messages into the read model. Runs inside a transaction; whoever changes a day holds its row first, so that
/// changes of a day come one after the other in every process, and its events are numbered without gaps.
/// </summary>
internal sealed partial class DayWriter(DispatchContext data, IOptions<DispatchOptions> options, TimeProvider clock)
{
    /// <summary>How often the journal is cut to its length, in events.</summary>
    private const int TrimEvery = 100;

    /// <summary>Makes the day's row if there is none, and holds it until the transaction ends.</summary>
    public async Task<DayRow> Take(DayKey key, CancellationToken cancellationToken)
    {
        // The update changes nothing; it takes the row's lock on PostgreSQL and the write lock on SQLite.
        await data.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO "Days" ("Area", "Day", "PlanVersion", "Unserved", "LiftLoads", "LastEventId")
            VALUES ({key.Area}, {key.Day}, 0, '[]', '[]', 0)
            ON CONFLICT ("Area", "Day") DO UPDATE SET "LastEventId" = "Days"."LastEventId"
            """,
            cancellationToken);
        return await data.Days.SingleAsync(row => row.Area == key.Area && row.Day == key.Day, cancellationToken);
    }

    /// <summary>Adds an event to the journal of a day that is held. It is told once the transaction has committed.</summary>
    public async Task Note(DayRow day, string kind, object what, CancellationToken cancellationToken)
    {
        day.LastEventId++;
        data.Journal.Add(new JournalRow
        {
            Area = day.Area,
            Day = day.Day,
            EventId = day.LastEventId,
            Kind = kind,
            Data = Json(what),
        });
        data.Touched.Add(new(day.Area, day.Day));
        if (day.LastEventId % TrimEvery != 0) return;
        var oldest = day.LastEventId - options.Value.JournalLength;
        await data.Journal.Where(row => row.Area == day.Area && row.Day == day.Day && row.EventId <= oldest).ExecuteDeleteAsync(cancellationToken);
    }

    private async Task<TRow> FindOrAdd<TRow>(Func<TRow> make, CancellationToken cancellationToken, params object[] key) where TRow : class
    {
        if (await data.Set<TRow>().FindAsync(key, cancellationToken) is { } row) return row;
        return data.Add(make()).Entity;
    }

    private static string Json(object value) => JsonSerializer.Serialize(value, value.GetType(), WireJson.Options);

    private static DateTimeOffset Later(DateTimeOffset? known, DateTimeOffset at) => known > at ? known.Value : at;
}
