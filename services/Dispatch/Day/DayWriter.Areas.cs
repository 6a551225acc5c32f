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
