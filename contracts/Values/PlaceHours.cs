namespace Routing.Contracts.Values;

/// <summary>A place and the hours at which the car is there.</summary>
/// <param name="Place">Where the car is.</param>
/// <param name="Hours">When it is there; empty means always.</param>
public sealed record PlaceHours(Place Place, IReadOnlyList<Window> Hours);
