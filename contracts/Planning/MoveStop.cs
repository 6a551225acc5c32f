using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// Gives a move to a driver, or to another time.
/// </summary>
/// <remarks>Sent by Dispatch. Handled by Planning, which answers with <see cref="CommandApplied"/> or <see cref="CommandRefused"/>.</remarks>
public sealed record MoveStop
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

    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>The driver; null leaves the choice to the search.</summary>
    public Guid? ToDriverId { get; init; }

    /// <summary>The move to follow on that route; null for wherever it fits best.</summary>
    public Guid? AfterMoveId { get; init; }

    /// <summary>The new promise; null keeps it.</summary>
    public Window? Window { get; init; }
}
