using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Graph;

/// <summary>
/// The road network without any profile, as the builder makes it: parallel arrays.
/// <code>
///   way      o-----o-----o-----o      points, in drawing order, each way's own run in PointLon/PointLat
///   segments [----------][-----]      cut at nodes: junctions, ends, barriers, signals
///   arcs     2s: tail to head, 2s+1: head to tail; so an arc's opposite is arc ^ 1
/// </code>
/// Segments lie along a Hilbert curve, so that neighbours on the map are neighbours in memory and the spatial index
/// needs no list of its own.
/// </summary>
internal sealed class Roads
{
    public required int NodeCount { get; init; }

    /// <summary>By node: OSM id, and its <see cref="Signals"/>.</summary>
    public required long[] NodeOsmId { get; init; }

    public required byte[] NodeSignals { get; init; }

    /// <summary>Nodes that a car transporter cannot pass, ascending: height restrictors, bollards and the like.</summary>
    public required int[] NarrowNodes { get; init; }

    /// <summary>By segment: the nodes that it joins.</summary>
    public required int[] Tail { get; init; }

    public required int[] Head { get; init; }

    /// <summary>By segment: its first and last point in <see cref="PointLon"/>, both of its own.</summary>
    public required int[] FirstPoint { get; init; }

    public required int[] LastPoint { get; init; }

    public required int[] Way { get; init; }

    public required int[] Centimetres { get; init; }

    /// <summary>By arc: compass degrees in which it leaves its tail, 0 to 359.</summary>
    public required short[] Bearing { get; init; }

    /// <summary>By point: degrees times 1e7.</summary>
    public required int[] PointLon { get; init; }

    public required int[] PointLat { get; init; }

    public required long[] PointOsmId { get; init; }

    public required long[] WayOsmId { get; init; }

    public required byte[] WayClass { get; init; }

    /// <summary>By way: <see cref="WayTraits"/>.</summary>
    public required byte[] WayTraits { get; init; }

    /// <summary>By way: index of its name and its ref among the strings; 0 is "".</summary>
    public required int[] WayName { get; init; }

    public required int[] WayRef { get; init; }

    /// <summary>By way: strings of its lanes' arrows in both directions, of its signposts' destinations, and of its exit's number.</summary>
    public required int[] WayLanesForward { get; init; }

    public required int[] WayLanesBackward { get; init; }

    public required int[] WayDestination { get; init; }

    public required int[] WayExit { get; init; }

    /// <summary>By charging station: degrees times 1e7, OSM id (negative: a way's), watts and places (0: not known), and its name.</summary>
    public required int[] ChargingLon { get; init; }

    public required int[] ChargingLat { get; init; }

    public required long[] ChargingOsmId { get; init; }

    public required int[] ChargingWatts { get; init; }

    public required int[] ChargingPlaces { get; init; }

    public required int[] ChargingName { get; init; }

    public required List<string> Strings { get; init; }

    /// <summary>By node, n + 1: where its leaving arcs begin in <see cref="LeavingArcs"/>.</summary>
    public required int[] FirstLeaving { get; init; }

    public required int[] LeavingArcs { get; init; }

    public int SegmentCount => Tail.Length;

    public int ArcTail(int arc) => (arc & 1) == 0 ? Tail[arc >> 1] : Head[arc >> 1];

    public int ArcHead(int arc) => (arc & 1) == 0 ? Head[arc >> 1] : Tail[arc >> 1];

    public ReadOnlySpan<int> Leaving(int node) =>
        LeavingArcs.AsSpan(FirstLeaving[node], FirstLeaving[node + 1] - FirstLeaving[node]);
}

[Flags]
internal enum WayTraits : byte
{
    None = 0,
    Roundabout = 1,
    Link = 2,
    Ferry = 4,
    Tunnel = 8,
    Toll = 16,
    KeepsLeft = 32,

    /// <summary>Too low, narrow, short or weak for a car transporter, or shut to trucks.</summary>
    ShutsTransporters = 64,
}

/// <summary>Where signals stand, and for whom: with or against the drawing order of the way that they are on.</summary>
internal static class Signals
{
    public const byte None = 0;
    public const byte Both = 1;
    public const byte Forward = 2;
    public const byte Backward = 3;

    public static byte Of(TagSet tags) => !tags.Has("highway", "traffic_signals") ? None : tags["traffic_signals:direction"] switch
    {
        "forward" => Forward,
        "backward" => Backward,
        _ => Both,
    };

    /// <summary>Whether who comes along an arc has to heed them.</summary>
    public static bool Bind(byte signals, int arc) => signals switch
    {
        None => false,
        Both => true,
        _ => (signals == Forward) == ((arc & 1) == 0),
    };
}
