using Routing.Contracts.Values;

namespace Routing.Demo.Play;

/// <summary>The part of Dispatch's day that the demo shows.</summary>
public sealed record DayView(int PlanVersion, DayFigures Figures, IReadOnlyList<RouteView> Routes, IReadOnlyList<UnservedView> Unserved);

/// <summary>The day in figures.</summary>
public sealed record DayFigures(int Moves, int Served, int Unserved, int Done, int Windows, int OnTime, int Late, long LoadedMetres, long EmptyMetres);

/// <summary>A driver's route.</summary>
public sealed record RouteView(
    string DriverName, Means Means, string State, int Moves, int MovesDone, long LoadedMetres, long EmptyMetres, IReadOnlyList<StopView> Stops);

/// <summary>A stop of it.</summary>
public sealed record StopView(StopKind Kind, Guid? MoveId, DateTimeOffset Eta, DateTimeOffset Departure, Window? Window, Place Place, Vehicle? Vehicle, LegView? Leg);

/// <summary>The way to it; geometry where it was asked for.</summary>
public sealed record LegView(Means Means, bool Loaded, double DurationSeconds, int DistanceMetres, string? Geometry);

/// <summary>A move that nobody serves, and why.</summary>
public sealed record UnservedView(Guid MoveId, Guid RequestId, MoveKind Kind, Window? Promised, Reason Reason, Vehicle? Vehicle);
