using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Contracts.Values;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>Reads days out of the read model.</summary>
internal sealed class DayReader(DispatchContext data, IOptions<DispatchOptions> options)
{
    /// <summary>A day, empty when nothing has happened on it; null when there is no such area.</summary>
    public async Task<DayAnswer?> Find(DayKey key, bool geometry, CancellationToken cancellationToken)
    {
        var area = await data.Areas.AsNoTracking().SingleOrDefaultAsync(row => row.Area == key.Area, cancellationToken);

        // Read first: what is written meanwhile is then seen twice, here and as an event, and never missed.
        var day = await data.Days.AsNoTracking().SingleOrDefaultAsync(row => row.Area == key.Area && row.Day == key.Day, cancellationToken);
        if (day is null && area is null) return null;
        var routes = data.Routes.AsNoTracking().Where(row => row.Area == key.Area && row.Day == key.Day && !row.Revoked);
        var moves = data.Moves.AsNoTracking().Where(row => row.Area == key.Area && row.Day == key.Day);
        var version = day?.PlanVersion ?? 0;
        var rows = new DayRows(
            area,
            day ?? new DayRow { Area = key.Area, Day = key.Day },
            await (geometry ? routes : WithoutGeometry(routes)).ToListAsync(cancellationToken),
            await data.Stops.AsNoTracking().Where(row => row.Area == key.Area && row.Day == key.Day).ToListAsync(cancellationToken),
            await data.DriverDays.AsNoTracking().Where(row => row.Area == key.Area && row.Day == key.Day).ToListAsync(cancellationToken),
            await moves.Where(row => row.PlanVersion > version).ToListAsync(cancellationToken),
            await Requests(moves, cancellationToken),
            await data.Drivers.AsNoTracking().Where(row => row.Area == key.Area && row.Active).ToListAsync(cancellationToken),
            await data.Workshops.AsNoTracking().Where(row => row.Area == key.Area).ToListAsync(cancellationToken),
            DayView.Read<List<RoadCondition>>(await data.Roads.AsNoTracking().Select(row => row.Conditions).SingleAsync(cancellationToken)));
        return DayView.Of(rows, geometry, options.Value.RiskSeconds);
    }

    /// <summary>Every area with its days, latest first, in figures of the plan in force.</summary>
    public async Task<IReadOnlyList<AreaDays>> List(DateOnly? from, DateOnly? until, CancellationToken cancellationToken)
    {
        var areas = await data.Areas.AsNoTracking().ToListAsync(cancellationToken);
        var days = await data.Days.AsNoTracking()
            .Where(row => (from == null || row.Day >= from) && (until == null || row.Day <= until))
            .OrderByDescending(row => row.Day).Take(MostDays)
            .Select(row => new { row.Area, row.Day, row.PlanVersion, row.PublishedAt, row.Cause, row.LastEventId })
            .ToListAsync(cancellationToken);
        var plans = await data.Plans.AsNoTracking()
            .Where(plan => (from == null || plan.Day >= from) && (until == null || plan.Day <= until)
                && data.Days.Any(day => day.Area == plan.Area && day.Day == plan.Day && day.PlanVersion == plan.Version))
            .ToDictionaryAsync(plan => (plan.Area, plan.Day), cancellationToken);
        var names = areas.ToDictionary(row => row.Area);
        return
        [
            .. names.Keys.Concat(days.Select(day => day.Area)).Distinct().Order(StringComparer.Ordinal).Select(area => new AreaDays(
                area,
                names.GetValueOrDefault(area)?.Name ?? area,
                names.GetValueOrDefault(area)?.TimeZone,
                [
                    .. days.Where(day => day.Area == area).Select(day =>
                    {
                        var plan = plans.GetValueOrDefault((day.Area, day.Day));
                        return new DayListed(
                            day.Day, day.PlanVersion, day.PublishedAt, day.Cause, day.LastEventId,
                            plan?.Routes ?? 0, plan?.Moves ?? 0, plan?.Unserved ?? 0, plan?.LoadedMetres ?? 0, plan?.EmptyMetres ?? 0);
                    }),
                ])),
        ];
    }

    private const int MostDays = 1000;

    /// <summary>Those of which the day says more than its routes do: cancelled, or with a move that is not served.</summary>
    private async Task<IReadOnlyList<RequestRow>> Requests(IQueryable<MoveRow> moves, CancellationToken cancellationToken)
    {
        var rows = await moves
            .Join(data.Requests, move => move.RequestId, request => request.RequestId, (move, request) => new { move.Served, Request = request })
            .Where(pair => pair.Request.Cancelled || !pair.Served)
            .Select(pair => pair.Request)
            .ToListAsync(cancellationToken);
        return [.. rows.DistinctBy(row => row.RequestId)];
    }

    private static IQueryable<RouteRow> WithoutGeometry(IQueryable<RouteRow> routes) => routes.Select(row => new RouteRow
    {
        Area = row.Area,
        Day = row.Day,
        DriverId = row.DriverId,
        PlanVersion = row.PlanVersion,
        DriverName = row.DriverName,
        TimeZone = row.TimeZone,
        Means = row.Means,
        ShiftFrom = row.ShiftFrom,
        ShiftUntil = row.ShiftUntil,
        Stops = row.Stops,
    });
}

/// <summary>An area and its days.</summary>
internal sealed record AreaDays(string Area, string Name, string? TimeZone, IReadOnlyList<DayListed> Days);

/// <summary>A day in figures of the plan in force; all 0 when there is none yet.</summary>
internal sealed record DayListed(
    DateOnly Day,
    int PlanVersion,
    DateTimeOffset? PublishedAt,
    string? Cause,
    long LastEventId,
    int Routes,
    int Moves,
    int Unserved,
    long LoadedMetres,
    long EmptyMetres);
