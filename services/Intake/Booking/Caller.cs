namespace Routing.Intake.Booking;

/// <summary>Who books: staff, or whoever holds a workshop's key.</summary>
/// <param name="Name">Account name, or the key's id.</param>
/// <param name="IsStaff">True for a signed-in person.</param>
/// <param name="OnlyWorkshopId">The one workshop that the key opens; null for staff.</param>
internal sealed record Caller(string Name, bool IsStaff, Guid? OnlyWorkshopId)
{
    /// <summary>Set by <see cref="BookingDoor"/> before a handler runs.</summary>
    public static Caller Of(HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("The endpoint lacks the booking filter.");
}
