namespace Routing.RoadNetwork.Isochrones;

/// <summary>What lies within a time of a place.</summary>
internal interface IReach
{
    /// <summary>Those of which some part does.</summary>
    HashSet<int> Segments { get; }

    /// <summary>Deciseconds for a point of a segment, a share of its length from its tail; <see cref="Reach.Never"/> when it lies beyond.</summary>
    int At(int segment, double share);
}
