using Routing.Contracts.Values;

namespace Routing.Planning.Roads;

/// <summary>What is left of a leg that a driver is on.</summary>
/// <param name="Position">Where they are, on the road.</param>
/// <param name="At">When they were there.</param>
/// <param name="IsOnRoute">False: they left the way that the sheet tells, and come by the fastest from where they are.</param>
/// <param name="Seconds">Whole seconds to the leg's end, never too few.</param>
/// <param name="Metres">The same as a way.</param>
internal readonly record struct LegUnderWay(Place Position, DateTimeOffset At, bool IsOnRoute, int Seconds, int Metres);
