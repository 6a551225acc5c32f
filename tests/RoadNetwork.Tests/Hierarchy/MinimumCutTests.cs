using CsCheck;
using Routing.RoadNetwork.Hierarchy;

namespace Routing.RoadNetwork.Tests.Hierarchy;

public sealed class MinimumCutTests
{
    private const int Nodes = 9;

    /// <summary>Against all 2^7 ways to put the nodes between the source and the sink on a side.</summary>
    [Fact]
    public void No_cut_is_smaller() =>
        Gen.Select(Gen.Int[0, Nodes - 1], Gen.Int[0, Nodes - 1], Gen.Int[1, 4]).Where(e => e.Item1 != e.Item2).Array[0, 25].Sample(
            edges =>
            {
                var cut = new MinimumCut();
                Load(cut, edges);
                var size = cut.Find([0], [Nodes - 1], int.MaxValue);
                var best = int.MaxValue;
                for (var side = 1; side < 1 << Nodes; side += 2)
                {
                    if ((side >> (Nodes - 1) & 1) == 0)
                        best = Math.Min(best, Across(edges, v => (side >> v & 1) != 0));
                }

                Assert.Equal(best, size);
                Assert.Equal(best, Across(edges, cut.IsSourceSide));
                Assert.True(cut.IsSourceSide(0) && !cut.IsSourceSide(Nodes - 1));
                Assert.Equal(Enumerable.Range(0, Nodes).Count(cut.IsSourceSide), cut.SourceSideCount);
                Assert.Equal(best > 0 ? -1 : 0, cut.Find([0], [Nodes - 1], best - 1));
            });

    private static int Across((int A, int B, int Capacity)[] edges, Func<int, bool> isSourceSide) =>
        edges.Where(e => isSourceSide(e.A) != isSourceSide(e.B)).Sum(e => e.Capacity);

    private static void Load(MinimumCut cut, (int A, int B, int Capacity)[] edges)
    {
        cut.Reset(Nodes, 2 * edges.Length, out var first, out var head, out var mate, out var capacity);
        var arcs = edges.Select((e, i) => (From: e.A, To: e.B, e.Capacity, Edge: i))
            .Concat(edges.Select((e, i) => (From: e.B, To: e.A, e.Capacity, Edge: i))).OrderBy(a => a.From).ToArray();
        first.Clear();
        for (var i = 0; i < arcs.Length; i++)
        {
            first[arcs[i].From + 1] = i + 1;
            head[i] = arcs[i].To;
            capacity[i] = arcs[i].Capacity;
            mate[i] = Array.FindIndex(arcs, a => a.Edge == arcs[i].Edge && a.From == arcs[i].To);
        }

        for (var v = 1; v <= Nodes; v++)
            first[v] = Math.Max(first[v], first[v - 1]);
    }
}
