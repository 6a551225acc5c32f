namespace Routing.Contracts.Planning;

/// <summary>
/// Drops the draft of an area whose plans wait for approval: what has not begun goes back to where the published plan has it.
/// </summary>
/// <remarks>Sent by Dispatch. Handled by Planning, which answers with <see cref="CommandApplied"/> or <see cref="CommandRefused"/>.</remarks>
public sealed record DiscardDraft
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
}
