using Routing.RoadNetwork.RegionFile;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Graph;

/// <summary><see cref="Roads"/> as mapped from a region file; what the columns mean is told there.</summary>
internal sealed class RegionColumns(MappedRegion file)
{
    public Column<byte> Info { get; } = file.Column<byte>((int)Section.Info);

    public Column<int> StringOffsets { get; } = file.Column<int>((int)Section.StringOffsets);

    public Column<byte> StringBytes { get; } = file.Column<byte>((int)Section.StringBytes);

    public Column<long> NodeOsmId { get; } = file.Column<long>((int)Section.NodeOsmId);

    public Column<byte> NodeSignals { get; } = file.Column<byte>((int)Section.NodeSignals);

    public Column<int> NarrowNodes { get; } = file.Column<int>((int)Section.NarrowNodes);

    public Column<int> FirstLeaving { get; } = file.Column<int>((int)Section.FirstLeaving);

    public Column<int> LeavingArcs { get; } = file.Column<int>((int)Section.LeavingArcs);

    public Column<int> Tail { get; } = file.Column<int>((int)Section.Tail);

    public Column<int> Head { get; } = file.Column<int>((int)Section.Head);

    public Column<int> FirstPoint { get; } = file.Column<int>((int)Section.FirstPoint);

    public Column<int> LastPoint { get; } = file.Column<int>((int)Section.LastPoint);

    public Column<int> SegmentWay { get; } = file.Column<int>((int)Section.SegmentWay);

    public Column<int> Centimetres { get; } = file.Column<int>((int)Section.Centimetres);

    public Column<short> Bearing { get; } = file.Column<short>((int)Section.Bearing);

    public Column<int> PointLon { get; } = file.Column<int>((int)Section.PointLon);

    public Column<int> PointLat { get; } = file.Column<int>((int)Section.PointLat);

    public Column<long> PointOsmId { get; } = file.Column<long>((int)Section.PointOsmId);

    public Column<long> WayOsmId { get; } = file.Column<long>((int)Section.WayOsmId);

    public Column<byte> WayClass { get; } = file.Column<byte>((int)Section.WayClass);

    public Column<byte> WayTraits { get; } = file.Column<byte>((int)Section.WayTraits);

    public Column<int> WayName { get; } = file.Column<int>((int)Section.WayName);

    public Column<int> WayRef { get; } = file.Column<int>((int)Section.WayRef);

    public Column<int> WayLanesForward { get; } = file.Column<int>((int)Section.WayLanesForward);

    public Column<int> WayLanesBackward { get; } = file.Column<int>((int)Section.WayLanesBackward);

    public Column<int> WayDestination { get; } = file.Column<int>((int)Section.WayDestination);

    public Column<int> WayExit { get; } = file.Column<int>((int)Section.WayExit);

    public Column<int> ChargingLon { get; } = file.Column<int>((int)Section.ChargingLon);

    public Column<int> ChargingLat { get; } = file.Column<int>((int)Section.ChargingLat);

    public Column<long> ChargingOsmId { get; } = file.Column<long>((int)Section.ChargingOsmId);

    public Column<int> ChargingWatts { get; } = file.Column<int>((int)Section.ChargingWatts);

    public Column<int> ChargingPlaces { get; } = file.Column<int>((int)Section.ChargingPlaces);

    public Column<int> ChargingName { get; } = file.Column<int>((int)Section.ChargingName);

    public Column<Box> Boxes { get; } = file.Column<Box>((int)Section.Boxes);

    /// <summary>What a query that leaves out some roads looks at.</summary>
    public RoadKinds KindsOf(int segment)
    {
        var way = SegmentWay[segment];
        var traits = (WayTraits)WayTraits[way];
        return (WayClass[way] == (byte)RoadClass.Motorway ? RoadKinds.Motorway : RoadKinds.None)
            | ((traits & Graph.WayTraits.Toll) != Graph.WayTraits.None ? RoadKinds.Toll : RoadKinds.None)
            | ((traits & Graph.WayTraits.Ferry) != Graph.WayTraits.None ? RoadKinds.Ferry : RoadKinds.None)
            | ((traits & Graph.WayTraits.Tunnel) != Graph.WayTraits.None ? RoadKinds.Tunnel : RoadKinds.None)
            | ((traits & Graph.WayTraits.ShutsTransporters) != Graph.WayTraits.None ? RoadKinds.Narrow : RoadKinds.None);
    }

    public int ArcHead(int arc) => (arc & 1) == 0 ? Head[arc >> 1] : Tail[arc >> 1];
}

/// <summary><see cref="TurnGraph"/> as mapped from a region file; what the columns mean is told there.</summary>
internal sealed class GraphColumns(MappedRegion file, Profile profile)
{
    public Column<int> FirstState { get; } = file.Column<int>(Layout.Of(Section.FirstState, profile));

    public Column<int> StateArc { get; } = file.Column<int>(Layout.Of(Section.StateArc, profile));

    public Column<int> Weight { get; } = file.Column<int>(Layout.Of(Section.Weight, profile));

    public Column<int> FirstTurn { get; } = file.Column<int>(Layout.Of(Section.FirstTurn, profile));

    public Column<TurnTo> Turns { get; } = file.Column<TurnTo>(Layout.Of(Section.Turns, profile));

    public Column<int> ComponentPoints { get; } = file.Column<int>(Layout.Of(Section.ComponentPoints, profile));

    public int StateCount => StateArc.Length;

    public bool IsOpen(int arc) => FirstState[arc] < FirstState[arc + 1];
}
