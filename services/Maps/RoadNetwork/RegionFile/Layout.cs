using System.Runtime.InteropServices;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>Numbers that FORMAT.md fixes.</summary>
internal static class Layout
{
    public const int Version = 7;
    public const int HeaderBytes = 32;
    public const int Alignment = 64;

    /// <summary>Not valid UTF-8, and with a line end that a text transfer would change, as in PNG.</summary>
    public static ReadOnlySpan<byte> Magic => [0x89, (byte)'R', (byte)'o', (byte)'a', (byte)'d', (byte)'s', (byte)'\r', (byte)'\n'];

    /// <summary>The number of a section that each profile has one of.</summary>
    public static int Of(Section section, Profile profile) => (int)section + (int)profile;
}

/// <summary>An entry of the section table.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SectionEntry(int Id, int ElementBytes, long Offset, long Count);

/// <summary>Section numbers. From 100 on, one a profile: the number plus the profile's.</summary>
internal enum Section
{
    Info = 1,
    StringOffsets = 2,
    StringBytes = 3,
    NodeOsmId = 10,
    NodeSignals = 11,
    FirstLeaving = 12,
    LeavingArcs = 13,
    NarrowNodes = 14,
    Tail = 20,
    Head = 21,
    FirstPoint = 22,
    LastPoint = 23,
    SegmentWay = 24,
    Centimetres = 25,
    Bearing = 26,
    PointLon = 30,
    PointLat = 31,
    PointOsmId = 32,
    WayOsmId = 40,
    WayClass = 41,
    WayTraits = 42,
    WayName = 43,
    WayRef = 44,
    WayLanesForward = 45,
    WayLanesBackward = 46,
    WayDestination = 47,
    WayExit = 48,
    Boxes = 50,
    ChargingLon = 60,
    ChargingLat = 61,
    ChargingOsmId = 62,
    ChargingWatts = 63,
    ChargingPlaces = 64,
    ChargingName = 65,
    FirstState = 100,
    StateArc = 110,
    Weight = 120,
    FirstTurn = 140,
    Turns = 150,
    ComponentPoints = 180,
    StateOfRank = 200,
    RankOfState = 210,
    Parent = 220,
    Depth = 230,
    FirstOut = 240,
    OutDepth = 250,
    FirstIn = 260,
    InDepth = 270,
    ArcOfTurn = 280,
    FirstWay = 300,
    WayDepth = 310,
    WayWeight = 320,
    WayCentimetres = 330,
    WayHalves = 340,
    FirstBack = 350,
    BackDepth = 360,
    BackWeight = 370,
    BackCentimetres = 380,
    BackHalves = 390,
}
