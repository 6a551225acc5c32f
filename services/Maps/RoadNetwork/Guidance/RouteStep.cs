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
    int LastCoordinate);
