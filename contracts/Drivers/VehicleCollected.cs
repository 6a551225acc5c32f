using Routing.Contracts.Values;

namespace Routing.Contracts.Drivers;

/// <summary>
/// A driver has taken a car over, from a customer or at the workshop.
/// </summary>
/// <remarks>Sent by Drivers. Handled by Planning, Dispatch, Intake and Notifications.</remarks>
public sealed record VehicleCollected
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The day, in the area's time zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The move.</summary>
    public required Guid MoveId { get; init; }

    /// <summary>Which of its stops, from 0.</summary>
    public required int StopIndex { get; init; }

    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>True when nothing is left to do at the stop.</summary>
    public required bool StopDone { get; init; }

    /// <summary>The condition report.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Odometer, kilometres.</summary>
    public required int MileageKm { get; init; }

    /// <summary>Fuel or charge, per cent of full; null when not read.</summary>
    public int? EnergyPercent { get; init; }

    /// <summary>Damages recorded.</summary>
    public required int DamageCount { get; init; }

    /// <summary>Photos taken.</summary>
    public required int PhotoCount { get; init; }

    /// <summary>When it happened, by the device.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it was received.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Where the device was; null when it did not know.</summary>
    public Place? Position { get; init; }

    /// <summary>How car and key changed hands at the customer's; null where that was not told, and at a workshop.</summary>
    public HandoverKind? Handover { get; init; }

    /// <summary>Metres from the stop to where the device was; null when it did not know.</summary>
    public int? DistanceMetres { get; init; }

    /// <summary>The courtesy car that it is about; null for the customer's own, and where it does not matter which it is.</summary>
    public CourtesyVisit? Courtesy { get; init; }
}
