namespace Routing.Contracts.Planning;

/// <summary>
/// A dispatcher's command was carried out.
/// </summary>
/// <remarks>Sent by Planning. Handled by Dispatch.</remarks>
public sealed record CommandApplied
{
    /// <summary>The command.</summary>
    public required Guid CommandId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The plan version that shows it.</summary>
    public required int PlanVersion { get; init; }
}
