using Routing.Contracts.Values;

namespace Routing.Contracts.Intake;

/// <summary>A customer did not say in time where the car is: the lift that was held is for others again. The customer may still say it.</summary>
/// <remarks>Sent by Intake. Handled by Planning and Notifications.</remarks>
public sealed record LiftReleased
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>The request's revision whose lift was held.</summary>
    public required int Revision { get; init; }

    /// <summary>The workshop's planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The lift.</summary>
    public required LiftHold Hold { get; init; }

    /// <summary>When it was released.</summary>
    public required DateTimeOffset ReleasedAt { get; init; }
}
