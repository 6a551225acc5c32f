using Microsoft.EntityFrameworkCore;
using Routing.Dispatch.Data;

namespace Routing.Dispatch.Day;

/// <summary>Which areas, moves and drivers there are.</summary>
internal sealed class AreaBook(DispatchContext data)
{
    /// <summary>Also true for an area of which only a day is known so far.</summary>
    public async Task<bool> Has(string area, CancellationToken cancellationToken) =>
        await data.Areas.AnyAsync(row => row.Area == area, cancellationToken) || await data.Days.AnyAsync(row => row.Area == area, cancellationToken);

    /// <summary>Its IANA time zone, or null while unknown.</summary>
    public Task<string?> TimeZone(string area, CancellationToken cancellationToken) =>
        data.Areas.Where(row => row.Area == area).Select(row => row.TimeZone).SingleOrDefaultAsync(cancellationToken);

    public async Task<bool> HasMove(DayKey day, Guid moveId, CancellationToken cancellationToken)
    {
        // A route or a plan can be here before what Planning says of the move itself.
        var id = moveId.ToString();
        return await data.Moves.AnyAsync(row => row.Area == day.Area && row.Day == day.Day && row.MoveId == moveId, cancellationToken)
            || await data.Days.AnyAsync(row => row.Area == day.Area && row.Day == day.Day && row.Unserved.Contains(id), cancellationToken)
            || await data.Routes.AnyAsync(row => row.Area == day.Area && row.Day == day.Day && row.Stops.Contains(id), cancellationToken);
    }

    public async Task<bool> HasDriver(DayKey day, Guid driverId, CancellationToken cancellationToken) =>
        await data.Drivers.AnyAsync(row => row.Area == day.Area && row.DriverId == driverId && row.Active, cancellationToken)
        || await data.Routes.AnyAsync(row => row.Area == day.Area && row.Day == day.Day && row.DriverId == driverId, cancellationToken);
}
