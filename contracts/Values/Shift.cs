namespace Routing.Contracts.Values;

/// <summary>When a driver works on a day of the week, in the area's local time.</summary>
/// <param name="Day">Day of the week.</param>
/// <param name="From">Begins.</param>
/// <param name="Until">Ends, later on the same day.</param>
/// <param name="BreakFrom">The break begins no earlier; null when the shift has none.</param>
/// <param name="BreakUntil">The break ends no later; null when the shift has none.</param>
/// <param name="BreakSeconds">How long it lasts.</param>
public sealed record Shift(
    DayOfWeek Day,
    TimeOnly From,
    TimeOnly Until,
    TimeOnly? BreakFrom = null,
    TimeOnly? BreakUntil = null,
    int BreakSeconds = 0);
