namespace Routing.Contracts.Values;

/// <summary>What a device tells of a stop, and a dispatcher can take back.</summary>
public enum StopEvent
{
    /// <summary>The driver is there.</summary>
    Arrived,

    /// <summary>A car was taken over.</summary>
    Collected,

    /// <summary>A car was handed over.</summary>
    HandedOver,

    /// <summary>It could not be done.</summary>
    Failed,
}
