namespace Routing.Intake.Booking;

/// <summary>Lets customers without an account book at one workshop, which puts it into its own page.</summary>
internal sealed class BookingKey
{
    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    public required Guid WorkshopId { get; init; }

    /// <summary>What it is for, in the operator's words.</summary>
    public required string Label { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required string Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
