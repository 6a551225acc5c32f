using Routing.Contracts.Values;

namespace Routing.Contracts.Intake;

/// <summary>
/// An adviser, or a workshop's system, asks a customer where the car is. Until the answer, which is a
/// <see cref="PickupRequested"/> of a higher revision, there is nothing to collect, and a lift is held. Sent again when what is wished changes.
/// </summary>
/// <remarks>Sent by Intake. Handled by Planning and Notifications.</remarks>
public sealed record PlaceAsked
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>1; a change raises it.</summary>
    public required int Revision { get; init; }

    /// <summary>The workshop's planning area.</summary>
    public required string Area { get; init; }

    /// <summary>What is wished, without a place, and with the lift that is held.</summary>
    public required RequestDetails Details { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset AskedAt { get; init; }
}
