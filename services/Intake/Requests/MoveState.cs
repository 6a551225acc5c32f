namespace Routing.Intake.Requests;

/// <summary>How far a move, or a whole request, has come.</summary>
internal enum MoveState
{
    /// <summary>Nothing is promised yet.</summary>
    Requested,

    /// <summary>A window is promised.</summary>
    Scheduled,

    /// <summary>The driver is on the way to the customer.</summary>
    OnTheWay,

    /// <summary>The driver has the customer's car.</summary>
    Collected,

    /// <summary>The customer's car was checked in.</summary>
    AtWorkshop,

    /// <summary>The car is on its way back.</summary>
    Returning,

    /// <summary>The customer has the car again.</summary>
    Returned,

    /// <summary>The plan cannot serve it; there is a reason.</summary>
    Unserved,

    /// <summary>A driver came and it could not be done.</summary>
    Failed,

    /// <summary>Taken back.</summary>
    Cancelled,

    /// <summary>Of a request alone: its customer was asked where the car is, and has not said it.</summary>
    PlaceAsked,
}
