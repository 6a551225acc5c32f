using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Search;

/// <summary>Tables where the nearest road cannot be reached and one hardly farther away can: <see cref="RouterOptions.OtherRoadMetres"/>.</summary>
public sealed class NearbyTableTests(ITestOutputHelper output)
{
    private const int Bound = 9000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("montevideo", Profile.Car)]
    [InlineData("montevideo", Profile.Foot)]
    [InlineData("liechtenstein", Profile.Car)]
    [InlineData("liechtenstein", Profile.Bicycle)]
    public void Cells_are_their_routes_though_more_than_ten_thousand_have_no_way_between_the_nearest_roads(string extract, Profile profile)
    {
        var region = Extracts.Open(extract);
        var seed = Random.Shared.Next();
        output.WriteLine($"Seed {seed}.");
        var random = new Random(seed);
        var sources = Enumerable.Range(0, 120).Select(_ => (RoutePoint)region.PointAt(random.Next(region.Info.Points))).ToArray();
        var plain = new Router(region, new RouterOptions { MinIsland = 0 });
        var destinations = OutOfReach(plain, profile, sources, 130, random);
        var router = new Router(region, new RouterOptions { MinIsland = 0, OtherRoadMetres = 75 });
        var reports = new List<double>();
        var before = plain.Table(profile, sources, destinations, int.MaxValue, Token);
        var table = router.Table(profile, sources, destinations, new TableRequest { Progress = new Listed(reports) }, Token);
        var bounded = router.Table(profile, sources, destinations, Bound, Token);

        Assert.True(before.DurationsDeciseconds.Count(cell => cell < 0) > 10_000);
        Assert.True(table.DurationsDeciseconds.Count(cell => cell < 0) < before.DurationsDeciseconds.Count(cell => cell < 0));
        Assert.All(reports.SkipLast(1), part => Assert.InRange(part, 0, 0.9999));
        Assert.Equal(1, reports[^1]);
        foreach (var cell in random.GetItems(Enumerable.Range(0, table.DurationsDeciseconds.Length).ToArray(), 2000))
        {
            var route = router.Route(profile, [sources[cell / destinations.Length], destinations[cell % destinations.Length]], new RouteRequest(), Token);
            var expected = route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1;
            Assert.Equal(expected, table.DurationsDeciseconds[cell]);
            Assert.Equal(expected > Bound ? -1 : expected, bounded.DurationsDeciseconds[cell]);
            if (before.DurationsDeciseconds[cell] >= 0)
                Assert.Equal(before.DurationsDeciseconds[cell], table.DurationsDeciseconds[cell]);
        }
    }

    /// <summary>Points of roads that few others are joined to, and that none of the sources reaches.</summary>
    private static RoutePoint[] OutOfReach(Router router, Profile profile, RoutePoint[] sources, int number, Random random)
    {
        var region = router.Region;
        var graph = region.Graphs[(int)profile];
        var onIslands = Enumerable.Range(0, region.Columns.FirstPoint.Length)
            .Where(segment => graph.ComponentPoints[segment] is > 0 and < 300)
            .Select(segment => (RoutePoint)region.PointAt(region.Columns.FirstPoint[segment] + random.Next(2)))
            .ToArray();
        var table = router.Table(profile, sources, onIslands, int.MaxValue, Token);
        var lost = onIslands.Where((_, column) => Enumerable.Range(0, sources.Length).All(row => table.DurationsDeciseconds[row * onIslands.Length + column] < 0)).ToArray();
        Assert.NotEmpty(lost);
        return random.GetItems(lost, number);
    }

    private sealed class Listed(List<double> reports) : IProgress<double>
    {
        public void Report(double value)
        {
            lock (reports)
                reports.Add(value);
        }
    }
}
