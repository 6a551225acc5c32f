using Routing.Defaults.Problems;

namespace Routing.Intake;

/// <summary>Everything that can be wrong with a call to Intake, bad fields apart.</summary>
internal static class IntakeFaults
{
    public static readonly Fault BookingKeyMissing = new("booking-key-missing", 401, "A booking key is needed");
    public static readonly Fault BookingKeyUnknown = new("booking-key-unknown", 401, "The booking key is not valid");
    public static readonly Fault SignatureInvalid = new("signature-invalid", 401, "A signature is needed");
    public static readonly Fault PositionInvalid = new("position-invalid", 400, "The position cannot be read");
    public static readonly Fault OtherWorkshop = new("other-workshop", 403, "The booking key is another workshop's");
    public static readonly Fault TooMany = new("too-many-calls", 429, "Too many calls");
    public static readonly Fault AlreadyBooked = new("already-booked", 409, "This car is booked already");
    public static readonly Fault MapsUnavailable = new("maps-unavailable", 503, "Places cannot be checked at the moment");
    public static readonly Fault PlanningUnavailable = new("planning-unavailable", 503, "Slots cannot be offered at the moment");
    public static readonly Fault UnknownWorkshop = new("unknown-workshop", 404, "There is no such workshop");
    public static readonly Fault UnknownRequest = new("unknown-request", 404, "There is no such request");
    public static readonly Fault UnknownLink = new("unknown-link", 404, "There is nothing here, or the link is not valid any more");
    public static readonly Fault UnknownKey = new("unknown-booking-key", 404, "There is no such booking key");
    public static readonly Fault DriverOnTheWay = new("driver-on-the-way", 409, "The driver is already on the way");
    public static readonly Fault CarCollected = new("car-collected", 409, "The car was already collected");
    public static readonly Fault CarReturning = new("car-returning", 409, "The car is already on its way back");
    public static readonly Fault RequestEnded = new("request-ended", 409, "The request has ended");
    public static readonly Fault RequestCancelled = new("request-cancelled", 409, "The request was cancelled");
    public static readonly Fault NotReturned = new("not-returned", 409, "The car is not back yet");
    public static readonly Fault VerdictGiven = new("already-answered", 409, "The reports were answered already");
    public static readonly Fault VerdictLate = new("dispute-over", 409, "The time to answer the reports is over");
    public static readonly Fault ChangedMeanwhile = new("changed-meanwhile", 409, "The request changed at the same moment");

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Fault> All =
    [
        BookingKeyMissing, BookingKeyUnknown, SignatureInvalid, PositionInvalid, OtherWorkshop, TooMany, AlreadyBooked,
        MapsUnavailable, PlanningUnavailable, UnknownWorkshop, UnknownRequest, UnknownLink, UnknownKey, DriverOnTheWay,
        CarCollected, CarReturning, RequestEnded, RequestCancelled, ChangedMeanwhile, NotReturned, VerdictGiven, VerdictLate,
    ];
}
