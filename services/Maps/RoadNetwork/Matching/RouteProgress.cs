namespace Routing.RoadNetwork.Matching;

/// <summary>Where somebody is on a planned route, and what is left of it.</summary>
/// <param name="IsOnRoute">False: they left it, and what is left is by the fastest way from where they are to the end of the leg.</param>
/// <param name="Leg">Which leg they are on: the last that they were seen on.</param>
/// <param name="At">On the route; off it, on the road that they are on.</param>
/// <param name="DrivenMetres">From the route's start along it; off it, to where they were last seen on it.</param>
/// <param name="LegMetres">To the end of the leg.</param>
/// <param name="LegSeconds">The same in time: add it to now, and it is the ETA there.</param>
/// <param name="RemainingMetres">To the end of the route, legs after this one included.</param>
/// <param name="RemainingSeconds">The same in time, without stops.</param>
public sealed record RouteProgress(
    bool IsOnRoute, int Leg, Coordinate At, double DrivenMetres, double LegMetres, double LegSeconds, double RemainingMetres, double RemainingSeconds);
