namespace Routing.Contracts.Intake;

/// <summary>A customer was told that their car is ready, and has not said when it is to come back: a person should ask.</summary>
/// <remarks>Sent by Intake. Handled by Dispatch.</remarks>
public sealed record ReturnUnanswered
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Since when the car is ready.</summary>
    public required DateTimeOffset ReadyAt { get; init; }

    /// <summary>When the customer's time to answer was over.</summary>
    public required DateTimeOffset At { get; init; }
}
