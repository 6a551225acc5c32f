using Routing.Defaults.Problems;

namespace Routing.Dispatch;

/// <summary>Everything that can be wrong with a call to Dispatch, besides its form.</summary>
internal static class DispatchFaults
{
    public static readonly Fault UnknownArea = new("unknown-area", StatusCodes.Status404NotFound, "There is no such area");
    public static readonly Fault PeriodWrong = new("period-wrong", StatusCodes.Status422UnprocessableEntity, "The period cannot be");
    public static readonly Fault UnknownCommand = new("unknown-command", StatusCodes.Status404NotFound, "There is no such command");
    public static readonly Fault UnknownMove = new("unknown-move", StatusCodes.Status422UnprocessableEntity, "The move is not part of this day");
    public static readonly Fault UnknownDriver = new("unknown-driver", StatusCodes.Status422UnprocessableEntity, "There is no such driver in this area");
    public static readonly Fault OtherDay = new("other-day", StatusCodes.Status422UnprocessableEntity, "The time is not of this day");
    public static readonly Fault CommandIdTaken = new("command-id-taken", StatusCodes.Status409Conflict, "Another command has this id");
    public static readonly Fault AskedAnew = new("asked-anew", StatusCodes.Status409Conflict, "You have asked something newer");
    public static readonly Fault PlanningUnavailable = new("planning-unavailable", StatusCodes.Status503ServiceUnavailable, "Orders cannot be tried at the moment");
    public static readonly Fault UnknownWorkshop = new("unknown-workshop", StatusCodes.Status404NotFound, "There is no such workshop");
    public static readonly Fault UnknownCar = new("unknown-car", StatusCodes.Status404NotFound, "The car is not on this workshop's board");
    public static readonly Fault CarNotHere = new("car-not-here", StatusCodes.Status409Conflict, "The car is not at the workshop");
    public static readonly Fault KeyTagTaken = new("key-tag-taken", StatusCodes.Status409Conflict, "The tag hangs on another key");
    public static readonly Fault ReadyTimeWrong = new("ready-time-wrong", StatusCodes.Status422UnprocessableEntity, "It cannot be ready then");
    public static readonly Fault UnknownRequest = new("unknown-request", StatusCodes.Status422UnprocessableEntity, "There is no such request in this area");
    public static readonly Fault MessageIdTaken = new("message-id-taken", StatusCodes.Status409Conflict, "Another message has this id");
    public static readonly Fault WrongCredentials = new("wrong-credentials", StatusCodes.Status401Unauthorized, "The name or the password is wrong");
    public static readonly Fault AccountChanged = new("account-changed", StatusCodes.Status401Unauthorized, "The account was removed or changed since you signed in");
    public static readonly Fault SessionOver = new("session-over", StatusCodes.Status401Unauthorized, "You signed in too long ago");
    public static readonly Fault TooManyAttempts = new("too-many-attempts", StatusCodes.Status429TooManyRequests, "Too many attempts to sign in");
    public static readonly Fault UnknownAccount = new("unknown-account", StatusCodes.Status404NotFound, "There is no such account");
    public static readonly Fault AccountExists = new("account-exists", StatusCodes.Status409Conflict, "There is an account of this name");
    public static readonly Fault LastOperator = new("last-operator", StatusCodes.Status409Conflict, "The last operator cannot go");
    public static readonly Fault WrongPassword = new("wrong-password", StatusCodes.Status422UnprocessableEntity, "The present password is wrong");
}
