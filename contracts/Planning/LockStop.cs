using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// Ties a move to its driver, its order or its time, or frees it.
/// </summary>
/// <remarks>Sent by Dispatch. Handled by Planning, which answers with <see cref="CommandApplied"/> or <see cref="CommandRefused"/>.</remarks>
public sealed record LockStop
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

    /// <summary>How firmly.</summary>
    public required LockStrength Strength { get; init; }
}
