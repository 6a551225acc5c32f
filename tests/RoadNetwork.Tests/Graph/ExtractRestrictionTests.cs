using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Graph;

/// <summary>The relations of real extracts arrive in the graph.</summary>
public sealed class ExtractRestrictionTests
{
    [Theory]
    [InlineData("monaco", 20)]
    [InlineData("liechtenstein", 2)]
    public void No_turn_of_the_graph_breaks_a_restriction(string name, int atLeast)
    {
        var extract = ExtractReader.Read(Extracts.PathOf(name), Rules.IsRoad, _ => { }, TestContext.Current.CancellationToken);
        var roads = RoadsBuilder.Build(extract);
        var resolver = new RestrictionResolver(roads, extract.Restrictions);
        var car = Rules.All[(int)Profile.Car];
        var rules = resolver.Resolve(car, _ => true);
        Assert.InRange(rules.PairCount, atLeast, 1000);

        var graph = TurnGraphBuilder.Build(extract, roads, resolver, car);
        var turns = 0;
        for (var state = 0; state < graph.StateArc.Length; state++)
        {
            for (var t = graph.FirstTurn[state]; t < graph.FirstTurn[state + 1]; t++, turns++)
                Assert.False(rules.IsForbidden(graph.StateArc[state], graph.StateArc[graph.Turns[t].State]));
        }

        Assert.True(turns > 1000);
        Assert.Equal(0, resolver.Resolve(Rules.All[(int)Profile.Foot], _ => true).PairCount);
    }

    [Fact]
    public void Turns_join_arcs_at_nodes_and_none_is_there_twice()
    {
        var region = Extracts.Open("montevideo");
        foreach (var profile in Enum.GetValues<Profile>())
        {
            var graph = region.Graphs[(int)profile];
            var forward = new HashSet<(int, int, int)>();
            for (var state = 0; state < graph.StateCount; state++)
            {
                foreach (var turn in graph.Turns.Span[graph.FirstTurn[state]..graph.FirstTurn[state + 1]])
                {
                    Assert.Equal(region.Columns.ArcHead(graph.StateArc[state]), region.Columns.ArcHead(graph.StateArc[turn.State] ^ 1));
                    Assert.True(turn.Deciseconds >= graph.Weight[state] && graph.Weight[state] > 0);
                    forward.Add((state, turn.State, turn.Deciseconds));
                }
            }

            Assert.Equal(forward.Count, graph.Turns.Length);
        }
    }
}
