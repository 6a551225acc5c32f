namespace Routing.Contracts.Values;

/// <summary>Why a stop failed.</summary>
public enum FailureReason
{
    /// <summary>Nobody was there.</summary>
    Absent,

    /// <summary>No key was to be had.</summary>
    NoKey,

    /// <summary>The car does not start.</summary>
    WillNotStart,

    /// <summary>The car cannot get out.</summary>
    BlockedIn,

    /// <summary>The car is not the one of the request.</summary>
    WrongCar,

    /// <summary>The car is not safe to drive.</summary>
    Unsafe,

    /// <summary>The customer refused.</summary>
    Refused,

    /// <summary>The place could not be found.</summary>
    AddressWrong,
}
