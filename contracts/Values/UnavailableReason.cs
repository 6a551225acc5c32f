namespace Routing.Contracts.Values;

/// <summary>Why a driver can go no further.</summary>
public enum UnavailableReason
{
    /// <summary>The driver's own means or the moved car broke down.</summary>
    Breakdown,

    /// <summary>An accident.</summary>
    Accident,

    /// <summary>The driver fell ill.</summary>
    Ill,

    /// <summary>The driver calls for help.</summary>
    Sos,
}
