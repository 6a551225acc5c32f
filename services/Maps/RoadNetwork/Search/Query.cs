using Routing.RoadNetwork.Matching;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>What one query works with; a router keeps used ones for the next.</summary>
internal sealed class Query(Region region, Profile profile)
{
    public Snapper Snapper { get; } = new(region);

    public List<Phantom> Found { get; } = [];

    // Made when first used: a router that only snaps or only makes tables needs nothing of the other.
    public PointToPoint PointToPoint => field ??= new PointToPoint(region, profile);

    public Lanes Lanes => field ??= new Lanes();

    public LocalSearch LocalSearch => field ??= new LocalSearch(region.Graphs[(int)profile], region.Columns);
}
