using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;
using Routing.Drivers.Stops;
using Routing.Drivers.Trackers;

namespace Routing.Drivers.Endpoints;

/// <summary>
/// Positions from an ordinary tracker app, for phones whose browser stops locating when the screen locks: Traccar's client
/// with the address that the device's page shows.
/// </summary>
internal static class TrackersEndpoints
{
    public static void MapTrackers(this WebApplication app)
    {
        app.MapGet("/api/devices/tracker", Link).WithName("GetTrackerLink").WithTags("Devices").Admits(Door.Device)
            .WithSummary("Where a tracker app on this phone sends positions to");
        var tracker = app.MapGroup("/api/trackers/{deviceId:guid}/{secret}").WithTags("Devices").Admits(Door.Link);
        tracker.MapGet("/", Tell).WithName("TellTrackerPosition").WithSummary("A position by Traccar's client: lat, lon, timestamp, accuracy in the query");
        tracker.MapPost("/", Tell).WithName("PostTrackerPosition").WithSummary("The same, in the query or in a form");
    }

    private static Ok<TrackerLink> Link(HttpContext http, CallingDevice device, TrackerLinks links, Microsoft.Extensions.Options.IOptions<DriversOptions> options)
    {
        var root = options.Value.PublicUrl is { Length: > 0 } given ? given.TrimEnd('/') : $"{http.Request.Scheme}://{http.Request.Host}";
        return TypedResults.Ok(new TrackerLink(root + links.PathOf(device.DeviceId)));
    }

    private static async Task<Results<Ok, ProblemHttpResult>> Tell(
        Guid deviceId, string secret, HttpContext http, DriversContext context, TrackerLinks links, CallingDevice calling, DayRecorder recorder,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var device = links.Opens(deviceId, secret)
            ? await context.Devices.AsNoTracking().SingleOrDefaultAsync(each => each.DeviceId == deviceId && each.RevokedAt == null, cancellationToken)
            : null;
        if (device is null) return DriversFaults.UnknownLink.With("Take the address from the page of the paired phone again.");
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(cancellationToken) : null;
        var (fix, problem) = TrackerFix.Read(name => http.Request.Query[name].FirstOrDefault() ?? form?[name].FirstOrDefault(), clock.GetUtcNow());
        if (fix is null) return DriversFaults.BadPosition.With(problem!);
        (calling.DeviceId, calling.DriverId) = (device.DeviceId, device.DriverId);

        // Off shift it is dropped, and the app is told that all is well: else it would keep it and try for ever.
        await recorder.Position([fix], cancellationToken);
        return TypedResults.Ok();
    }
}

/// <summary>For a tracker app.</summary>
/// <param name="Url">The server's address to type or scan into it.</param>
internal sealed record TrackerLink(string Url);
