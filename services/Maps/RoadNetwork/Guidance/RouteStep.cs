namespace Routing.RoadNetwork.Guidance;

/// <summary>What a driver does at a point, named as in the OSRM API.</summary>
public enum ManoeuvreType
{
    Depart,
    Turn,
    NewName,
    Continue,
    Merge,
    OnRamp,
    OffRamp,
    Fork,
    EndOfRoad,

    /// <summary>Enter a roundabout and leave it by <see cref="Manoeuvre.Exit"/>.</summary>
    Roundabout,

    /// <summary>The same for a large roundabout with a name of its own.</summary>
    Rotary,
    Notification,
    Arrive,

    /// <summary>Leave a roundabout; only as <see cref="RoundaboutPart.Leaving"/>.</summary>
    ExitRoundabout,
    ExitRotary,
}

public enum TurnModifier
{
    None,
    UTurn,
    SharpRight,
    Right,
    SlightRight,
    Straight,
    SlightLeft,
    Left,
    SharpLeft,
}

/// <param name="Type">What to do.</param>
/// <param name="Modifier">In which direction; for arrive, on which side; None for depart.</param>
/// <param name="Location">Where.</param>
/// <param name="BearingBefore">Compass degrees on coming there, 0 for depart.</param>
/// <param name="BearingAfter">Compass degrees on leaving, 0 for arrive.</param>
/// <param name="Exit">Of a roundabout, counted from 1; null elsewhere, and where the route ends in it.</param>
public sealed record Manoeuvre(
    ManoeuvreType Type, TurnModifier Modifier, Coordinate Location, int BearingBefore, int BearingAfter, int? Exit = null);

/// <summary>A manoeuvre and the road after it.</summary>
/// <param name="Manoeuvre">At the step's beginning.</param>
/// <param name="Name">Of the road driven after it, "" when it has none.</param>
/// <param name="Ref">Of that road, as "RN 8", "" when it has none.</param>
/// <param name="Class">Of that road.</param>
/// <param name="DistanceMetres">To the next step; 0 for arrive.</param>
/// <param name="DurationDeciseconds">To the next step, turns included; all steps add up to the leg.</param>
/// <param name="FirstCoordinate">Index in the leg's coordinates at which the step begins.</param>
/// <param name="LastCoordinate">Index at which it ends; the next step's first.</param>
public sealed record RouteStep(
    Manoeuvre Manoeuvre,
    string Name,
    string Ref,
    RoadClass Class,
    double DistanceMetres,
    int DurationDeciseconds,
    int FirstCoordinate,
    int LastCoordinate)
{
    /// <summary>What the signs on that road point to, "" where none is tagged.</summary>
    public string Destinations { get; init; } = "";

    /// <summary>The number of the exit that the step takes off a motorway, "" where it has none.</summary>
    public string ExitNumber { get; init; } = "";

    /// <summary>The name of the rotary itself, "" elsewhere.</summary>
    public string RotaryName { get; init; } = "";

    /// <summary>Whether traffic keeps left there.</summary>
    public bool KeepsLeft { get; init; }

    /// <summary>The junctions that the step passes, the manoeuvre's place first.</summary>
    public IReadOnlyList<Intersection> Intersections { get; init; } = [];

    /// <summary>Of a step through a roundabout: its part inside; null elsewhere.</summary>
    public RoundaboutPart? Inside { get; init; }
}

/// <summary>The beginning of a step that lies inside a roundabout.</summary>
/// <param name="Name">Of the roundabout, "" when it has none.</param>
/// <param name="Ref">Of the roundabout.</param>
/// <param name="Leaving">At its end.</param>
/// <param name="DistanceMetres">To leaving.</param>
/// <param name="DurationDeciseconds">To leaving.</param>
/// <param name="LastCoordinate">Index in the leg's coordinates at which it is left.</param>
public sealed record RoundaboutPart(
    string Name, string Ref, Manoeuvre Leaving, double DistanceMetres, int DurationDeciseconds, int LastCoordinate);

/// <summary>A junction on the way, as the OSRM API tells it.</summary>
/// <param name="Location">Where.</param>
/// <param name="Coordinate">Index in the leg's coordinates.</param>
/// <param name="Bearings">Compass degrees of all roads there, ascending.</param>
/// <param name="Entry">By bearing: whether it may be turned into, coming as the route comes.</param>
/// <param name="In">Position in <see cref="Bearings"/> of the road that the route comes by, -1 at the start.</param>
/// <param name="Out">Position of the road that it leaves by, -1 at the end.</param>
/// <param name="Lanes">Left to right; empty where none are tagged.</param>
/// <param name="Classes">What the road after it is, in OSRM's words: motorway, ferry, tunnel, toll, restricted; mostly empty.</param>
public sealed record Intersection(
    Coordinate Location,
    int Coordinate,
    IReadOnlyList<int> Bearings,
    IReadOnlyList<bool> Entry,
    int In,
    int Out,
    IReadOnlyList<Lane> Lanes,
    IReadOnlyList<string> Classes);

/// <param name="Indications">The arrows painted on it, in OSRM's words.</param>
/// <param name="IsValid">Whether the route can be followed from it.</param>
public sealed record Lane(IReadOnlyList<string> Indications, bool IsValid);
