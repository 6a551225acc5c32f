namespace Routing.Dispatch.Day;

/// <summary>An area's day.</summary>
internal readonly record struct DayKey(string Area, DateOnly Day);
