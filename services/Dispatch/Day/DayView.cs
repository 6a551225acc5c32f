using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Values;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>What is known of a day, as read.</summary>
/// <param name="Moves">Those of which Planning has said something since the plan in force.</param>
/// <param name="Requests">Those that are cancelled, or have a move that is not served.</param>
internal sealed record DayRows(
    AreaRow? Area,
    DayRow Day,
    IReadOnlyList<RouteRow> Routes,
    IReadOnlyList<StopRow> Stops,
    IReadOnlyList<DriverDayRow> DriverDays,
    IReadOnlyList<MoveRow> Moves,
    IReadOnlyList<RequestRow> Requests,
    IReadOnlyList<DriverRow> Drivers,
    IReadOnlyList<WorkshopRow> Workshops,
    IReadOnlyList<RoadCondition> RoadConditions);

/// <summary>Makes the dispatcher's day out of what is known of it. Pure.</summary>
internal static class DayView
{
    public static DayAnswer Of(DayRows rows, bool geometry, int riskSeconds)
    {
        var day = rows.Day;
        var cancelled = rows.Requests.Where(row => row.Cancelled).Select(row => row.RequestId).ToHashSet();
        var happened = rows.Stops.ToDictionary(row => (row.DriverId, row.MoveId, row.StopIndex));
        var drivers = rows.DriverDays.ToDictionary(row => row.DriverId);
        var costs = day.RouteCosts is { } told ? Read<Dictionary<Guid, int>>(told) : null;
        var routes = rows.Routes
            .Select(row => RouteView.Of(
                row,
                Read<List<PlannedStop>>(row.Stops),
                geometry ? Read<List<string?>>(row.Geometries) : null,
                happened,
                drivers.GetValueOrDefault(row.DriverId),
                cancelled,
                costs?.TryGetValue(row.DriverId, out var cents) == true ? cents : null))
            .OrderBy(route => route.DriverName, StringComparer.Ordinal).ThenBy(route => route.DriverId)
            .ToList();
        var unserved = Unserved(rows, cancelled);
        var busy = routes.Select(route => route.DriverId).ToHashSet();
        return new()
        {
            Area = day.Area,
            AreaName = rows.Area?.Name ?? day.Area,
            TimeZone = rows.Area?.TimeZone ?? (rows.Routes.Count > 0 ? rows.Routes[0].TimeZone : null),
            Day = day.Day,
            PlanVersion = day.PlanVersion,
            PublishedAt = day.PublishedAt,
            Cause = day.Cause,
            LastEventId = day.LastEventId,
            Figures = Figures(routes, unserved.Count),
            Currency = day.Currency,
            Routes = routes,
            Unserved = unserved,
            AtRisk = AtRisk(routes, unserved, riskSeconds),
            RoadConditions = RoadsOfDay.Of(rows.RoadConditions, day.Day, rows.Area?.TimeZone),
            LiftLoads = Read<List<LiftLoad>>(day.LiftLoads),
            Workshops = [.. rows.Workshops.OrderBy(row => row.Name, StringComparer.Ordinal).Select(row => new WorkshopAnswer(row.WorkshopId, row.Name, Read<Place>(row.Place)))],
            IdleDrivers =
            [
                .. rows.Drivers.Where(row => !busy.Contains(row.DriverId)).OrderBy(row => row.Name, StringComparer.Ordinal).Select(row =>
                {
                    var known = drivers.GetValueOrDefault(row.DriverId);
                    return new IdleDriver(row.DriverId, row.Name, row.Means, RouteView.Unavailable(known), RouteView.Position(known));
                }),
            ],
        };
    }

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, WireJson.Options)!;

    /// <summary>As of the plan in force, and what Planning has said of single moves in later versions.</summary>
    private static List<UnservedAnswer> Unserved(DayRows rows, HashSet<Guid> cancelled)
    {
        var servedLater = rows.Moves.Where(row => row.Served).Select(row => row.MoveId).ToHashSet();
        var requests = rows.Requests.ToDictionary(row => row.RequestId);
        return
        [
            .. Read<List<UnservedMove>>(rows.Day.Unserved)
                .Where(move => !servedLater.Contains(move.MoveId))
                .Concat(rows.Moves.Where(row => !row.Served).Select(Move))
                .Where(move => !cancelled.Contains(move.RequestId))
                .GroupBy(move => move.MoveId)
                .Select(group => group.Last())
                .OrderBy(move => move.Promised?.Until ?? DateTimeOffset.MaxValue).ThenBy(move => move.MoveId)
                .Select(move =>
                {
                    var request = requests.GetValueOrDefault(move.RequestId);
                    var vehicle = request?.Vehicle is { } json ? Read<Vehicle>(json) : null;
                    return new UnservedAnswer(move.MoveId, move.RequestId, move.Kind, move.Promised, move.Reason, vehicle, request?.WorkshopId);
                }),
        ];

        static UnservedMove Move(MoveRow row) => new(
            row.RequestId,
            row.MoveId,
            row.Kind,
            row is { WindowFrom: { } from, WindowUntil: { } until } ? new(from, until) : null,
            Read<Reason>(row.Reason!));
    }

    private static DayFigures Figures(List<RouteAnswer> routes, int unserved)
    {
        var served = routes.Sum(route => route.Moves);
        var empty = routes.Sum(route => route.EmptyMetres);
        var windows = routes.SelectMany(route => route.Stops).Where(stop => stop.Window is not null && stop.State != StopState.Failed).ToList();
        var late = windows.Count(stop => stop.LateSeconds > 0);
        return new(
            routes.Count,
            served + unserved,
            served,
            unserved,
            routes.Sum(route => route.MovesDone),
            windows.Count,
            windows.Count - late,
            late,
            routes.Sum(route => route.LoadedMetres),
            empty,
            served == 0 ? 0 : empty / served)
        {
            CostCents = routes.Exists(route => route.CostCents is not null) ? routes.Sum(route => (long)(route.CostCents ?? 0)) : null,
        };
    }

    private static List<RiskAnswer> AtRisk(List<RouteAnswer> routes, List<UnservedAnswer> unserved, int riskSeconds)
    {
        var risks = unserved.Where(move => move.Promised is not null).Select(move => new RiskAnswer(
            move.MoveId, StopIndex: null, move.RequestId, DriverId: null, DriverName: null, RiskCause.Unserved, move.Promised!, Eta: null, SecondsLeft: null)).ToList();
        foreach (var route in routes)
        {
            foreach (var stop in route.Stops)
            {
                if (stop is not { Window: { } window, MoveId: { } moveId, State: StopState.Planned or StopState.Underway, Cancelled: false }) continue;
                var left = (int)(window.Until - stop.Eta).TotalSeconds;
                RiskCause? cause = route.State == DriverState.Unavailable ? RiskCause.DriverUnavailable
                    : left < 0 ? RiskCause.Late
                    : left <= riskSeconds ? RiskCause.Tight
                    : null;
                if (cause is { } why)
                    risks.Add(new(moveId, stop.StopIndex, stop.RequestId, route.DriverId, route.DriverName, why, window, stop.Eta, left));
            }
        }

        // Whatever nobody is on the way to comes first.
        return [.. risks.OrderBy(risk => risk.Cause > RiskCause.DriverUnavailable).ThenBy(risk => risk.SecondsLeft ?? int.MinValue).ThenBy(risk => risk.Window.Until)];
    }
}
