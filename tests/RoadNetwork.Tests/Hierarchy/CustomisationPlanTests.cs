using Routing.RoadNetwork.Hierarchy;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Hierarchy;

public sealed class CustomisationPlanTests
{
    [Theory]
    [InlineData("montevideo")]
    [InlineData("monaco")]
    [InlineData("liechtenstein")]
    public void Every_state_is_visited_once_after_those_below_it_or_above_it(string extract)
    {
        var region = Extracts.Open(extract);
        var token = TestContext.Current.CancellationToken;
        foreach (var profile in Enum.GetValues<Profile>())
        {
            var topology = region.Topologies[(int)profile];
            var plan = new CustomisationPlan(topology);
            var children = Children(topology);
            var below = new int[topology.Count];
            var visits = 0;
            plan.Upwards(() => visits, (_, x) =>
            {
                // All children have been here before; each tells its parent.
                Interlocked.Increment(ref visits);
                Assert.Equal(children[x], Volatile.Read(ref below[x]));
                if (topology.Parent[x] >= 0)
                    Interlocked.Increment(ref below[topology.Parent[x]]);
            }, _ => { }, token);
            Assert.Equal(topology.Count, visits);

            var isDone = new bool[topology.Count];
            plan.Downwards(highest => highest, (highest, x) =>
            {
                Assert.True(x <= highest);
                Assert.False(Volatile.Read(ref isDone[x]));
                Assert.True(topology.Parent[x] < 0 || Volatile.Read(ref isDone[topology.Parent[x]]));
                Volatile.Write(ref isDone[x], true);
            }, _ => { }, token);
            Assert.DoesNotContain(false, isDone);
        }
    }

    private static int[] Children(Topology topology)
    {
        var children = new int[topology.Count];
        for (var v = 0; v < children.Length; v++)
        {
            if (topology.Parent[v] >= 0)
                children[topology.Parent[v]]++;
        }

        return children;
    }
}
