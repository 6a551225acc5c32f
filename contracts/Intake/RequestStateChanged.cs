namespace Routing.Contracts.Intake;

/// <summary>
/// A request is in another state than before. With it a workshop's system keeps its order up to date: one of an older
/// <see cref="Version"/> than the one known is ignored.
/// </summary>
/// <remarks>Sent by Intake. Handled by Notifications, for webhooks.</remarks>
public sealed record RequestStateChanged
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Raised by each change.</summary>
    public required int Version { get; init; }

    /// <summary>Its workshop.</summary>
    public required Guid WorkshopId { get; init; }

    /// <summary>The workshop's own number for the work; null when it gave none.</summary>
    public string? WorkOrder { get; init; }

    /// <summary>One of docs/states.md, such as <c>placeAsked</c> or <c>atWorkshop</c>.</summary>
    public required string State { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset At { get; init; }
}
