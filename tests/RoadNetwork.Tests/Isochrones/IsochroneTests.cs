using Routing.RoadNetwork.Isochrones;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Isochrones;

public sealed class IsochroneTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // 1 km of road to walk along at 5 km/h, 180 s to the first mark, 360 to the second, 540 to the third.
    private static Town Street() => Town.Draw("""
        A---------1---------2---------3---------B
        """).Way("AB", "highway=footway");

    [Fact]
    public void A_place_is_in_when_its_road_is_reached_in_time()
    {
        using var town = Street();
        var result = town.Router.Isochrones(Profile.Foot, town['A'], [240, 400, 5000], Ct);
        Assert.Equal([240, 400, 5000], result.Isochrones.Select(isochrone => isochrone.Seconds));
        Assert.Equal("1", In(result.Isochrones[0]));
        Assert.Equal("12", In(result.Isochrones[1]));
        Assert.Equal("123", In(result.Isochrones[2]));

        string In(Isochrone isochrone) => string.Concat("123".Where(place => isochrone.Contains(town[place])));
    }

    [Fact]
    public void Rings_are_closed_and_run_counter_clockwise_around_what_is_in()
    {
        using var town = Street();
        var polygon = Assert.Single(town.Router.Isochrones(Profile.Foot, town['2'], [300], Ct).Isochrones[0].Polygons);
        Assert.Equal(polygon.Outer[0], polygon.Outer[^1]);
        Assert.True(polygon.Outer.Count > 8);
        Assert.True(Rings.Area(polygon.Outer) > 0);
        Assert.Empty(polygon.Holes);
    }

    [Fact]
    public void A_one_way_street_leads_one_way()
    {
        using var town = Town.Draw("""
            A------------1--2--3------------B
            """).Way("AB", "oneway=yes");
        var isochrone = town.Router.Isochrones(Profile.Car, town['2'], [30], Ct).Isochrones[0];
        Assert.True(isochrone.Contains(town['3']));
        Assert.False(isochrone.Contains(town['1']));
        var back = town.Router.Isochrones(Profile.Car, town['2'], IsochroneDirection.To, [30], Ct).Isochrones[0];
        Assert.True(back.Contains(town['1']));
        Assert.False(back.Contains(town['3']));
    }

    [Fact]
    public void What_is_nearer_to_a_road_that_is_not_reached_is_out()
    {
        using var town = Town.Draw("""
            A--1----B
                2
            C-------D
            """).Way("AB").Way("CD", "name=Otra");
        var isochrone = town.Router.Isochrones(Profile.Car, town['1'], [600], Ct).Isochrones[0];
        Assert.True(isochrone.Contains(town['1']));
        Assert.False(isochrone.Contains(town['C']));
        Assert.False(isochrone.Contains(town['D']));
    }

    [Fact]
    public void Open_country_inside_a_ring_of_roads_is_a_hole()
    {
        using var town = Town.Draw("""
            A-----------------------------------------------B
            |                                               |
            |                                               |
            |                                               |
            |                                               |
            |                                               |
            |                                               |
            |                                               |
            |                                               |
            |                        1                      |
            |                                               |
            |                                               |
            |                                               |
            |                                               |
            |                                               |
            |                                               |
            |                                               |
            D-----------------------------------------------C
            """).Way("ABCDA", "highway=primary");
        var isochrone = town.Router.Isochrones(Profile.Car, town['A'], [3600], Ct).Isochrones[0];
        var polygon = Assert.Single(isochrone.Polygons);
        Assert.True(Rings.Area(Assert.Single(polygon.Holes)) < 0);
        Assert.False(isochrone.Contains(town['1']));
        Assert.True(isochrone.Contains(town['C']));
    }

    [Fact]
    public void Without_a_road_there_is_none()
    {
        using var town = Street();
        var result = town.Router.Isochrones(Profile.Foot, new Coordinate(5, 5), [300], Ct);
        Assert.Equal(SnapOutcome.NoSegment, result.Outcome);
        Assert.Empty(result.Isochrones);
    }

    [Theory]
    [InlineData("montevideo", Profile.Car, 600, IsochroneDirection.From)]
    [InlineData("montevideo", Profile.Foot, 900, IsochroneDirection.From)]
    [InlineData("monaco", Profile.Scooter, 300, IsochroneDirection.From)]
    [InlineData("liechtenstein", Profile.Car, 900, IsochroneDirection.From)]
    [InlineData("montevideo", Profile.Car, 600, IsochroneDirection.To)]
    [InlineData("monaco", Profile.Car, 300, IsochroneDirection.To)]
    [InlineData("liechtenstein", Profile.Bicycle, 900, IsochroneDirection.To)]
    public void Random_points_are_in_when_the_route_is_short_enough(string extract, Profile profile, int seconds, IsochroneDirection direction)
    {
        var region = Extracts.Open(extract);
        var router = new Router(region, new RouterOptions { MinIsland = 0 });
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        int asked = 0, right = 0;
        for (var i = 0; i < 6; i++)
        {
            var from = region.PointAt(random.Next(region.Info.Points));
            var result = router.Isochrones(profile, from, direction, [seconds], Ct);
            if (result.Outcome == SnapOutcome.NoSegment)
                continue;
            var isochrone = result.Isochrones[0];
            var points = Enumerable.Range(0, 200).Select(_ => region.PointAt(random.Next(region.Info.Points))).ToArray();
            var there = direction == IsochroneDirection.From;
            var table = router.Table(profile, there ? [from] : points, there ? points : [from], int.MaxValue, Ct);
            for (var j = 0; j < points.Length; j++)
            {
                // Neither those on the line nor those that are off the profile's roads say anything.
                var time = table.DurationsDeciseconds[j] < 0 ? double.MaxValue : table.DurationsDeciseconds[j] / 10.0;
                if (Math.Abs(time - seconds) < 0.1 * seconds || (there ? table.Destinations : table.Sources)[j] is not { MetresAway: < 20 })
                    continue;
                asked++;
                right += isochrone.Contains(points[j]) == time < seconds ? 1 : 0;
            }
        }

        output.WriteLine($"{right} of {asked}");
        Assert.True(asked > 100 && right >= 0.97 * asked, $"{right} of {asked} points lie on the right side.");
    }
}
