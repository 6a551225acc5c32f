namespace Routing.Notifications.Customers;

/// <summary>Notifications' copy of a planning area: times in messages are in its zone.</summary>
internal sealed class Area
{
    public required string Id { get; init; }

    /// <summary>IANA.</summary>
    public required string TimeZone { get; set; }
}
