namespace Routing.Contracts.Planning;

/// <summary>
/// Asks what giving a move to each driver of the day would do.
/// </summary>
/// <remarks>Sent by Dispatch, as a question that has an answer and no effect. Handled by Planning, which answers with <see cref="DriversTried"/>.</remarks>
public sealed record TryDrivers
{
    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Whose question it is: a newer one of the same asker ends this one.</summary>
    public required string By { get; init; }

    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }
}
