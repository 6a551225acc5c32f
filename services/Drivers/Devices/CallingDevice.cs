using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Drivers.Data;

namespace Routing.Drivers.Devices;

/// <summary>The device that makes the present call. Scoped; <see cref="DeviceCheck"/> sets it.</summary>
internal sealed class CallingDevice
{
    public Guid DeviceId { get; set; }

    public Guid DriverId { get; set; }
}

/// <summary>
/// Refuses a device that was taken away, or whose driver has left, at once: a token alone would be good until it expires.
/// </summary>
internal sealed class DeviceCheck(DriversContext database, CallingDevice calling) : ITokenCheck
{
    public async ValueTask<ProblemHttpResult?> Refuse(ClaimsPrincipal holder, CancellationToken cancellationToken)
    {
        if (!holder.IsInRole(Roles.Device)) return null;
        var device = Guid.TryParse(holder.FindFirst("device")?.Value, out var id)
            ? await database.Devices.AsNoTracking()
                .Where(each => each.DeviceId == id && each.RevokedAt == null)
                .Where(each => database.Drivers.Any(driver => driver.DriverId == each.DriverId && driver.Active))
                .Select(each => new { each.DeviceId, each.DriverId })
                .FirstOrDefaultAsync(cancellationToken)
            : null;
        if (device is null)
            return DriversFaults.DeviceRevoked.With("Ask a dispatcher for a new pairing code and pair again at POST /api/devices/pair.");
        calling.DeviceId = device.DeviceId;
        calling.DriverId = device.DriverId;
        return null;
    }
}
