namespace Routing.Contracts.Planning;

/// <summary>
/// Asks what publishing the draft would change of the plan in force.
/// </summary>
/// <remarks>Sent by Dispatch, as a question that has an answer and no effect. Handled by Planning, which answers with <see cref="DraftShown"/>.</remarks>
public sealed record ShowDraft
{
    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }
}
