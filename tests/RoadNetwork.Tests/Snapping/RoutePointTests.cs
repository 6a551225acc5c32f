using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Snapping;

/// <summary>Points that ask for certain roads: by bearing, radius, side of the road, and where one can stop.</summary>
public sealed class RoutePointTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // 1 lies north of Rivera, 2 south of it; Italia runs north to south, nearer to 3.
    private static Town Crossing() => Town.Draw("""
            D
           3|
          1 |
        A---B-------C
          2 |
            E
        """)
        .Way("ABC", "name=Rivera").Way("DBE", "name=Italia");

    [Theory]
    [InlineData(90, 20, "Rivera")]
    [InlineData(270, 20, "Rivera")]
    [InlineData(0, 20, "Italia")]
    [InlineData(355, 10, "Italia")]
    [InlineData(180, 5, "Italia")]
    [InlineData(45, 180, "Italia")]
    public void A_bearing_chooses_the_road(int bearing, int range, string name)
    {
        using var town = Crossing();
        var found = town.Router.Nearest(Profile.Car, new RoutePoint(town['3']) { Bearing = bearing, BearingRange = range });
        Assert.Equal(name, found.Candidates[0].Name);
    }

    [Fact]
    public void A_bearing_that_no_road_has_finds_none()
    {
        using var town = Crossing();
        Assert.Equal(SnapOutcome.NoSegment, town.Router.Nearest(Profile.Car, new RoutePoint(town['3']) { Bearing = 45, BearingRange = 10 }).Outcome);
    }

    [Fact]
    public void A_route_begins_and_ends_in_the_direction_of_the_bearing()
    {
        using var town = Town.Draw("""
            A--1---2--B
            |         |
            D---------C
            """).Way("AB").Way("BC").Way("CD").Way("DA");
        var west = new RoutePoint(town['1']) { Bearing = 270, BearingRange = 30 };
        var route = town.Router.Route(Profile.Car, [west, town['2']], new RouteRequest { Geometry = true }, Ct);
        Assert.True(route.DistanceMetres > 300, "It sets off to the west, and so has to go round.");
        route = town.Router.Route(Profile.Car, [town['1'], new RoutePoint(town['2']) { Bearing = 90, BearingRange = 30 }], new RouteRequest(), Ct);
        Assert.Equal(100, route.DistanceMetres, 1.0);
        var table = town.Router.Table(Profile.Car, [west, town['1']], [town['2']], int.MaxValue, Ct);
        Assert.True(table.DistancesMetres[0] > 300);
        Assert.Equal(100, table.DistancesMetres[1]);
    }

    [Theory]
    [InlineData(40.0, false)]
    [InlineData(60.0, true)]
    public void A_radius_limits_the_search(double metres, bool isFound)
    {
        using var town = Town.Draw("""
            A---B
            1
            """).Way("AB");
        var found = town.Router.Nearest(Profile.Car, new RoutePoint(town['1']) { RadiusMetres = metres });
        Assert.Equal(isFound, found.Outcome == SnapOutcome.Ok);

        // Also one that goes farther than what is usual.
        town.Router.Region.Dispose();
        Assert.Equal(isFound, town.Build(minIsland: 0, maxSnapMetres: 30).Nearest(Profile.Car, new RoutePoint(town['1']) { RadiusMetres = metres }).Outcome == SnapOutcome.Ok);
    }

    // The road is straight; who comes from A has the south side on the right.
    private static Town Avenue() => Town.Draw("""
               1
        A------------B
               2
        |            |
        D------------C
        """).Way("AB").Way("BC").Way("CD").Way("DA");

    [Theory]
    [InlineData('2', Approach.Curb, false)]
    [InlineData('2', Approach.Opposite, true)]
    [InlineData('1', Approach.Curb, true)]
    [InlineData('1', Approach.Opposite, false)]
    [InlineData('1', Approach.Unrestricted, false)]
    public void A_place_is_reached_on_the_side_asked_for(char place, Approach approach, bool goesRound)
    {
        using var town = Avenue();
        var route = town.Router.Route(Profile.Car, [town['A'], new RoutePoint(town[place]) { Approach = approach }], new RouteRequest(), Ct);
        Assert.Equal(goesRound, route.DistanceMetres > 300);
    }

    [Fact]
    public void A_one_way_street_is_reached_as_it_runs()
    {
        using var town = Town.Draw("""
               1
            A------------B
            """).Way("AB", "oneway=yes");
        var point = new RoutePoint(town['1']) { Approach = Approach.Curb };
        Assert.Equal(RouteOutcome.Ok, town.Router.Route(Profile.Car, [town['A'], point], new RouteRequest(), Ct).Outcome);
    }

    [Theory]
    [InlineData("highway=motorway")]
    [InlineData("highway=motorway_link")]
    [InlineData("highway=primary tunnel=yes")]
    [InlineData("route=ferry motorcar=yes")]
    public void A_car_is_handed_over_where_one_can_stop(string tags)
    {
        using var town = Town.Draw("""
            A---B---C
                1
                |
            D---E---F
            """).Way("ABC", tags + " name=Rapida").Way("DEF", "name=Calle").Way("BE");
        Assert.Equal("Calle", town.Router.Nearest(Profile.Car, new RoutePoint(town['1']), 1).Candidates.Select(c => c.Name == "" ? "Calle" : c.Name).First());
        Assert.Equal("Rapida", town.Router.Nearest(Profile.Car, new RoutePoint(town['B']) { AnyRoad = true }, 1).Candidates[0].Name);
    }

    [Fact]
    public void Where_no_other_road_is_near_the_motorway_is_meant()
    {
        using var town = Town.Draw("""
            A---B---C
                1



            D---E---F
            """).Way("ABC", "highway=motorway name=Rapida").Way("DEF", "name=Calle");
        Assert.Equal("Rapida", town.Router.Nearest(Profile.Car, town['1'], 1).Candidates[0].Name);
    }

    [Fact]
    public void A_pin_in_a_car_park_ends_on_its_aisle_and_one_in_a_courtyard_on_its_drive()
    {
        using var town = Town.Draw("""
            A---B-----C
                |     |
                P-Q1  |
                  2   R
            """)
            .Way("ABC", "name=Calle").Way("BP", "highway=service access=customers name=Parking")
            .Way("PQ", "highway=service service=parking_aisle access=customers name=Aisle").Way("CR", "highway=service access=private name=Patio");
        Assert.Equal("Aisle", town.Router.Nearest(Profile.Car, town['1']).Candidates[0].Name);
        Assert.Equal("ABP", town.Path(Profile.Car, "A2")[..3]);
        Assert.Equal("ABCR", town.Path(Profile.Car, "AR"));
    }

    [Theory]
    [InlineData(0.0, RouteOutcome.NoRoute)]
    [InlineData(20.0, RouteOutcome.NoRoute)]
    [InlineData(60.0, RouteOutcome.Ok)]
    public void Where_the_nearest_road_cannot_be_reached_one_hardly_farther_away_is_taken(double metres, RouteOutcome expected)
    {
        using var town = Town.Draw("""
            A------------B
            |
            |    C---D
            |      2
            |
            F------------G
            """).Way("AB").Way("CD", "name=Isla").Way("FG", "name=Calle").Way("AF");
        using var region = town.Router.Region;
        var router = new Router(region, new RouterOptions { MinIsland = 0, OtherRoadMetres = metres });
        foreach (var (from, to) in new[] { ('B', '2'), ('2', 'B') })
        {
            var route = router.Route(Profile.Car, [town[from], town[to]], new RouteRequest(), Ct);
            Assert.Equal(expected, route.Outcome);
            var table = router.Table(Profile.Car, [town[from]], [town[to]], int.MaxValue, Ct);
            Assert.Equal(expected == RouteOutcome.Ok ? route.DurationDeciseconds : -1, table.DurationsDeciseconds[0]);
            if (expected == RouteOutcome.Ok)
                Assert.Equal("Calle", route.Waypoints[to == '2' ? 1 : 0].Name);
        }
    }

    [Fact]
    public void A_hint_finds_the_same_place_again_and_a_false_one_is_not_trusted()
    {
        using var town = Crossing();
        var first = town.Router.Nearest(Profile.Car, town['1'], 2).Candidates;
        var second = first[1];
        var again = town.Router.Route(Profile.Car, [new RoutePoint(town['1']) { Hint = second.Hint }, town['C']], new RouteRequest(), Ct);
        Assert.Equal(second.Location, again.Waypoints[0].Location);
        foreach (var hint in new[] { new RoadHint(-1, 0), new RoadHint(int.MaxValue, 5), second.Hint with { Centimetres = 99_999_999 } })
        {
            var route = town.Router.Route(Profile.Car, [new RoutePoint(town['1']) { Hint = hint }, town['C']], new RouteRequest(), Ct);
            Assert.Equal(first[0].Location, route.Waypoints[0].Location);
        }
    }

    [Fact]
    public void A_point_in_between_is_passed_without_turning_round_when_asked()
    {
        using var town = Town.Draw("""
            A----1----B---C
            |             |
            D-------------E
            """).Way("ABC").Way("CE").Way("ED").Way("DA");
        RoutePoint[] points = [town['B'], town['1'], town['C']];
        var free = town.Router.Route(Profile.Car, points, new RouteRequest { Geometry = true }, Ct);
        var straight = town.Router.Route(Profile.Car, points, new RouteRequest { Geometry = true, ContinueStraight = true }, Ct);
        Assert.Equal(free.Legs[0].DistanceMetres + 225, free.DistanceMetres, 1.0);
        Assert.True(straight.DistanceMetres > free.DistanceMetres + 200, $"{straight.DistanceMetres} and {free.DistanceMetres}");
        Assert.True(straight.DurationDeciseconds >= free.DurationDeciseconds);

        // The second leg goes on where the first was heading.
        var before = straight.Legs[0].Coordinates[^2];
        var after = straight.Legs[1].Coordinates[1];
        Assert.NotEqual(before, after);
    }
}
