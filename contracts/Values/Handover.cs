namespace Routing.Contracts.Values;

/// <summary>How a customer wishes a car and its key to change hands at their place.</summary>
/// <param name="Kind">How.</param>
/// <param name="Who">Who is there for the customer, or whom to ask for; null when nobody need be named.</param>
/// <param name="Where">Where the locker, the reception or the car is; null when the place says it.</param>
/// <param name="LockerCode">What opens the locker; null where there is none, or it needs no code. Sealed in a message: only the services open it.</param>
public sealed record Handover(HandoverKind Kind, string? Who, string? Where, string? LockerCode)
{
    /// <summary>The purpose that locker codes are sealed for.</summary>
    public const string LockerCodes = "locker codes";
}
