using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// Adds a driver to a day, or changes the shift that the driver has on it.
/// </summary>
/// <remarks>Sent by Dispatch. Handled by Planning, which answers with <see cref="CommandApplied"/> or <see cref="CommandRefused"/>.</remarks>
public sealed record AddDriver
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

    /// <summary>When the driver works.</summary>
    public required Window Shift { get; init; }

    /// <summary>Where; null for the usual place.</summary>
    public Place? StartPlace { get; init; }
}
