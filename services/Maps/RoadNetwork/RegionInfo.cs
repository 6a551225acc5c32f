namespace Routing.RoadNetwork;

/// <summary>What a region file is and where it came from.</summary>
/// <param name="Name">The extract's file name without its endings.</param>
/// <param name="Bounds">Of all its roads.</param>
/// <param name="Nodes">Junctions, road ends, barriers and signals.</param>
/// <param name="Ways">OSM ways that some profile may use.</param>
/// <param name="Arcs">Pieces of road between nodes, both directions counted.</param>
/// <param name="Points">Road points, junctions counted once for each way.</param>
/// <param name="SourceBytes">Length of the extract.</param>
/// <param name="SourceSha256">Of the extract's bytes, lower-case hexadecimal.</param>
/// <param name="FormatVersion">Of the region file.</param>
public sealed record RegionInfo(
    string Name,
    BoundingBox Bounds,
    int Nodes,
    int Ways,
    int Arcs,
    int Points,
    long SourceBytes,
    string SourceSha256,
    int FormatVersion);

/// <summary>A piece of road for drawing, in the way's drawing order.</summary>
public sealed record RoadSegment(RoadClass Class, string Name, IReadOnlyList<Coordinate> Coordinates);

/// <summary>A place where a car can be charged.</summary>
/// <param name="OsmId">Of its node; of its way negative.</param>
/// <param name="At">Where, not on a road.</param>
/// <param name="Name">Its name or who runs it; empty when neither is known.</param>
/// <param name="Watts">Of its strongest socket; 0 when not known.</param>
/// <param name="Places">Cars at a time; 0 when not known.</param>
public sealed record ChargingStation(long OsmId, Coordinate At, string Name, int Watts, int Places);
