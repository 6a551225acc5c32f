using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// Asks what a <see cref="MoveStop"/> would do, before it is given.
/// </summary>
/// <remarks>Sent by Dispatch, as a question that has an answer and no effect. Handled by Planning, which answers with <see cref="MoveTried"/>.</remarks>
public sealed record TryMove
{
    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Whose question it is: a newer one of the same asker ends this one.</summary>
    public required string By { get; init; }

    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>The driver; null leaves the choice to the search.</summary>
    public Guid? ToDriverId { get; init; }

    /// <summary>The move to follow on that route; null for wherever it fits best.</summary>
    public Guid? AfterMoveId { get; init; }

    /// <summary>The new promise; null keeps it.</summary>
    public Window? Window { get; init; }
}
