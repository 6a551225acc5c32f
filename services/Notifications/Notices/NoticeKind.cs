namespace Routing.Notifications.Notices;

/// <summary>What a customer is told. Each has a template in every language.</summary>
internal enum NoticeKind
{
    /// <summary>A window is promised for the collection.</summary>
    Booked,

    /// <summary>The collection's window is another.</summary>
    Changed,

    /// <summary>A window is promised for the return.</summary>
    ReturnBooked,

    /// <summary>The return's window is another.</summary>
    ReturnChanged,

    /// <summary>There is no way to serve it, or none any more.</summary>
    Unserved,

    /// <summary>The driver is on the way to the customer.</summary>
    OnTheWay,

    /// <summary>The driver will be noticeably later than promised.</summary>
    Late,

    /// <summary>A driver who was thought to be late will be there in the promised window after all.</summary>
    InTimeAgain,

    /// <summary>The driver stands at the customer's place.</summary>
    Arrived,

    /// <summary>The driver has the car.</summary>
    Collected,

    /// <summary>The car is at the workshop.</summary>
    AtWorkshop,

    /// <summary>The workshop has finished with the car.</summary>
    Ready,

    /// <summary>The workshop had said that the car is ready, and it is not.</summary>
    NotYetReady,

    /// <summary>The car is not ready before the workshop shuts: it stays, and comes back on another day.</summary>
    Overnight,

    /// <summary>The car is ready, and the customer has not said when it is to come back.</summary>
    ReturnReminder,

    /// <summary>The car has left the workshop.</summary>
    Returning,

    /// <summary>The customer has the car again.</summary>
    Returned,

    /// <summary>The driver came in vain.</summary>
    Failed,

    /// <summary>The request was taken back.</summary>
    Cancelled,

    /// <summary>Where is your car? A lift is held until the customer says it.</summary>
    PlaceAsked,

    /// <summary>The lift is not held any more.</summary>
    LiftReleased,

    /// <summary>A dispatcher wrote to the customer.</summary>
    Message,
}
