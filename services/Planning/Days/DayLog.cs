using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Planning.Data;
using Routing.Planning.Roads;
using System.Text.Json;

namespace Routing.Planning.Days;

/// <summary>Reads and appends to days' logs. Appends are made inside the caller's transaction.</summary>
internal static class DayLog
{
    /// <summary>What PostgreSQL notifies on.</summary>
    public const string Channel = "planning_days";

    /// <summary>Appends in order, after opening the day if need be. Its row stays locked until the transaction ends.</summary>
    /// <param name="context">In a transaction.</param>
    /// <param name="key">The day.</param>
    /// <param name="entries">What happened.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="wakes">False for what can wait until the owner looks by itself.</param>
    /// <returns>Number of the last entry.</returns>
    public static async Task<int> Append(
        PlanningContext context, DayKey key, IReadOnlyList<object> entries, DateTimeOffset at, CancellationToken cancellation, bool wakes = true)
    {
        await Open(context, key, at, cancellation);
        return await AppendOpen(context, key, entries, at, cancellation, wakes);
    }

    /// <summary>Appends to every day of an area that is open and not before a day.</summary>
    public static async Task AppendToAll(PlanningContext context, string area, DateOnly from, object entry, DateTimeOffset at, CancellationToken cancellation)
    {
        var days = await context.Days.AsNoTracking().Where(day => day.Area == area && day.Day >= from)
            .OrderBy(day => day.Day).Select(day => day.Day).ToListAsync(cancellation);
        foreach (var day in days) await AppendOpen(context, new DayKey(area, day), [entry], at, cancellation);
    }

    /// <summary>Locks the day's row for the rest of the transaction.</summary>
    /// <returns>Number of its last entry; null when it was never opened.</returns>
    public static async Task<int?> Lock(PlanningContext context, DayKey key, CancellationToken cancellation)
    {
        var found = await Row(context, key).ExecuteUpdateAsync(set => set.SetProperty(day => day.LastEntry, day => day.LastEntry), cancellation);
        return found == 0 ? null : await Row(context, key).Select(day => day.LastEntry).SingleAsync(cancellation);
    }

    /// <summary>
    /// The state after all entries that are committed; goes on from a state that is known, else from a snapshot. With the cars
    /// that stay at workshops over the day, as they are now.
    /// </summary>
    public static async Task<DayState> Fold(PlanningContext context, DayKey key, DayState? from, CancellationToken cancellation) =>
        await WithStaying(context, await Follow(context, key, from, cancellation), cancellation);

    /// <summary>The same by the log alone: the cars that stay are those that the known state has.</summary>
    public static async Task<DayState> Follow(PlanningContext context, DayKey key, DayState? from, CancellationToken cancellation)
    {
        var state = from ?? await Snapshot(context, key, cancellation) ?? DayFold.Start(key);
        await foreach (var entry in Entries(context, key, state.Entry).WithCancellation(cancellation))
            state = DayFold.Apply(state, EntryJson.Read(entry.Kind, entry.Body));
        return state;
    }

    /// <summary>The state with the cars that stay at workshops over its day, as they are now.</summary>
    public static async Task<DayState> WithStaying(PlanningContext context, DayState state, CancellationToken cancellation)
    {
        var key = new DayKey(state.Area, state.Day);
        var staying = await context.Requests.AsNoTracking()
            .Where(request => request.Area == key.Area && request.CollectionDay < key.Day && request.ReturnDay > key.Day && request.WorkshopId != null && !request.IsCancelled)
            .OrderBy(request => request.RequestId)
            .Select(request => new StayingCar(request.RequestId, request.WorkshopId!.Value, request.IsSwap)).ToListAsync(cancellation);
        return state with { Staying = [.. staying.Where(car => !state.Requests.ContainsKey(car.RequestId))] };
    }

    /// <summary>Entries after a number, in order.</summary>
    public static IAsyncEnumerable<StoredEntry> Entries(PlanningContext context, DayKey key, int after) =>
        context.Entries.AsNoTracking()
            .Where(entry => entry.Area == key.Area && entry.Day == key.Day && entry.Number > after)
            .OrderBy(entry => entry.Number)
            .AsAsyncEnumerable();

