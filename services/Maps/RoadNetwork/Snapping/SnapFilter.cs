using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork.Snapping;

/// <summary>Which roads count as near a point.</summary>
/// <param name="MaxMetres">Farther ones do not.</param>
/// <param name="MinIsland">Road points that a component needs, where a larger one is within reach.</param>
/// <param name="Bearing">Compass degrees in which the road has to be driven, -1 for any.</param>
/// <param name="BearingRange">By how many degrees it may differ.</param>
/// <param name="Approach">On which side the point has to lie.</param>
/// <param name="AnyRoad">Also those on which nobody can stop.</param>
/// <param name="Excluded">Not these.</param>
/// <param name="Closures">Not those that are closed in both directions in this metric; null: none is.</param>
internal readonly record struct SnapFilter(
    double MaxMetres, int MinIsland, int Bearing = -1, int BearingRange = 180, Approach Approach = Approach.Unrestricted, bool AnyRoad = false, RoadKinds Excluded = RoadKinds.None, Metric? Closures = null)
{
    /// <summary>Farther than this one walks no more from a car to a motorway's bridge: then the motorway was meant.</summary>
    public const double StopReachMetres = 150;

    /// <summary>How far a larger component may be to be preferred to an island.</summary>
    public double IslandReachMetres { get; init; } = double.MaxValue;

    /// <summary>Whether all directions of a road will do.</summary>
    public bool IsOpen => Bearing < 0 && Approach == Approach.Unrestricted;

    public bool IsClosed(GraphColumns graph, int segment) =>
        Closures is { } metric && !metric.IsOpen(graph, 2 * segment) && !metric.IsOpen(graph, 2 * segment + 1);

    public bool IsWithinBearing(double degrees)
    {
        if (Bearing < 0)
            return true;
        var off = Math.Abs(degrees - Bearing) % 360;
        return (off > 180 ? 360 - off : off) <= BearingRange;
    }
}
