namespace Routing.Contracts.Values;

/// <summary>A window that is offered to a customer.</summary>
/// <param name="Day">The day, in the area's time zone.</param>
/// <param name="Place">Where the car would be collected.</param>
/// <param name="Window">When.</param>
/// <param name="Why">Why it is offered before others, in plain words.</param>
/// <param name="ReadyAt">When the car would be ready by the workshop's present load; null when unknown.</param>
/// <param name="WhyCode">The same as <paramref name="Why"/> as a stable word, such as <c>driver-near</c>.</param>
public sealed record Slot(DateOnly Day, Place Place, Window Window, string Why, DateTimeOffset? ReadyAt, string? WhyCode = null)
{
    /// <summary>True where what is in the car is too little, and it is charged on its way to the workshop.</summary>
    public bool ChargedOnTheWay { get; init; }
}
