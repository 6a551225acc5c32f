using Routing.RoadNetwork.Graph;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Snapping;

public sealed class SnapTests(ITestOutputHelper output)
{
    [Fact]
    public void The_nearest_point_of_the_nearest_road()
    {
        using var town = Town.Draw("""
            A-------B
              1

            C-------D
            """).Way("AB", "name=Norte").Way("CD", "name=Sur");
        var result = town.Router.Nearest(Profile.Car, town['1']);
        var candidate = Assert.Single(result.Candidates);
        Assert.Equal("Norte", candidate.Name);
        Assert.Equal(50, candidate.MetresAway, 0.1);
        Assert.Equal(town['1'].Lon, candidate.Location.Lon, 1e-7);
        Assert.Equal(town['A'].Lat, candidate.Location.Lat, 1e-7);
    }

    [Fact]
    public void Several_candidates_come_nearest_first_each_on_its_own_piece_of_road()
    {
        using var town = Town.Draw("""
            A-------B
              1

            C-------D
            """).Way("AB", "name=Norte").Way("CD", "name=Sur").Way("AC", "name=Oeste");
        var names = town.Router.Nearest(Profile.Car, town['1'], 5).Candidates.Select(c => c.Name);
        Assert.Equal(["Norte", "Oeste", "Sur"], names.Order());
        var metres = town.Router.Nearest(Profile.Car, town['1'], 2).Candidates.Select(c => c.MetresAway).ToArray();
        Assert.Equal(2, metres.Length);
        Assert.True(metres[0] <= metres[1]);
    }

    [Fact]
    public void Roads_that_the_profile_may_not_use_are_passed_over()
    {
        using var town = Town.Draw("""
            A-------B
              1
            C-------D
            E-------F
            """).Way("AB", "name=Calle").Way("CD", "highway=footway name=Vereda").Way("EF", "highway=motorway name=Ruta");
        Assert.Equal("Calle", town.Router.Nearest(Profile.Car, town['1']).Candidates[0].Name);
        Assert.Equal(["Calle", "Vereda"], town.Router.Nearest(Profile.Foot, town['1'], 9).Candidates.Select(c => c.Name).Order());
    }

    [Fact]
    public void Beyond_the_limit_there_is_no_segment()
    {
        using var town = Town.Draw("""
            A-------B




            1
            """).Way("AB");
        var near = town.Build(minIsland: 0, maxSnapMetres: 251);
        Assert.Equal(SnapOutcome.Ok, near.Nearest(Profile.Car, town['1']).Outcome);
        near.Region.Dispose();
        var far = town.Build(minIsland: 0, maxSnapMetres: 249);
        Assert.Equal(SnapOutcome.NoSegment, far.Nearest(Profile.Car, town['1']).Outcome);
        var route = far.Route(Profile.Car, [town['A'], town['1']], false, false, TestContext.Current.CancellationToken);
        Assert.Equal((RouteOutcome.NoSegment, 1), (route.Outcome, route.FailedIndex));
        var table = far.Table(Profile.Car, [town['A'], town['1']], [town['B'], town['1']], int.MaxValue, TestContext.Current.CancellationToken);
        Assert.Equal([true, false, false, false], table.DurationsDeciseconds.Select(d => d >= 0));
        Assert.Null(table.Sources[1]);
        Assert.NotNull(table.Destinations[0]);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(500, 0)]
    [InlineData(0, -91)]
    public void Impossible_coordinates_are_nowhere(double lon, double lat)
    {
        using var town = Town.Draw("A-------B").Way("AB");
        Assert.Equal(SnapOutcome.NoSegment, town.Router.Nearest(Profile.Car, new Coordinate(lon, lat)).Outcome);
    }

    private static Town Island() => Town.Draw("""
        A---B---C---D---E
        |   |   |   |   |
        F---G---H---I---J

              1
            X---Y
        """).Way("ABCDE", "name=Red").Way("FGHIJ", "name=Red").Way("AF").Way("BG").Way("CH").Way("DI").Way("EJ").Way("XY", "name=Isla");

    [Fact]
    public void A_small_island_is_passed_over_when_a_larger_network_is_within_reach()
    {
        using var town = Island();
        Assert.Equal("Red", town.Build(minIsland: 5).Nearest(Profile.Car, town['1']).Candidates[0].Name);
    }

    [Fact]
    public void With_no_least_size_every_road_counts()
    {
        using var town = Island();
        Assert.Equal("Isla", town.Build(minIsland: 0).Nearest(Profile.Car, town['1']).Candidates[0].Name);
    }

    [Fact]
    public void When_only_islands_are_within_reach_they_are_taken()
    {
        using var town = Island();
        Assert.Equal("Isla", town.Build(minIsland: 5, maxSnapMetres: 60).Nearest(Profile.Car, town['1']).Candidates[0].Name);
        town.Router.Region.Dispose();

        // A radius says how far a road may be, not how far an island is left for another.
        Assert.Equal("Isla", town.Build(minIsland: 5, maxSnapMetres: 60).Nearest(Profile.Car, new RoutePoint(town['1']) { RadiusMetres = 35_000 }).Candidates[0].Name);
        town.Router.Region.Dispose();
        Assert.Equal("Isla", town.Build(minIsland: 10_000).Nearest(Profile.Car, town['1']).Candidates[0].Name);
    }

