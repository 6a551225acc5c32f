using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Plain;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Plain;

public sealed class ExactnessTests(ITestOutputHelper output)
{
    private const int Pairs = 200;

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
    public void Route_equals_plain_search_on_random_points(string extract, Profile profile)
    {
        var region = Extracts.Open(extract);
        var router = new Router(region);
        var random = NewRandom();
        var routed = 0;
        for (var i = 0; i < Pairs; i++)
        {
            var from = RandomPoint(region, random);
            var to = RandomPoint(region, random);
            var result = router.Route(profile, [from, to], geometry: true, steps: true, TestContext.Current.CancellationToken);
            if (router.Snap(profile, from) is not { } a || router.Snap(profile, to) is not { } b)
            {
                Assert.Equal(RouteOutcome.NoSegment, result.Outcome);
                continue;
            }

            var expected = PlainSearch.Deciseconds(region, profile, a, b);
            Assert.Equal(expected < 0 ? RouteOutcome.NoRoute : RouteOutcome.Ok, result.Outcome);
            if (expected < 0)
                continue;
            routed++;
            Assert.Equal(expected, result.DurationDeciseconds);
            AssertJoinsUp(result);
        }

        Assert.True(routed > Pairs / 4, $"Only {routed} of {Pairs} pairs had a route.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_cell_of_a_table_equals_the_route(string extract, Profile profile)
    {
        var region = Extracts.Open(extract);
        var router = new Router(region);
        var random = NewRandom();
        var sources = Enumerable.Range(0, 12).Select(_ => RandomPoint(region, random)).ToArray();
        var destinations = Enumerable.Range(0, 15).Select(_ => RandomPoint(region, random)).Append(sources[3]).ToArray();
        var table = router.Table(profile, sources, destinations, int.MaxValue, TestContext.Current.CancellationToken);
        Assert.Equal(sources.Length * destinations.Length, table.DurationsDeciseconds.Length);
        for (var s = 0; s < sources.Length; s++)
        {
            for (var d = 0; d < destinations.Length; d++)
            {
                var route = router.Route(profile, [sources[s], destinations[d]], false, false, TestContext.Current.CancellationToken);
                var cell = s * destinations.Length + d;
                Assert.Equal(route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1, table.DurationsDeciseconds[cell]);
                Assert.Equal(table.DurationsDeciseconds[cell] < 0, table.DistancesMetres[cell] < 0);
            }
        }
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

    private static Coordinate RandomPoint(Region region, Random random)
    {
        // Near a road point rather than anywhere in the rectangle, half of which may be sea.
        var at = region.PointAt(random.Next(region.Info.Points));
        return new Coordinate(at.Lon + (random.NextDouble() - 0.5) * 0.002, at.Lat + (random.NextDouble() - 0.5) * 0.002);
    }
}
