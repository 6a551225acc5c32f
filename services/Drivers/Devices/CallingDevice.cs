using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Drivers.Data;

namespace Routing.Drivers.Devices;

/// <summary>The device that makes the present call. Scoped; <see cref="DeviceFilter"/> sets it.</summary>
internal sealed class CallingDevice
{
    public Guid DeviceId { get; set; }

    public Guid DriverId { get; set; }
}

/// <summary>
/// Refuses a device that was taken away, or whose driver has left, at once: a token alone would be good until it expires.
/// </summary>
internal sealed class DeviceFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        // Where others may enter too, they are not asked for a device.
        if (!http.User.IsInRole(Roles.Device)) return await next(context);
        var database = http.RequestServices.GetRequiredService<DriversContext>();
        var device = Guid.TryParse(http.User.FindFirst("device")?.Value, out var id)
            ? await database.Devices.AsNoTracking()
                .Where(each => each.DeviceId == id && each.RevokedAt == null)
                .Where(each => database.Drivers.Any(driver => driver.DriverId == each.DriverId && driver.Active))
                .Select(each => new { each.DeviceId, each.DriverId })
                .FirstOrDefaultAsync(http.RequestAborted)
            : null;
        if (device is null)
            return DriversFaults.DeviceRevoked.With("Ask a dispatcher for a new pairing code and pair again at POST /api/devices/pair.");
        var calling = http.RequestServices.GetRequiredService<CallingDevice>();
        calling.DeviceId = device.DeviceId;
        calling.DriverId = device.DriverId;
        return await next(context);
    }
}
