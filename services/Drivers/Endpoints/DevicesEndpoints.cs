using System.Security.Claims;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;
using Routing.Defaults.Idempotency;
using Routing.Defaults.Validation;
using Routing.Drivers.Data;
using Routing.Drivers.Devices;

namespace Routing.Drivers.Endpoints;

internal static class DevicesEndpoints
{
    public static void MapDevices(this WebApplication app)
    {
        app.MapPost("/api/drivers/{driverId:guid}/pairing-codes", MakeCode).Idempotent<DriversContext>().WithName("MakePairingCode").WithTags("Devices")
            .WithSummary("Makes a code that pairs one phone with the driver, once and soon").Admits(Door.Dispatcher);
        var devices = app.MapGroup("/api/devices").WithTags("Devices");
        devices.MapPost("/pair", Pair).WithName("PairDevice").Validated<PairDevice>()
            .WithSummary("Turns a phone into a driver's device, with the code that a dispatcher made").Admits(Door.Anyone);
        devices.MapGet("/", List).WithName("ListDevices").WithSummary("The devices, newest first").Admits(Door.Dispatcher);
        devices.MapDelete("/{deviceId:guid}", Revoke).WithName("RevokeDevice")
            .WithSummary("Takes a device away: from now on it is refused").Admits(Door.Dispatcher);
    }

    private static async Task<Results<Created<PairingCodeMade>, ProblemHttpResult>> MakeCode(
        Guid driverId, DriversContext context, TimeProvider clock, IOptions<DriversOptions> options, CancellationToken cancellationToken)
    {
        if (!await context.Drivers.AnyAsync(driver => driver.DriverId == driverId && driver.Active, cancellationToken))
            return DriversFaults.UnknownDriver.With($"No driver has the id {driverId}, or they have left. GET /api/drivers lists them.");
        var now = clock.GetUtcNow();
        await context.PairingCodes.Where(old => old.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var code = PairingCode.New();
        var made = new PairingCode
        {
            CodeHash = PairingCode.Hash(code),
            DriverId = driverId,
            ExpiresAt = now.AddMinutes(options.Value.PairingCodeMinutes),
        };
        context.PairingCodes.Add(made);
        await context.SaveChangesAsync(cancellationToken);
        return TypedResults.Created((string?)null, new PairingCodeMade(code, driverId, made.ExpiresAt));
    }

    private static async Task<Results<Ok<DevicePaired>, ProblemHttpResult>> Pair(
        PairDevice body, HttpContext http, DriversContext context, Tokens tokens, PairingLimit limit, TimeProvider clock,
        IOptions<DriversOptions> options, CancellationToken cancellationToken)
    {
        if (!limit.Admits(http.Connection.RemoteIpAddress?.ToString() ?? ""))
            return DriversFaults.TooManyAttempts.With("Wait a minute, then type the code again.");
        var now = clock.GetUtcNow();
        var hash = PairingCode.Hash(body.Code);
        var code = await context.PairingCodes.FirstOrDefaultAsync(
            each => each.CodeHash == hash && each.UsedAt == null && each.ExpiresAt > now, cancellationToken);
        var driver = code is null ? null : await context.Drivers.FindAsync([code.DriverId], cancellationToken);
        if (code is null || driver is not { Active: true }) return Wrong();
        code.UsedAt = now;
        code.Version++;
        var device = new Device { DeviceId = Guid.CreateVersion7(now), DriverId = code.DriverId, Name = body.Name.Trim(), PairedAt = now };
        context.Devices.Add(device);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody else came with the same code at the same moment.
            return Wrong();
        }

        var life = TimeSpan.FromDays(options.Value.DeviceTokenDays);
        var token = tokens.Issue(
            device.DeviceId.ToString(), Roles.Device, life,
            new Claim("driver", device.DriverId.ToString()), new Claim("device", device.DeviceId.ToString()));
        return TypedResults.Ok(new DevicePaired(device.DeviceId, device.DriverId, driver.Name, token, now + life));

        static ProblemHttpResult Wrong() =>
            DriversFaults.WrongCode.With("It is mistyped, was used, or is too old. Ask a dispatcher for a new one.");
    }

    private static async Task<Ok<IReadOnlyList<DeviceListed>>> List(
        DriversContext context, CancellationToken cancellationToken, Guid? driverId = null)
    {
        IReadOnlyList<DeviceListed> devices = await context.Devices.AsNoTracking()
            .Where(device => driverId == null || device.DriverId == driverId)
            .OrderByDescending(device => device.PairedAt)
            .Select(device => new DeviceListed(
                device.DeviceId, device.DriverId,
                context.Drivers.Where(driver => driver.DriverId == device.DriverId).Select(driver => driver.Name).FirstOrDefault(),
                device.Name, device.PairedAt, device.RevokedAt))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(devices);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        Guid deviceId, DriversContext context, TimeProvider clock, CancellationToken cancellationToken)
    {
        var device = await context.Devices.FindAsync([deviceId], cancellationToken);
        if (device is null) return DriversFaults.UnknownDevice.With($"No device has the id {deviceId}. GET /api/devices lists them.");
        device.RevokedAt ??= clock.GetUtcNow();
        await context.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}

/// <summary>A code, shown once.</summary>
internal sealed record PairingCodeMade(string Code, Guid DriverId, DateTimeOffset ExpiresAt);

/// <summary>A phone that wants to be a driver's device.</summary>
/// <param name="Code">The code that a dispatcher made; spaces, dashes and small letters do not matter.</param>
/// <param name="Name">What to call the device, such as <c>Ana's phone</c>.</param>
internal sealed record PairDevice(string Code, string Name);

/// <summary>What the phone keeps.</summary>
internal sealed record DevicePaired(Guid DeviceId, Guid DriverId, string DriverName, string Token, DateTimeOffset ExpiresAt);

internal sealed record DeviceListed(
    Guid DeviceId, Guid DriverId, string? DriverName, string Name, DateTimeOffset PairedAt, DateTimeOffset? RevokedAt);

internal sealed class PairDeviceValidator : AbstractValidator<PairDevice>
{
    public PairDeviceValidator()
    {
        RuleFor(body => body.Code).NotEmpty().MaximumLength(40);
        RuleFor(body => body.Name).NotEmpty().MaximumLength(100);
    }
}
