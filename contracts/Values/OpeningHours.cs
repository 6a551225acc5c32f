namespace Routing.Contracts.Values;

/// <summary>When a workshop is open on a day of the week, in the area's local time.</summary>
/// <param name="Day">Day of the week.</param>
/// <param name="From">Opens.</param>
/// <param name="Until">Closes, later on the same day.</param>
public sealed record OpeningHours(DayOfWeek Day, TimeOnly From, TimeOnly Until);
