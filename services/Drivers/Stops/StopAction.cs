namespace Routing.Drivers.Stops;

/// <summary>What a driver tells of a stop.</summary>
internal enum StopAction
{
    /// <summary>On the way to it.</summary>
    Depart,

    /// <summary>Later there than planned.</summary>
    Late,

    /// <summary>There.</summary>
    Arrive,

    /// <summary>Took a car over.</summary>
    Collect,

    /// <summary>Gave a car.</summary>
    HandOver,

    /// <summary>It could not be done.</summary>
    Fail,
}
