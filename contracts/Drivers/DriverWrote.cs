namespace Routing.Contracts.Drivers;

/// <summary>A driver wrote to the dispatchers.</summary>
/// <remarks>Sent by Drivers. Handled by Dispatch.</remarks>
public sealed record DriverWrote
{
    /// <summary>The message that was written; the same in every copy of it.</summary>
    public required Guid WrittenId { get; init; }

    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day of the driver's route, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What was written, up to 1,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>When it was written, by the device.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it reached the service: later, after a time without signal.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
