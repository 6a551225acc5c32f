using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Snapping;

namespace Routing.RoadNetwork.Tests.Plain;

/// <summary>Drives an unpacked path turn by turn on the turn graph, whose turns are those that no restriction forbids.</summary>
internal sealed class PathJudge(Region region, Profile profile, RoadCosts? changed, Metric? metric = null)
{
    private readonly GraphColumns _graph = region.Graphs[(int)profile];
    private readonly RoadCosts _costs = changed ?? new RoadCosts(region, profile);
    private readonly Metric _metric = metric ?? region.Metrics[(int)profile];
    private readonly PointToPoint _search = new(region, profile);

    /// <summary>Deciseconds, -1 when there is no route.</summary>
    public int Find(Phantom from, Phantom to) => _search.Find(_metric, from, to) ? _search.Deciseconds : -1;

    /// <summary>Every turn of the path is allowed, each arc is entered when the turns before it say, and all adds up.</summary>
    public void AssertIsLegal(Phantom from, Phantom to, int deciseconds)
    {
        Assert.Equal(deciseconds, Find(from, to));
        var arcs = _search.Arcs;
        var first = arcs[0];
        Assert.True(first >> 1 == from.Segment && from.Allows(first) && _costs.IsOpen(first));
        Assert.True(arcs[^1] >> 1 == to.Segment && to.Allows(arcs[^1]));
        Assert.Equal(0, _search.EnteredAt[0]);
        if (arcs.Count == 1)
            return;

        // Several states of an arc may be possible; each is driven on with.
        var states = new Dictionary<int, int> { [_graph.FirstState[first]] = -from.Before(first, _costs.Deciseconds(first)) };
        for (var i = 1; i < arcs.Count; i++)
        {
            Assert.True(_costs.IsOpen(arcs[i]), "The path drives along a closed road.");
            var next = new Dictionary<int, int>();
            foreach (var (state, cost) in states)
            {
                for (var t = _graph.FirstTurn[state]; t < _graph.FirstTurn[state + 1]; t++)
                {
                    var turn = _graph.Turns[t];
                    if (_graph.StateArc[turn.State] != arcs[i])
                        continue;
                    var entered = cost + turn.Deciseconds - _graph.Weight[state] + _costs.Deciseconds(_graph.StateArc[state]);
                    if (!next.TryGetValue(turn.State, out var known) || entered < known)
                        next[turn.State] = entered;
                }
            }

            Assert.True(next.Count > 0, "The path takes a turn that is not allowed.");
            Assert.Contains(_search.EnteredAt[i], next.Values);
            states = next;
        }

        Assert.Equal(deciseconds, _search.EnteredAt[^1] + to.Before(arcs[^1], _costs.Deciseconds(arcs[^1])));
    }
}
