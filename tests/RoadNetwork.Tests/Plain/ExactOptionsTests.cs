using Routing.RoadNetwork.Plain;
using Routing.RoadNetwork.Snapping;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Plain;

/// <summary>Options of a query change what is asked, never that the answer is exact: plain search is the judge here too.</summary>
public sealed class ExactOptionsTests(ITestOutputHelper output)
{
    private const int Pairs = 60;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string, Profile> Some => new()
    {
        { "montevideo", Profile.Car },
        { "montevideo", Profile.Bicycle },
        { "monaco", Profile.Car },
        { "monaco", Profile.Scooter },
        { "liechtenstein", Profile.Car },
        { "liechtenstein", Profile.Foot },
    };

    [Theory]
    [MemberData(nameof(Some))]
    public void Routes_and_tables_are_exact_with_bearings_and_sides_of_the_road(string extract, Profile profile)
    {
        var (region, router, random) = Open(extract);
        var routed = 0;
        for (var i = 0; i < Pairs; i++)
        {
            var from = RandomPoint(region, random) with { Bearing = random.Next(360), BearingRange = 60 };
            var to = RandomPoint(region, random) with { Approach = i % 2 == 0 ? Approach.Curb : Approach.Opposite };
            if (router.Snap(profile, from) is not { } a || router.Snap(profile, to) is not { } b)
                continue;
            Assert.NotEqual(ArcSides.None, a.Sides);
            var expected = PlainSearch.Deciseconds(region, profile, a, b);
            var route = router.Route(profile, [from, to], new RouteRequest(), Ct);
            var table = router.Table(profile, new RoutePoint[] { from }, new RoutePoint[] { to }, int.MaxValue, Ct);
            Assert.Equal(expected, route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1);
            Assert.Equal(expected, table.DurationsDeciseconds[0]);
            routed += expected >= 0 ? 1 : 0;
        }

        Assert.True(routed > Pairs / 4, $"Only {routed} pairs had a route.");
    }

    [Theory]
    [MemberData(nameof(Some))]
    public void Routes_and_tables_are_exact_without_some_roads(string extract, Profile profile)
    {
        var (region, router, random) = Open(extract);
        const RoadKinds excluded = RoadKinds.Motorway | RoadKinds.Tunnel | RoadKinds.Narrow | RoadKinds.Ferry;
        var costs = new RoadCosts(region, profile);
        for (var arc = 0; arc < costs.Arcs; arc++)
        {
            if ((region.Columns.KindsOf(arc >> 1) & excluded) != RoadKinds.None)
                costs.Close(arc);
        }

        var narrow = region.Columns.NarrowNodes.Span.ToArray().ToHashSet();
        output.WriteLine($"{narrow.Count} narrow points");
        var differ = 0;
        for (var i = 0; i < Pairs; i++)
        {
            var from = RandomPoint(region, random) with { Excluded = excluded };
            var to = RandomPoint(region, random) with { Excluded = excluded };
            if (router.Snap(profile, from) is not { } a || router.Snap(profile, to) is not { } b)
                continue;
            var expected = PlainSearch.Path(region, profile, costs, a, b, narrow).Deciseconds;
            var route = router.Route(profile, [from, to], new RouteRequest(), Ct);
            var table = router.Table(profile, new RoutePoint[] { from }, new RoutePoint[] { to }, int.MaxValue, Ct);
            Assert.Equal(expected, route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1);
            Assert.Equal(expected, table.DurationsDeciseconds[0]);
            differ += expected != PlainSearch.Deciseconds(region, profile, a, b) ? 1 : 0;
        }

        output.WriteLine($"{differ} of {Pairs} routes differ from those over all roads");
    }

    [Theory]
    [MemberData(nameof(Some))]
    public void Going_straight_on_is_the_best_of_all_ways_to_pass_the_points_in_between(string extract, Profile profile)
    {
        var (region, router, random) = Open(extract);
        for (var i = 0; i < Pairs / 3; i++)
        {
            RoutePoint[] points = [RandomPoint(region, random), RandomPoint(region, random), RandomPoint(region, random), RandomPoint(region, random)];
            var places = points.Select(point => router.Snap(profile, point)).ToArray();
            if (places.Any(place => place is null))
                continue;
            var route = router.Route(profile, points, new RouteRequest { ContinueStraight = true }, Ct);
            var expected = Passing(region, profile, places.Select(place => place!.Value).ToArray(), 0, ArcSides.None);
            if (expected >= int.MaxValue)
                continue;
            Assert.Equal(RouteOutcome.Ok, route.Outcome);
            Assert.Equal(expected, route.DurationDeciseconds);
        }
    }

    /// <summary>Every combination of directions at the points in between, by plain search.</summary>
    private static long Passing(Region region, Profile profile, Phantom[] places, int leg, ArcSides left)
    {
        if (leg == places.Length - 1)
            return 0;
        var from = leg == 0 ? places[0] : places[leg] with { Sides = left };
        var best = (long)int.MaxValue;
        foreach (var side in new[] { ArcSides.Forward, ArcSides.Backward })
        {
            var deciseconds = PlainSearch.Deciseconds(region, profile, from, places[leg + 1] with { Sides = side });
            if (deciseconds >= 0)
                best = Math.Min(best, deciseconds + Passing(region, profile, places, leg + 1, side));
        }

        return best;
    }

    private (Region Region, Router Router, Random Random) Open(string extract)
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        var region = Extracts.Open(extract);
        return (region, new Router(region), new Random(seed));
    }

    private static RoutePoint RandomPoint(Region region, Random random)
    {
        var at = region.PointAt(random.Next(region.Info.Points));
        return new Coordinate(at.Lon + (random.NextDouble() - 0.5) * 0.002, at.Lat + (random.NextDouble() - 0.5) * 0.002);
    }
}
