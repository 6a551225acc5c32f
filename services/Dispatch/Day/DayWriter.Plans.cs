using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Planning;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>Plans: within a day the higher plan version wins, whatever order the messages come in.</summary>
internal sealed partial class DayWriter
{
    public async Task On(PickupScheduled message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var row = await Move(day, message.MoveId, message.RequestId, cancellationToken);
        if (message.PlanVersion < row.PlanVersion) return;
        row.PlanVersion = message.PlanVersion;
        row.Kind = message.Kind;
        row.Served = true;
        row.WindowFrom = message.Window.From;
        row.WindowUntil = message.Window.Until;
        row.DriverId = message.DriverId;
        row.Reason = null;
        await Note(
            day, "move",
            new { message.MoveId, message.RequestId, served = true, message.Window, message.DriverId, message.PlanVersion },
            cancellationToken);
    }

    public async Task On(PickupUnserved message, CancellationToken cancellationToken)
    {
        // A request for a workshop that nobody knows belongs to no area: Intake tells its customer.
        if (message.Area.Length == 0) return;
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var row = await Move(day, message.MoveId, message.RequestId, cancellationToken);
        if (message.PlanVersion < row.PlanVersion) return;
        row.PlanVersion = message.PlanVersion;
        row.Kind = message.Kind;
        row.Served = false;
        row.WindowFrom = message.Promised?.From;
        row.WindowUntil = message.Promised?.Until;
        row.DriverId = null;
        row.Reason = Json(message.Reason);
        await Note(
            day, "move",
            new { message.MoveId, message.RequestId, served = false, message.Promised, message.Reason, message.PlanVersion },
            cancellationToken);
    }

    public async Task On(PlanPublished message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var loaded = message.Routes.Sum(route => (long)route.LoadedMetres);
        var empty = message.Routes.Sum(route => (long)route.EmptyMetres);
        await FindOrAdd(
            () => new PlanRow
            {
                Area = message.Area,
                Day = message.Day,
                Version = message.Version,
                PublishedAt = message.PublishedAt,
                Cause = message.Cause,
                Routes = message.Routes.Count,
                Moves = message.Routes.Sum(route => route.Moves),
                Unserved = message.Unserved.Count,
                LoadedMetres = loaded,
                EmptyMetres = empty,
            },
            cancellationToken, message.Area, message.Day, message.Version);
        if (message.Version <= day.PlanVersion) return;
        day.PlanVersion = message.Version;
        day.PublishedAt = message.PublishedAt;
        day.Cause = message.Cause;
        day.Unserved = Json(message.Unserved);
        day.LiftLoads = Json(message.LiftLoads);
        day.LiftLoadsAt = message.PublishedAt;
        var costs = message.Routes.Where(route => route.CostCents is not null).ToDictionary(route => route.DriverId, route => route.CostCents!.Value);
        (day.RouteCosts, day.Currency) = message.Currency is null ? (null, null) : (Json(costs), message.Currency);
        await Note(day, "plan", new { message.Version, message.PublishedAt, message.Cause, unserved = message.Unserved.Count }, cancellationToken);
    }

    public async Task On(LiftLoadsChanged message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        if (message.PlanVersion < day.PlanVersion || message.At <= day.LiftLoadsAt) return;
        day.LiftLoads = Json(message.LiftLoads);
        day.LiftLoadsAt = message.At;
        await Note(day, "load", new { message.PlanVersion, message.At }, cancellationToken);
    }

    public async Task On(RouteAssigned message, CancellationToken cancellationToken)
    {
        var sheet = message.Sheet;
        var day = await Take(new DayKey(sheet.Area, sheet.Day), cancellationToken);
        var row = await Route(day, sheet.DriverId, cancellationToken);
        if (sheet.PlanVersion <= row.PlanVersion) return;
        row.PlanVersion = sheet.PlanVersion;
        row.Revoked = false;
        row.DriverName = sheet.DriverName;
        row.TimeZone = sheet.TimeZone;
        row.Means = sheet.Means;
        row.ShiftFrom = sheet.Shift.From;
        row.ShiftUntil = sheet.Shift.Until;
        row.Stops = Json(sheet.Stops.Select(PlannedStop.Of).ToList());
        row.Geometries = Json(sheet.Stops.Select(stop => stop.Leg?.Geometry).ToList());

        // A route's own estimates are newer than those sent before it.
        await data.Stops
            .Where(stop => stop.Area == sheet.Area && stop.Day == sheet.Day && stop.DriverId == sheet.DriverId && stop.Eta != null)
            .ExecuteUpdateAsync(stop => stop.SetProperty(s => s.Eta, (DateTimeOffset?)null), cancellationToken);
        await Note(day, "route", new { sheet.DriverId, sheet.PlanVersion }, cancellationToken);
    }

    public async Task On(RouteRevoked message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var row = await Route(day, message.DriverId, cancellationToken);
        if (message.PlanVersion <= row.PlanVersion) return;
        row.PlanVersion = message.PlanVersion;
        row.Revoked = true;
        row.Stops = "[]";
        row.Geometries = "[]";
        await Note(day, "routeRevoked", new { message.DriverId, message.PlanVersion }, cancellationToken);
    }

    public async Task On(EtaChanged message, CancellationToken cancellationToken)
    {
        var day = await Take(new DayKey(message.Area, message.Day), cancellationToken);
        var row = await Stop(day, message.DriverId, message.MoveId, message.StopIndex, cancellationToken);
        if (message.At < row.EtaAt) return;
        row.EtaAt = message.At;
        row.Eta = message.Eta;
        await Note(
            day, "eta",
            new { message.DriverId, message.MoveId, message.StopIndex, message.RequestId, message.Eta, message.LateSeconds },
            cancellationToken);
    }

    private Task<MoveRow> Move(DayRow day, Guid moveId, Guid requestId, CancellationToken cancellationToken) =>
        FindOrAdd(
            () => new MoveRow { Area = day.Area, Day = day.Day, MoveId = moveId, RequestId = requestId },
            cancellationToken, day.Area, day.Day, moveId);

    private Task<RouteRow> Route(DayRow day, Guid driverId, CancellationToken cancellationToken) =>
        FindOrAdd(
            () => new RouteRow { Area = day.Area, Day = day.Day, DriverId = driverId },
            cancellationToken, day.Area, day.Day, driverId);

    private Task<StopRow> Stop(DayRow day, Guid driverId, Guid moveId, int stopIndex, CancellationToken cancellationToken) =>
        FindOrAdd(
            () => new StopRow { Area = day.Area, Day = day.Day, DriverId = driverId, MoveId = moveId, StopIndex = stopIndex },
            cancellationToken, day.Area, day.Day, driverId, moveId, stopIndex);
}
