namespace Routing.Contracts.Values;

/// <summary>A place and the hours at which the car is there.</summary>
/// <param name="Place">Where the car is.</param>
/// <param name="Hours">When it is there; empty means always.</param>
public sealed record PlaceHours(Place Place, IReadOnlyList<Window> Hours)
{
    /// <summary>The hours of weekdays among them, as they were said: they are spelled out over the coming days, and again before these are over. Null where there are none.</summary>
    public IReadOnlyList<WeekdayHours>? Weekly { get; init; }
}

/// <summary>Hours that come again every week.</summary>
/// <param name="Weekdays">On which days.</param>
/// <param name="From">Time of the day at the workshop, such as <c>08:30</c>.</param>
/// <param name="Until">Later on the same day; <c>24:00</c> is its end.</param>
public sealed record WeekdayHours(IReadOnlyList<DayOfWeek> Weekdays, string From, string Until);
