namespace Routing.Optimisation.Reasons;

/// <summary>
/// Why a job is unserved: the tightest constraint, one sentence for a dispatcher, and the smallest change found that
/// would serve it, or the fewest together (null when not even all that are tried do).
/// </summary>
public sealed record Reason(ReasonCode Code, string Text, Change? Change);

public enum ReasonCode
{
    /// <summary>No reason was sought yet.</summary>
    Unknown,
    MissingSkill,
    TooFar,
    NoWay,
    WindowOpensTooLate,
    WindowClosesTooEarly,
    WorkshopClosed,
    ShiftTooShort,
    JobLimit,
    DriverLocked,
    OrderLocked,
    TimeLocked,
    CarNotReady,
    CarNotThere,
    ReceptionFull,
    ParkingFull,
    LiftsTaken,
    TechniciansBusy,
    NoCourtesyCar,

    /// <summary>The moved car cannot go so far.</summary>
    CarRange,

    /// <summary>The car cannot be driven, and there is no transporter.</summary>
    NeedsTransporter,

    /// <summary>Only one more driver would help.</summary>
    NoDriverFree,

    /// <summary>Nothing is in the way: it fits as things are, but the plan does not have it.</summary>
    NotPlanned,

    /// <summary>Not all changes that are tried together would help.</summary>
    Impossible,
}
