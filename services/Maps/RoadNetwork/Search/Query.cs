using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Matching;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Search;

/// <summary>What one query works with; a router keeps used ones for the next.</summary>
internal sealed class Query(Region region, Profile profile)
{
    private readonly GraphColumns _graph = region.Graphs[(int)profile];

    public Snapper Snapper { get; } = new(region);

    public List<Phantom> Found { get; } = [];

    // Made when first used: a router that only snaps or only makes tables needs no labels for the other.
    public PointToPoint PointToPoint => field ??= new PointToPoint(region, profile);

    public LocalSearch LocalSearch => field ??= new LocalSearch(_graph, region.Columns);

    public Sweep Sweep => field ??= new Sweep(_graph, region.Columns, region.Metrics[(int)profile]);
}
