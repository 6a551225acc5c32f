using Routing.RoadNetwork.Graph;

namespace Routing.RoadNetwork.Guidance;

/// <summary>Describes the junctions that a route passes: their roads by bearing, which may be entered, and the lanes.</summary>
internal sealed class IntersectionBuilder(Region region, Profile profile)
{
    private readonly RegionColumns _roads = region.Columns;
    private readonly GraphColumns _graph = region.Graphs[(int)profile];

    /// <summary>Whether more than two ends of roads that the profile may use meet where an arc begins.</summary>
    public bool IsJunction(int arc)
    {
        var ends = 0;
        foreach (var leaving in Leaving(_roads.ArcHead(arc ^ 1)))
            ends += IsUsed(leaving) ? 1 : 0;
        return ends > 2;
    }

    public Intersection AtStart(Coordinate at, int bearing, int arc) => new(at, 0, [bearing], [true], -1, 0, [], Classes(arc));

    public Intersection AtEnd(Coordinate at, int coordinate, int bearing) =>
        new(at, coordinate, [(bearing + 180) % 360], [true], 0, -1, [], []);

    public Intersection Between(int arc, int next, Coordinate at, int coordinate)
    {
        var node = _roads.ArcHead(arc);
        var around = new List<int>();
        foreach (var leaving in Leaving(node))
        {
            if (IsUsed(leaving))
                around.Add(leaving);
        }

        around.Sort((a, b) => _roads.Bearing[a] != _roads.Bearing[b] ? _roads.Bearing[a].CompareTo(_roads.Bearing[b]) : a.CompareTo(b));
        var angle = (_roads.Bearing[next] - _roads.Bearing[arc ^ 1] - 180.0) % 360;
        var lanes = IsJunction(next) ? LaneReader.Read(LanesOf(arc), angle > 180 ? angle - 360 : angle <= -180 ? angle + 360 : angle) : [];
        return new Intersection(
            at,
            coordinate,
            around.ConvertAll(road => (int)_roads.Bearing[road]),
            around.ConvertAll(road => MayTurn(arc, road)),
            around.IndexOf(arc ^ 1),
            around.IndexOf(next),
            lanes,
            Classes(next));
    }

    private bool MayTurn(int arc, int next)
    {
        for (var t = _graph.FirstTurn[_graph.FirstState[arc]]; t < _graph.FirstTurn[_graph.FirstState[arc + 1]]; t++)
        {
            if (_graph.StateArc[_graph.Turns[t].State] == next)
                return true;
        }

        return false;
    }

    private string LanesOf(int arc)
    {
        var way = _roads.SegmentWay[arc >> 1];
        return region.Text((arc & 1) == 0 ? _roads.WayLanesForward[way] : _roads.WayLanesBackward[way]);
    }

    private List<string> Classes(int arc)
    {
        var way = _roads.SegmentWay[arc >> 1];
        var traits = (WayTraits)_roads.WayTraits[way];
        var classes = new List<string>();
        if (_roads.WayClass[way] == (byte)RoadClass.Motorway)
            classes.Add("motorway");
        if ((traits & WayTraits.Ferry) != WayTraits.None)
            classes.Add("ferry");
        if ((traits & WayTraits.Toll) != WayTraits.None)
            classes.Add("toll");
        if ((traits & WayTraits.Tunnel) != WayTraits.None)
            classes.Add("tunnel");
        return classes;
    }

    private bool IsUsed(int arc) => _graph.IsOpen(arc) || _graph.IsOpen(arc ^ 1);

    private ReadOnlySpan<int> Leaving(int node) => _roads.LeavingArcs.Span[_roads.FirstLeaving[node].._roads.FirstLeaving[node + 1]];
}
