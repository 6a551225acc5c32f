namespace Routing.Contracts.Planning;

/// <summary>
/// A planning area was made or changed.
/// </summary>
/// <remarks>Sent by Planning. Handled by Intake, Dispatch, Drivers and Notifications.</remarks>
public sealed record AreaChanged
{
    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>IANA time zone.</summary>
    public required string TimeZone { get; init; }
}
