using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Plain;
using Routing.RoadNetwork.Snapping;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Plain;

/// <summary>
/// Whole extracts against plain search, its turns against its restrictions. Pairs are drawn as 40 sources with 50
/// destinations each, since one plain search from a source answers for all of them; each pair is routed, driven and added
/// up for itself. Places lie within some 100 m of a random road point, so some are islands, ferries, private ground, or
/// nowhere. The seed is printed; ROADS_SEED takes it back.
/// </summary>
public sealed class ExactnessTests(ITestOutputHelper output)
{
    private const int Sources = 40;
    private const int Destinations = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, Profile> All
    {
        get
        {
            var all = new TheoryData<string, Profile>();
            foreach (var name in new[] { "montevideo", "monaco", "liechtenstein" })
            {
                foreach (var profile in Enum.GetValues<Profile>())
                    all.Add(name, profile);
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Route_equals_plain_search_on_2000_random_pairs(string extract, Profile profile)
    {
        var region = Extracts.Open(extract);
        var router = new Router(region);
        var random = NewRandom();
        var judge = new PathJudge(region, profile, null);
        var routed = 0;
        foreach (var (from, to) in RandomPairs(region, random))
        {
            if (router.Snap(profile, from) is not { } a)
            {
                Assert.Equal(RouteOutcome.NoSegment, router.Route(profile, [from, to[0]], false, false, Token).Outcome);
                continue;
            }

            var places = to.Select(at => router.Snap(profile, at)).ToArray();
            var expected = PlainSearch.Deciseconds(region, profile, null, a, [.. places.OfType<Phantom>()]);
            for (int i = 0, found = 0; i < to.Length; i++)
            {
                var result = router.Route(profile, [from, to[i]], geometry: true, steps: true, Token);
                if (places[i] is not { } b)
                {
                    Assert.Equal(RouteOutcome.NoSegment, result.Outcome);
                    continue;
                }

                var deciseconds = expected[found++];
                Assert.Equal(deciseconds < 0 ? RouteOutcome.NoRoute : RouteOutcome.Ok, result.Outcome);
                if (deciseconds < 0)
                    continue;
                routed++;
                Assert.Equal(deciseconds, result.DurationDeciseconds);
                AssertJoinsUp(result);
                judge.AssertIsLegal(a, b, deciseconds);
            }
        }

        Assert.True(routed > Sources * Destinations / 4, $"Only {routed} pairs had a route.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_cell_of_a_300_x_300_table_equals_plain_search(string extract, Profile profile)
    {
        var region = Extracts.Open(extract);
        var router = new Router(region);
        var random = NewRandom();
        var places = Enumerable.Range(0, 300).Select(_ => RandomPoint(region, random)).ToArray();

        // Mostly other destinations, some the same, and some many on one street.
        var destinations = places.Take(40).Concat(Enumerable.Range(0, 250).Select(_ => RandomPoint(region, random)))
            .Concat(Enumerable.Repeat(places[7], 10)).ToArray();
        AssertTableIsPlain(router, profile, null, places, destinations);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Routes_and_tables_are_exact_after_closures_and_speed_changes(string extract, Profile profile)
    {
        var region = Extracts.Open(extract);
        var router = new Router(region);
        var random = NewRandom();
        var costs = new RoadCosts(region, profile);
        for (var arc = 0; arc < costs.Arcs; arc++)
        {
            var dice = random.NextDouble();
            if (dice < 0.03)
                costs.Close(arc);
            else if (dice < 0.4)
                costs.SetFactor(arc, 0.3 + 4 * random.NextDouble());
            else if (dice < 0.5)
                costs.SetSpeed(arc, 3 + 60 * random.NextDouble());
        }

        var metric = router.Customise(costs, Token);
        router.Use(metric);
        var judge = new PathJudge(region, profile, costs, metric.Metric);
        var routed = 0;
        foreach (var (from, to) in RandomPairs(region, random))
        {
            if (router.Snap(profile, from) is not { } a)
                continue;
            var places = to.Select(at => router.Snap(profile, at)).OfType<Phantom>().ToArray();
            var expected = PlainSearch.Deciseconds(region, profile, costs, a, places);
            for (var i = 0; i < places.Length; i++)
            {
                Assert.Equal(expected[i], judge.Find(a, places[i]));
                if (expected[i] < 0)
                    continue;
                routed++;
                judge.AssertIsLegal(a, places[i], expected[i]);
            }
        }

        Assert.True(routed > Sources * Destinations / 5, $"Only {routed} pairs had a route.");
        var points = Enumerable.Range(0, 300).Select(_ => RandomPoint(region, random)).ToArray();
        AssertTableIsPlain(router, profile, costs, points, points);
    }

    private static void AssertTableIsPlain(Router router, Profile profile, RoadCosts? changed, Coordinate[] sources, Coordinate[] destinations)
    {
        var table = router.Table(profile, sources, destinations, int.MaxValue, Token);
        Assert.Equal(sources.Length * destinations.Length, table.DurationsDeciseconds.Length);
        var to = destinations.Select(at => router.Snap(profile, at)).ToArray();
        var reachable = to.OfType<Phantom>().ToArray();
        Parallel.For(0, sources.Length, new ParallelOptions { CancellationToken = Token }, s =>
        {
            var expected = router.Snap(profile, sources[s]) is { } from
                ? PlainSearch.Deciseconds(router.Region, profile, changed, from, reachable)
                : Enumerable.Repeat(-1, reachable.Length).ToArray();
            for (int d = 0, found = 0; d < destinations.Length; d++)
            {
                var cell = s * destinations.Length + d;
                var deciseconds = to[d] is null ? -1 : expected[found++];
                if (table.DurationsDeciseconds[cell] != deciseconds)
                    Assert.Fail($"Cell {s}, {d}: {table.DurationsDeciseconds[cell]}, but plain search takes {deciseconds}.");
                if (deciseconds >= 0 != table.DistancesMetres[cell] >= 0)
                    Assert.Fail($"Cell {s}, {d}: distance {table.DistancesMetres[cell]}.");
            }
        });
    }

    /// <summary>Geometry is as long as the distance says, and steps add up to the leg.</summary>
    private static void AssertJoinsUp(RouteResult result)
    {
        var leg = Assert.Single(result.Legs);
        Assert.Equal(result.Waypoints[0].Location, leg.Coordinates[0]);
        Assert.Equal(result.Waypoints[1].Location, leg.Coordinates[^1]);
        var metres = leg.Coordinates.Zip(leg.Coordinates.Skip(1), (a, b) => a.MetresTo(b)).Sum();
        Assert.Equal(leg.DistanceMetres, metres, 0.01 * leg.Coordinates.Count + 0.01);
        Assert.Equal(leg.DurationDeciseconds, leg.Steps.Sum(step => step.DurationDeciseconds));
        Assert.Equal(leg.DistanceMetres, leg.Steps.Sum(step => step.DistanceMetres), 0.001);
        Assert.Equal(ManoeuvreType.Depart, leg.Steps[0].Manoeuvre.Type);
        Assert.Equal(ManoeuvreType.Arrive, leg.Steps[^1].Manoeuvre.Type);
        Assert.Equal(0, leg.Steps[0].FirstCoordinate);
        for (var i = 1; i < leg.Steps.Count; i++)
            Assert.Equal(leg.Steps[i - 1].LastCoordinate, leg.Steps[i].FirstCoordinate);
    }

    private Random NewRandom()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        return new Random(seed);
    }

    private static IEnumerable<(Coordinate From, Coordinate[] To)> RandomPairs(Region region, Random random)
    {
        for (var i = 0; i < Sources; i++)
            yield return (RandomPoint(region, random), [.. Enumerable.Range(0, Destinations).Select(_ => RandomPoint(region, random))]);
    }

    private static Coordinate RandomPoint(Region region, Random random)
    {
        // Near a road point rather than anywhere in the rectangle, half of which may be sea.
        var at = region.PointAt(random.Next(region.Info.Points));
        return new Coordinate(at.Lon + (random.NextDouble() - 0.5) * 0.002, at.Lat + (random.NextDouble() - 0.5) * 0.002);
    }
}
