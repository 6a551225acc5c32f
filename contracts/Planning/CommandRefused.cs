namespace Routing.Contracts.Planning;

/// <summary>
/// A dispatcher's command was not carried out.
/// </summary>
/// <remarks>Sent by Planning. Handled by Dispatch.</remarks>
public sealed record CommandRefused
{
    /// <summary>The command.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>A stable word, such as <c>move-begun</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Why, and what to do instead.</summary>
    public required string Text { get; init; }
}
