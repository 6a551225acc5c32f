namespace Routing.Contracts.Intake;

/// <summary>
/// A customer, or an adviser for one, takes a request back.
/// </summary>
/// <remarks>Sent by Intake. Handled by Planning, Dispatch, Drivers and Notifications.</remarks>
public sealed record RequestCancelled
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>One more than before.</summary>
    public required int Revision { get; init; }

    /// <summary>When it was cancelled.</summary>
    public required DateTimeOffset CancelledAt { get; init; }
}