    [Fact]
    public void A_street_that_can_be_entered_and_never_left_is_an_island()
    {
        using var town = Town.Draw("""
            A---B---C
            |   |   |
            F---G---H
                |
                X
                1
            """).Way("ABC").Way("FGH").Way("AF").Way("BG").Way("CH").Way("GX", "oneway=yes name=Trampa");
        Assert.NotEqual("Trampa", town.Build(minIsland: 5).Nearest(Profile.Car, town['1']).Candidates[0].Name);
    }

    [Fact]
    public void A_dead_end_street_is_part_of_its_network()
    {
        using var town = Town.Draw("""
            A---B---C
            |   |   |
            F---G---H
                |
                X
                1
            """).Way("ABC").Way("FGH").Way("AF").Way("BG").Way("CH").Way("GX", "name=Callejón");
        Assert.Equal("Callejón", town.Build(minIsland: 5).Nearest(Profile.Car, town['1']).Candidates[0].Name);
    }

    [Fact]
    public void A_private_drive_is_part_of_its_network()
    {
        using var town = Town.Draw("""
            A---B---C
            |   |   |
            F---G---H
                |
                X
                1
            """).Way("ABC").Way("FGH").Way("AF").Way("BG").Way("CH").Way("GX", "name=Entrada access=private");
        Assert.Equal("Entrada", town.Build(minIsland: 5).Nearest(Profile.Car, town['1']).Candidates[0].Name);
    }

    [Fact]
    public void The_index_finds_what_looking_at_every_segment_finds()
    {
        var region = Extracts.Open("montevideo");
        var router = new Router(region, new RouterOptions { MinIsland = 0 });
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        var all = region.Roads(region.Bounds);
        Assert.Equal(region.Info.Arcs / 2, all.Count);
        var segments = new List<int>();
        region.VisitSegments(region.Bounds, segments.Add);
        var usable = all.Zip(segments).Where(road => road.First.Class is RoadClass.Residential or RoadClass.Primary && IsUsable(road.Second))
            .Select(road => road.First).ToArray();
        for (var i = 0; i < 25; i++)
        {
            var near = region.PointAt(random.Next(region.Info.Points));
            var at = new Coordinate(near.Lon + (random.NextDouble() - 0.5) * 0.01, near.Lat + (random.NextDouble() - 0.5) * 0.01);
            var expected = usable.Min(road => Metres(road, at));
            var found = router.Nearest(Profile.Foot, at, 1).Candidates;
            if (expected > 1000)
                continue;

            // Other classes may be nearer still, but nothing of these two may have been missed.
            Assert.True(found.Count == 1 && found[0].MetresAway <= expected + 0.05, $"{at}: found {found.FirstOrDefault().MetresAway}, there is one at {expected}.");
        }

        // Some are shut to people on foot, or are tunnels or ferries, where nobody can stop: so the file says, without the index.
        bool IsUsable(int segment) =>
            region.Graphs[(int)Profile.Foot].ComponentPoints[segment] > 0
            && ((WayTraits)region.Columns.WayTraits[region.Columns.SegmentWay[segment]] & (WayTraits.Tunnel | WayTraits.Ferry)) == WayTraits.None;
    }

    [Fact]
    public void Roads_in_a_rectangle_are_those_that_touch_it()
    {
        using var town = Town.Draw("""
            A---B---C---D
                |
                E
            """).Way("ABCD", "highway=primary name=Rivera").Way("BE", "highway=footway");
        var all = town.Router.Region.Roads(town.Router.Region.Bounds);
        Assert.Equal([RoadClass.Primary, RoadClass.Primary, RoadClass.Footway], all.Select(r => r.Class).Order());
        var east = new BoundingBox(town['C'].Lon, town['C'].Lat - 0.0001, town['D'].Lon, town['C'].Lat + 0.0001);
        var road = Assert.Single(town.Router.Region.Roads(east));
        Assert.Equal("Rivera", road.Name);
        Assert.Equal([town['B'], town['C'], town['D']], road.Coordinates);
        Assert.Empty(town.Router.Region.Roads(new BoundingBox(50, 50, 51, 51)));
    }

    private static double Metres(RoadSegment road, Coordinate at)
    {
        var best = double.MaxValue;
        var metresPerDegree = 6_371_008.8 * Math.PI / 180;
        var scale = metresPerDegree * Math.Cos(at.Lat * Math.PI / 180);
        for (var i = 1; i < road.Coordinates.Count; i++)
        {
            var (a, b) = (road.Coordinates[i - 1], road.Coordinates[i]);
            var (ax, ay) = ((a.Lon - at.Lon) * scale, (a.Lat - at.Lat) * metresPerDegree);
            var (dx, dy) = ((b.Lon - a.Lon) * scale, (b.Lat - a.Lat) * metresPerDegree);
            var length = dx * dx + dy * dy;
            var t = length == 0 ? 0 : Math.Clamp(-(ax * dx + ay * dy) / length, 0, 1);
            best = Math.Min(best, Math.Sqrt((ax + t * dx) * (ax + t * dx) + (ay + t * dy) * (ay + t * dy)));
        }

        return best;
    }
}
