using Microsoft.EntityFrameworkCore;
using NodaTime;
using Routing.Contracts.Planning;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>What outlasts a day: areas, workshops, drivers.</summary>
internal sealed partial class DayWriter
{
    public async Task On(AreaChanged message, CancellationToken cancellationToken)
    {
        var row = await FindOrAdd(
            () => new AreaRow { Area = message.Area, Name = message.Name, TimeZone = message.TimeZone }, cancellationToken, message.Area);
        row.Name = message.Name;
        row.TimeZone = message.TimeZone;
    }

    public async Task On(WorkshopChanged message, CancellationToken cancellationToken)
    {
        var row = await FindOrAdd(() => new WorkshopRow { WorkshopId = message.WorkshopId }, cancellationToken, message.WorkshopId);
        if (message.Revision <= row.Revision) return;
        row.Revision = message.Revision;
        row.Area = message.Area;
        row.Name = message.Name;
        row.TimeZone = message.TimeZone;
        row.Place = Json(message.Place);
    }

    /// <summary>Boards that show it hear of it at once.</summary>
    public async Task On(CourtesyCarChanged message, CancellationToken cancellationToken)
    {
        // A board shows today, by its own clock, also where nothing is planned on it.
        var zone = await data.Workshops.AsNoTracking().Where(row => row.WorkshopId == message.WorkshopId).Select(row => row.TimeZone).SingleOrDefaultAsync(cancellationToken);
        var today = Instant.FromDateTimeOffset(message.At).InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone ?? "") ?? DateTimeZone.Utc).Date.ToDateOnly();
        var planned = await data.Days.AsNoTracking().Where(row => row.Area == message.Area && row.Day > today).Select(row => row.Day).ToListAsync(cancellationToken);
        var days = new List<DayRow>();
        foreach (var day in planned.Append(today).Order()) days.Add(await Take(new DayKey(message.Area, day), cancellationToken));
        var row = await FindOrAdd(() => new CourtesyCarRow { CourtesyCarId = message.CourtesyCarId }, cancellationToken, message.CourtesyCarId);
        if (message.Revision <= row.Revision) return;
        (row.Revision, row.WorkshopId, row.Body) = (message.Revision, message.WorkshopId, Json(message));
        foreach (var day in days) await Note(day, "courtesyCar", new { message.CourtesyCarId, message.WorkshopId, message.Revision }, cancellationToken);
    }

    public async Task On(DriverChanged message, CancellationToken cancellationToken)
    {
        var row = await FindOrAdd(() => new DriverRow { DriverId = message.DriverId }, cancellationToken, message.DriverId);
        if (message.Revision <= row.Revision) return;
        row.Revision = message.Revision;
        row.Area = message.Area;
        row.Name = message.Name;
        row.Means = message.Means;
        row.Active = message.Active;
    }
}
