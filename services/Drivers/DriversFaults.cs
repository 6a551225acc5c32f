using Routing.Defaults.Problems;

namespace Routing.Drivers;

/// <summary>All that can be wrong with a call to Drivers.</summary>
internal static class DriversFaults
{
    public static readonly Fault UnknownDriver = new("unknown-driver", 404, "There is no such driver");
    public static readonly Fault UnknownDevice = new("unknown-device", 404, "There is no such device");
    public static readonly Fault WrongCode = new("wrong-pairing-code", 404, "The pairing code is not valid");
    public static readonly Fault TooManyAttempts = new("too-many-attempts", 429, "Too many attempts at pairing");
    public static readonly Fault DeviceRevoked = new("device-revoked", 401, "This device is not paired any more");
    public static readonly Fault UnknownSheet = new("unknown-sheet", 404, "There is no such route sheet");
    public static readonly Fault NoRoute = new("no-route", 404, "There is no route");
    public static readonly Fault NoRouteThen = new("no-route-then", 409, "There is no route at that time");
    public static readonly Fault UnknownStop = new("unknown-stop", 404, "There is no such stop");
    public static readonly Fault NotYourStop = new("not-your-stop", 409, "The stop is not on your route");
    public static readonly Fault OutsideDay = new("outside-the-day", 409, "The time is not on the day of the route");
    public static readonly Fault EventIdUsed = new("event-id-used", 409, "The event id was used for something else");
    public static readonly Fault StopOver = new("stop-over", 409, "The stop is over");
    public static readonly Fault MoveOff = new("move-off", 409, "The move is off");
    public static readonly Fault AlreadyTold = new("already-told", 409, "This was told before");
    public static readonly Fault OutOfOrder = new("out-of-order", 409, "Something else comes first");
    public static readonly Fault WrongKind = new("wrong-kind", 409, "That is not done at this stop");
    public static readonly Fault MileageFalls = new("mileage-falls", 409, "The mileage is lower than before");
    public static readonly Fault WrongCar = new("wrong-car", 409, "It is another car");
    public static readonly Fault StillWaiting = new("still-waiting", 409, "The waiting time is not over");
    public static readonly Fault UnknownSteps = new("unknown-steps", 404, "There is no such version of the steps");
    public static readonly Fault StepsChanged = new("steps-changed", 409, "The steps have changed");
    public static readonly Fault OtherSteps = new("other-steps", 409, "The stop began with other steps");
    public static readonly Fault NothingToCorrect = new("nothing-to-correct", 409, "There is nothing to correct");
    public static readonly Fault ChangedMeanwhile = new("changed-meanwhile", 409, "The stop changed at the same moment");
    public static readonly Fault ContactNotYet = new("contact-not-yet", 404, "The contact is not shown yet");
    public static readonly Fault ContactGone = new("contact-gone", 404, "The contact is not shown any more");
    public static readonly Fault NoContact = new("no-contact", 404, "There is no contact for this stop");
    public static readonly Fault UnknownReport = new("unknown-report", 404, "There is no such report");
    public static readonly Fault UnknownPhoto = new("unknown-photo", 404, "There is no such photo");
    public static readonly Fault NotAPhoto = new("not-a-photo", 400, "The file is not a photo");
    public static readonly Fault TooManyPhotos = new("too-many-photos", 409, "The report has all the photos it can hold");
    public static readonly Fault PhotoTooLarge = new("photo-too-large", 413, "The photo is too large");
    public static readonly Fault DisputeOver = new("dispute-over", 409, "The time to answer the reports is over");

    public static readonly Fault TooManyMessages = new("too-many-messages", 409, "The day has all the messages it can hold");

    public static readonly Fault UnknownLink = new("unknown-link", 404, "There is nothing here, or the link is not valid any more");
    public static readonly Fault NoPicture = new("no-picture", 404, "There is no picture");
    public static readonly Fault BadPosition = new("bad-position", 400, "The position cannot be read");

    public static IReadOnlyList<Fault> All { get; } =
    [
        UnknownDriver, UnknownDevice, WrongCode, TooManyAttempts, DeviceRevoked, UnknownSheet, NoRoute, NoRouteThen, UnknownStop,
        NotYourStop, OutsideDay, EventIdUsed, StopOver, MoveOff, AlreadyTold, OutOfOrder, WrongKind, MileageFalls, ContactNotYet,
        ContactGone, NoContact, UnknownReport, UnknownPhoto, NotAPhoto, TooManyPhotos, PhotoTooLarge, DisputeOver, UnknownLink, NoPicture,
        BadPosition, TooManyMessages, WrongCar, StillWaiting, UnknownSteps, StepsChanged, OtherSteps, NothingToCorrect, ChangedMeanwhile,
    ];
}
