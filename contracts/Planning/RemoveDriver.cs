using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// Takes a driver out of a day; what was not begun goes to others.
/// </summary>
/// <remarks>Sent by Dispatch. Handled by Planning, which answers with <see cref="CommandApplied"/> or <see cref="CommandRefused"/>.</remarks>
public sealed record RemoveDriver
{
    /// <summary>Names the command in its answer.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Who gave it.</summary>
    public required string By { get; init; }

    /// <summary>When it was given.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>Why the driver can go no further, whatever they have begun; null for a driver who has begun nothing and is not needed.</summary>
    public UnavailableReason? Reason { get; init; }

    /// <summary>The same in words.</summary>
    public string? Note { get; init; }
}
