using Microsoft.EntityFrameworkCore;
using NodaTime;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Data;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Queues;

/// <summary>
/// Takes in what Planning says of routes. Messages may come late or out of order: a version lower than the one that is
/// known changes nothing.
/// </summary>
internal static class SheetStore
{
    /// <summary>No move goes further back from a day to another: Planning looks no further ahead.</summary>
    private const int FarthestDays = 60;

    public static async Task Accept(DriversContext context, RouteSheet sheet, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await Store(context, sheet, revoked: false, now, cancellationToken))
            await AssignStops(context, sheet, cancellationToken);
    }

    public static async Task Revoke(DriversContext context, RouteRevoked revoked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await Find(context, revoked.DriverId, revoked.Day, revoked.Area, cancellationToken);
        var sheet = row is not null
            ? row.Read() with { PlanVersion = revoked.PlanVersion, Stops = [] }
            : await Empty(context, revoked, cancellationToken);
        if (!await Store(context, sheet, revoked: true, now, cancellationToken)) return;
        await AssignStops(context, sheet, cancellationToken);
        if (row is not null) return;
        // The driver was never told of a route: nothing to take back. The row keeps a late, older one out.
        var stored = context.Sheets.Local.Single(each =>
            each.DriverId == sheet.DriverId && each.Day == sheet.Day && each.Area == sheet.Area);
        stored.PostedVersion = stored.AcknowledgedVersion = sheet.PlanVersion;
    }

    /// <returns>False when what is known is as new.</returns>
    private static async Task<bool> Store(
        DriversContext context, RouteSheet sheet, bool revoked, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var row = await Find(context, sheet.DriverId, sheet.Day, sheet.Area, cancellationToken);
        if (row is not null && row.PlanVersion >= sheet.PlanVersion) return false;
        if (row is null)
        {
            var (start, end) = Bounds(sheet.Day, sheet.TimeZone);
            context.Sheets.Add(new StoredSheet
            {
                DriverId = sheet.DriverId,
                Area = sheet.Area,
                Day = sheet.Day,
                PlanVersion = sheet.PlanVersion,
                Body = StoredSheet.Write(sheet),
                Revoked = revoked,
                ReceivedAt = now,
                DayStart = start,
                DayEnd = end,
                LinkSecret = Secret.New(),
            });
            return true;
        }

        row.PlanVersion = sheet.PlanVersion;
        row.Body = StoredSheet.Write(sheet);
        row.Revoked = revoked;
        row.ReceivedAt = now;
        row.Version++;
        return true;
    }

    private static async Task AssignStops(DriversContext context, RouteSheet sheet, CancellationToken cancellationToken)
    {
        var moves = sheet.Stops.Where(stop => stop.MoveId is not null).GroupBy(stop => stop.MoveId!.Value)
            .ToDictionary(move => move.Key, move => move.ToList());
        var known = await context.Stops
            .Where(stop => moves.Keys.Contains(stop.MoveId)
                || (stop.DriverId == sheet.DriverId && stop.Day == sheet.Day && stop.Area == sheet.Area))
            .ToDictionaryAsync(stop => (stop.MoveId, stop.StopIndex), cancellationToken);

        for (var order = 0; order < sheet.Stops.Count; order++)
        {
            var stop = sheet.Stops[order];
            if (stop.MoveId is not { } moveId) continue;
            var move = moves[moveId];
            // A swap begins with it, and the return after it ends with it.
            var isCourtesy = (stop.Kind == StopKind.PickUp && move.Exists(other => other.Kind == StopKind.Swap))
                || (stop.Kind == StopKind.CheckIn && move.Exists(other => other.Kind == StopKind.Return));
            var isLast = move.TrueForAll(other => other.StopIndex <= stop.StopIndex);
            if (!known.Remove((moveId, stop.StopIndex), out var progress))
            {
                context.Stops.Add(new StopProgress
                {
                    MoveId = moveId,
                    StopIndex = stop.StopIndex,
                    RequestId = stop.RequestId ?? Guid.Empty,
                    Area = sheet.Area,
                    Day = sheet.Day,
                    DriverId = sheet.DriverId,
                    PlanVersion = sheet.PlanVersion,
                    Kind = stop.Kind,
                    Order = order,
                    IsLastOfMove = isLast,
                    IsCourtesy = isCourtesy,
                    Eta = stop.Eta,
                });
                continue;
            }

            if (!IsNewer(sheet, progress)) continue;
            if (progress.DriverId != sheet.DriverId && !progress.IsDone) progress.DepartedAt = progress.ArrivedAt = null;
            progress.DriverId = sheet.DriverId;
            progress.Area = sheet.Area;
            progress.Day = sheet.Day;
            progress.PlanVersion = sheet.PlanVersion;
            progress.Kind = stop.Kind;
            progress.Order = order;
            progress.IsLastOfMove = isLast;
            progress.IsCourtesy = isCourtesy;
            progress.Eta = stop.Eta;
            progress.EtaAt = null;
            progress.Version++;
        }

        var freed = new HashSet<Guid>();
        foreach (var left in known.Values)
        {
            var isTakenOff = left.DriverId == sheet.DriverId && left.Day == sheet.Day && left.Area == sheet.Area
                && left.PlanVersion <= sheet.PlanVersion && !left.IsDone;
            if (!isTakenOff) continue;
            left.DriverId = null;
            left.PlanVersion = sheet.PlanVersion;
            left.DepartedAt = left.ArrivedAt = null;
            left.Version++;
            freed.Add(left.MoveId);
        }

        await GoElsewhere(context, sheet, freed, cancellationToken);
    }

    /// <summary>
    /// Versions count within a day. Between two days, a move is on the one that it was not taken off; where both have it, on the
    /// later one, until the other sheet takes it off.
    /// </summary>
    private static bool IsNewer(RouteSheet sheet, StopProgress progress) =>
        progress.Day == sheet.Day && progress.Area == sheet.Area
            ? progress.PlanVersion <= sheet.PlanVersion
            : progress.DriverId is null || sheet.Day > progress.Day;

    /// <summary>A move that is taken off a day may have come to another one before: then that day's sheet has it.</summary>
    private static async Task GoElsewhere(DriversContext context, RouteSheet from, IReadOnlySet<Guid> moves, CancellationToken cancellationToken)
    {
        if (moves.Count == 0) return;
        var earliest = from.Day.AddDays(-FarthestDays);
        var others = await context.Sheets.AsNoTracking()
            .Where(sheet => sheet.Area == from.Area && sheet.Day != from.Day && sheet.Day >= earliest && !sheet.Revoked)
            .ToListAsync(cancellationToken);
        foreach (var other in others.Select(row => row.Read()).Where(other => other.Stops.Any(stop => stop.MoveId is { } move && moves.Contains(move))))
            await AssignStops(context, other, cancellationToken);
    }

    private static async Task<RouteSheet> Empty(DriversContext context, RouteRevoked revoked, CancellationToken cancellationToken)
    {
        var area = await context.Areas.FindAsync([revoked.Area], cancellationToken);
        var driver = await context.Drivers.FindAsync([revoked.DriverId], cancellationToken);
        var zone = area?.TimeZone ?? "Etc/UTC";
        var (start, end) = Bounds(revoked.Day, zone);
        return new RouteSheet
        {
            DriverId = revoked.DriverId,
            DriverName = driver?.Name ?? "",
            Area = revoked.Area,
            Day = revoked.Day,
            TimeZone = zone,
            PlanVersion = revoked.PlanVersion,
            Means = Means.Foot,
            Shift = new Window(start, end),
            Stops = [],
        };
    }

    private static ValueTask<StoredSheet?> Find(
        DriversContext context, Guid driverId, DateOnly day, string area, CancellationToken cancellationToken) =>
        context.Sheets.FindAsync([driverId, day, area], cancellationToken);

    private static (DateTimeOffset Start, DateTimeOffset End) Bounds(DateOnly day, string timeZone)
    {
        var zone = DateTimeZoneProviders.Tzdb[timeZone];
        var date = LocalDate.FromDateOnly(day);
        return (date.AtStartOfDayInZone(zone).ToDateTimeOffset(), date.PlusDays(1).AtStartOfDayInZone(zone).ToDateTimeOffset());
    }
}