    /// <summary>Remembers a state, so that the next owner folds less.</summary>
    public static async Task SaveSnapshot(PlanningContext context, DayState state, CancellationToken cancellation)
    {
        var snapshot = await context.Snapshots.SingleOrDefaultAsync(s => s.Area == state.Area && s.Day == state.Day, cancellation);
        if (snapshot is null)
        {
            snapshot = new StoredSnapshot { Area = state.Area, Day = state.Day, Body = "" };
            context.Add(snapshot);
        }

        snapshot.Number = state.Entry;
        snapshot.Form = DayState.Form;
        snapshot.Body = JsonSerializer.Serialize(state, WireJson.Options);
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>What a day of the area begins with: its settings, workshops, drivers, courtesy cars and road conditions.</summary>
    public static async Task<List<object>> OpeningEntries(PlanningContext context, DayKey day, DateTimeOffset at, CancellationToken cancellation)
    {
        var key = day.Area;
        var area = await context.Areas.AsNoTracking().SingleOrDefaultAsync(area => area.Area == key, cancellation)
            ?? throw new InvalidOperationException($"There is no area '{key}': make it at PUT /api/areas/{key}.");
        var entries = new List<object> { area.Opened() };
        foreach (var body in await context.Workshops.AsNoTracking().Where(w => w.Area == key).OrderBy(w => w.WorkshopId).Select(w => w.Body).ToListAsync(cancellation))
            entries.Add(JsonSerializer.Deserialize<WorkshopChanged>(body, WireJson.Options)!);
        foreach (var body in await context.Drivers.AsNoTracking().Where(d => d.Area == key).OrderBy(d => d.DriverId).Select(d => d.Body).ToListAsync(cancellation))
            entries.Add(JsonSerializer.Deserialize<DriverChanged>(body, WireJson.Options)!);
        foreach (var body in await context.CourtesyCars.AsNoTracking().Where(car => car.Area == key).OrderBy(car => car.CourtesyCarId).Select(car => car.Body).ToListAsync(cancellation))
            entries.Add(JsonSerializer.Deserialize<CourtesyCarChanged>(body, WireJson.Options)!);
        if (await RoadsOfDay.Opening(context, area.TimeZone, day.Day, at, cancellation) is { } roads) entries.Add(roads);
        return entries;
    }

    private static async Task<DayState?> Snapshot(PlanningContext context, DayKey key, CancellationToken cancellation)
    {
        var body = await context.Snapshots.AsNoTracking()
            .Where(s => s.Area == key.Area && s.Day == key.Day && s.Form == DayState.Form)
            .Select(s => s.Body).SingleOrDefaultAsync(cancellation);
        return body is null ? null : JsonSerializer.Deserialize<DayState>(body, WireJson.Options);
    }

    private static IQueryable<StoredDay> Row(PlanningContext context, DayKey key) =>
        context.Days.AsNoTracking().Where(day => day.Area == key.Area && day.Day == key.Day);

    private static async Task Open(PlanningContext context, DayKey key, DateTimeOffset at, CancellationToken cancellation)
    {
        if (await Row(context, key).AnyAsync(cancellation)) return;

        // The area's row first: nobody changes its workshops and drivers between what is read here and the commit.
        await context.Areas.Where(area => area.Area == key.Area).ExecuteUpdateAsync(set => set.SetProperty(area => area.Version, area => area.Version + 1), cancellation);
        if (await Row(context, key).AnyAsync(cancellation)) return;
        context.Add(new StoredDay { Area = key.Area, Day = key.Day });
        await context.SaveChangesAsync(cancellation);
        var entries = await OpeningEntries(context, key, at, cancellation);
        await AppendOpen(context, key, entries, at, cancellation, wakes: false);
    }

    private static async Task<int> AppendOpen(PlanningContext context, DayKey key, IReadOnlyList<object> entries, DateTimeOffset at, CancellationToken cancellation, bool wakes = true)
    {
        var count = entries.Count;
        await Row(context, key).ExecuteUpdateAsync(set => set.SetProperty(day => day.LastEntry, day => day.LastEntry + count), cancellation);
        var last = await Row(context, key).Select(day => day.LastEntry).SingleAsync(cancellation);
        for (var i = 0; i < count; i++)
        {
            var (kind, body) = EntryJson.Write(entries[i]);
            context.Add(new StoredEntry { Area = key.Area, Day = key.Day, Number = last - count + 1 + i, Kind = kind, Body = body, At = at });
        }

        await context.SaveChangesAsync(cancellation);
        if (!wakes) return last;
        context.Touched.Add(key);

        // Heard by other processes when, and only if, this transaction commits.
        if (context.Database.IsNpgsql())
            await context.Database.ExecuteSqlAsync($"SELECT pg_notify({Channel}, {key.ToString()})", cancellation);
        return last;
    }
}
