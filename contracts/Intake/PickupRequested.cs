using Routing.Contracts.Values;

namespace Routing.Contracts.Intake;

/// <summary>
/// A customer wishes a collection, a return, or both.
/// </summary>
/// <remarks>Sent by Intake. Handled by Planning, Dispatch, Drivers and Notifications.</remarks>
public sealed record PickupRequested
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>1, or more where the customer was asked first where the car is; a change raises it.</summary>
    public required int Revision { get; init; }

    /// <summary>What is wished.</summary>
    public required RequestDetails Details { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
}
