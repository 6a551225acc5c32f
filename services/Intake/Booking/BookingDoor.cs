using Microsoft.EntityFrameworkCore;
using Routing.Defaults.Doors;
using Routing.Intake.Data;

namespace Routing.Intake.Booking;

/// <summary>The filter behind <see cref="Door.Booking"/>: a workshop's key, or a signed-in person.</summary>
internal sealed class BookingDoor(IntakeContext data, BookingLimits limits) : IEndpointFilter
{
    public const string Header = "Booking-Key";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (Roles.Staff.FirstOrDefault(http.User.IsInRole) is not null)
        {
            http.Features.Set(new Caller($"staff {http.User.Identity?.Name}", IsStaff: true, OnlyWorkshopId: null));
            return await next(context);
        }

        // Counted by address first, so that keys cannot be tried out, and then by key.
        if (limits.Address(http) is { } tooManyTries) return tooManyTries;
        var given = http.Request.Headers[Header].ToString();
        if (given.Length == 0) return IntakeFaults.BookingKeyMissing.With($"Send the workshop's key in the header '{Header}', or sign in as staff and send 'Authorization: Bearer …'.");
        var hash = Secret.Hash(given);
        var key = await data.BookingKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash, http.RequestAborted);
        if (key is null) return IntakeFaults.BookingKeyUnknown.With("The workshop has withdrawn it or it is mistyped: take the link on the workshop's page again.");
        if (limits.Key(http, key.Id) is { } tooManyBookings) return tooManyBookings;
        http.Features.Set(new Caller($"key {key.Id}", IsStaff: false, key.WorkshopId));
        return await next(context);
    }
}
