using Routing.Contracts.Values;

namespace Routing.Contracts.Intake;

/// <summary>
/// A customer, or an adviser for one, changed a request. An older revision than the one known is ignored.
/// </summary>
/// <remarks>Sent by Intake. Handled by Planning, Dispatch, Drivers and Notifications.</remarks>
public sealed record RequestChanged
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>One more than before.</summary>
    public required int Revision { get; init; }

    /// <summary>What is wished now, whole.</summary>
    public required RequestDetails Details { get; init; }

    /// <summary>When it was changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
