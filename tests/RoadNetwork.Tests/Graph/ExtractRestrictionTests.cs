using System.Globalization;
using System.Security;
using OsmSharp;
using OsmSharp.Streams;
using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Profiles;
using Routing.RoadNetwork.Reading;
using Routing.RoadNetwork.Search;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Graph;

/// <summary>The relations of real extracts arrive in the graph, and no path breaks one.</summary>
public sealed class ExtractRestrictionTests(ITestOutputHelper output)
{
    private const int Pairs = 2000;

    public static TheoryData<string, Profile> All
    {
        get
        {
            var all = new TheoryData<string, Profile>();
            foreach (var name in new[] { "monaco", "liechtenstein" })
            {
                foreach (var profile in Enum.GetValues<Profile>())
                    all.Add(name, profile);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void No_path_of_2000_random_pairs_breaks_a_relation_of_the_extract(string name, Profile profile)
    {
        var book = RestrictionBook.Read(Extracts.PathOf(name), profile);
        var broken = BrokenBy(Extracts.Open(name), profile, book);
        Assert.True(profile == Profile.Foot ? book.Count == 0 : book.Count >= (name == "monaco" ? 20 : 2) && book.Met > 0, $"{book.Count} relations, met {book.Met} times.");
        Assert.Empty(broken);
    }

    /// <summary>The judge can fail: the same extract without its relations.</summary>
    [Fact]
    public void Paths_of_a_network_built_without_restrictions_break_them()
    {
        const string name = "monaco";
        using var folder = new TemporaryFolder();
        var osm = folder.File("without.osm");
        WriteWithoutRelations(Extracts.PathOf(name), osm);
        RegionBuilder.Build(osm, folder.File("without.roads"), null, TestContext.Current.CancellationToken);
        using var region = Region.Open(folder.File("without.roads"));
        Assert.NotEmpty(BrokenBy(region, Profile.Car, RestrictionBook.Read(Extracts.PathOf(name), Profile.Car)));
    }

    private List<long> BrokenBy(Region region, Profile profile, RestrictionBook book)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        var router = new Router(region);
        var search = new PointToPoint(region, profile);
        var leaving = LeavingArcs(region, profile);
        var broken = new List<long>();
        var routed = 0;
        for (var i = 0; i < Pairs; i++)
        {
            if (router.Snap(profile, RandomPoint()) is not { } from || router.Snap(profile, RandomPoint()) is not { } to || !search.Find(region.Metrics[(int)profile], from, to))
                continue;
            routed++;
            broken.AddRange(book.BrokenBy(RestrictionBook.StepsOf(region, search.Arcs), (way, node) => leaving.Contains((way, node))));
        }

        output.WriteLine($"{routed} paths met {book.Count} relations {book.Met} times and broke {broken.Distinct().Count()} of them {broken.Count} times");
        Assert.True(routed > Pairs / 4, $"Only {routed} pairs had a route.");
        return broken;

        RoutePoint RandomPoint()
        {
            var at = region.PointAt(random.Next(region.Info.Points));
            return new Coordinate(at.Lon + (random.NextDouble() - 0.5) * 0.002, at.Lat + (random.NextDouble() - 0.5) * 0.002);
        }
    }

    /// <summary>The ways along which the profile may leave a node.</summary>
    private static HashSet<(long Way, long Node)> LeavingArcs(Region region, Profile profile)
    {
        var columns = region.Columns;
        var graph = region.Graphs[(int)profile];
        return [.. Enumerable.Range(0, 2 * columns.Tail.Length).Where(graph.IsOpen)
            .Select(arc => (columns.WayOsmId[columns.SegmentWay[arc >> 1]], columns.NodeOsmId[columns.ArcHead(arc ^ 1)]))];
    }

    private static void WriteWithoutRelations(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = File.CreateText(to);
        target.WriteLine("<?xml version='1.0' encoding='UTF-8'?>\n<osm version='0.6'>");
        foreach (var item in new PBFOsmStreamSource(source))
        {
            var tags = string.Concat(item.Tags?.Select(tag => $"<tag k='{SecurityElement.Escape(tag.Key)}' v='{SecurityElement.Escape(tag.Value)}'/>") ?? []);
            if (item is Node node)
                target.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<node id='{node.Id}' lat='{node.Latitude:F7}' lon='{node.Longitude:F7}'>{tags}</node>"));
            else if (item is Way way)
                target.WriteLine(string.Create(CultureInfo.InvariantCulture, $"<way id='{way.Id}'>{string.Concat(way.Nodes.Select(id => $"<nd ref='{id}'/>"))}{tags}</way>"));
        }

        target.WriteLine("</osm>");
    }

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
