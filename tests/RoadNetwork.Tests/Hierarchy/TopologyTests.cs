using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Hierarchy;

public sealed class TopologyTests
{
    [Theory]
    [InlineData("montevideo")]
    [InlineData("monaco")]
    [InlineData("liechtenstein")]
    public void Ranks_are_a_postorder_and_rows_name_ancestors_deepest_first(string extract)
    {
        var region = Extracts.Open(extract);
        foreach (var profile in Enum.GetValues<Profile>())
        {
            var topology = region.Topologies[(int)profile];
            var size = new int[topology.Count];
            for (var v = 0; v < topology.Count; v++)
            {
                size[v]++;
                Assert.Equal(v, topology.RankOfState[topology.StateOfRank[v]]);
                var parent = topology.Parent[v];
                if (parent < 0)
                {
                    Assert.Equal(0, topology.Depth[v]);
                    continue;
                }

                Assert.True(parent > v && topology.Depth[parent] == topology.Depth[v] - 1);
                size[parent] += size[v];

                // A postorder: v's subtree is the ranks just below it, so v lies in its parent's.
                Assert.True(v - size[v] + 1 >= 0 && parent - v <= size.Length);
            }

            for (var v = 0; v < topology.Count; v++)
            {
                // Children's ranges follow one another up to the state itself.
                var child = v - 1;
                for (var left = size[v] - 1; left > 0; left -= size[child], child -= size[child])
                    Assert.Equal(v, topology.Parent[child]);
                AssertFalls(topology.OutDepth.Span[topology.FirstOut[v]..topology.FirstOut[v + 1]], topology.Depth[v]);
                AssertFalls(topology.InDepth.Span[topology.FirstIn[v]..topology.FirstIn[v + 1]], topology.Depth[v]);
            }
        }
    }

    [Fact]
    public void States_of_a_segment_lie_on_one_chain()
    {
        var region = Extracts.Open("monaco");
        foreach (var profile in Enum.GetValues<Profile>())
        {
            var topology = region.Topologies[(int)profile];
            var graph = region.Graphs[(int)profile];
            for (var segment = 0; segment < region.Columns.Tail.Length; segment++)
            {
                var ranks = Enumerable.Range(graph.FirstState[2 * segment], graph.FirstState[2 * segment + 2] - graph.FirstState[2 * segment])
                    .Select(state => topology.RankOfState[state]).Order().ToArray();
                for (var i = 1; i < ranks.Length; i++)
                {
                    var v = ranks[i - 1];
                    while (v >= 0 && v < ranks[i])
                        v = topology.Parent[v];
                    Assert.Equal(ranks[i], v);
                }
            }
        }
    }

    /// <summary>The order is cut on many threads; which one is first must not be seen in it.</summary>
    [Fact]
    public void A_city_is_ordered_the_same_way_every_time()
    {
        var first = Path.Combine(TemporaryFolder.Shared, "first.roads");
        var second = Path.Combine(TemporaryFolder.Shared, "second.roads");
        RegionBuilder.Build(Extracts.Montevideo, first, null, TestContext.Current.CancellationToken);
        RegionBuilder.Build(Extracts.Montevideo, second, null, TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(second));
    }

    private static void AssertFalls(ReadOnlySpan<ushort> depths, int below)
    {
        foreach (var depth in depths)
        {
            Assert.True(depth < below);
            below = depth;
        }
    }
}
