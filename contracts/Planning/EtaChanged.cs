using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// The estimate for a customer's stop moved noticeably; the promise stands.
/// </summary>
/// <remarks>Sent by Planning. Handled by Intake, Dispatch, Drivers and Notifications.</remarks>
public sealed record EtaChanged
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>Which of its stops, from 0.</summary>
    public required int StopIndex { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Who comes.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The present estimate.</summary>
    public required DateTimeOffset Eta { get; init; }

    /// <summary>The promised window; null when none was.</summary>
    public Window? Window { get; init; }

    /// <summary>By how much the estimate misses the window; 0 when it keeps it.</summary>
    public required int LateSeconds { get; init; }

    /// <summary>When it was estimated.</summary>
    public required DateTimeOffset At { get; init; }
}
