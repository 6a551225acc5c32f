using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Graph;

public sealed class TurnTests
{
    [Fact]
    public void A_car_turns_round_only_where_the_road_ends()
    {
        // To get from 1 (eastbound only past B) back west, it has to go to the end at D.
        using var town = Town.Draw("""
            A---B---C---D
                |
                E
            """)
            .Way("AB", "oneway=yes").Way("BC").Way("CD").Way("BE", "oneway=yes")
            .Restriction("no_right_turn", "AB", "B", "BE");
        Assert.Equal("ABCDCBE", town.Path(Profile.Car, "AE"));
    }

    [Fact]
    public void A_bollard_makes_a_dead_end_for_a_car_and_none_for_a_bicycle()
    {
        using var town = Town.Draw("""
            A---B---C
            |       |
            |       |
            D-------E
            """)
            .Way("ABC").Way("ADEC").Point('B', "barrier=bollard");
        Assert.Equal("ADEC", town.Path(Profile.Car, "AC"));
        Assert.Equal("ABC", town.Path(Profile.Bicycle, "AC"));
        Assert.Equal("ABC", town.Path(Profile.Scooter, "AC"));
        Assert.Equal("ABC", town.Path(Profile.Foot, "AC"));
    }

    [Fact]
    public void Left_turns_cost_more_than_right_turns_and_these_more_than_going_straight()
    {
        using var town = Town.Draw("""
                B
                |
            A---X---C
                |
                D
            """)
            .Way("AXC").Way("BXD");
        var straight = town.Deciseconds(Profile.Car, "AC");
        var right = town.Deciseconds(Profile.Car, "AD");
        var left = town.Deciseconds(Profile.Car, "AB");
        Assert.Equal(straight + 20, right);
        Assert.Equal(straight + 40, left);
        Assert.Equal(town.Deciseconds(Profile.Foot, "AD"), town.Deciseconds(Profile.Foot, "AB"));
    }

    // Five roundabouts, drawn counter-clockwise: "abca" and so on; backwards they run clockwise.
    private static Town Roundabouts(bool clockwise, string side)
    {
        var town = Town.Draw("""
                B
                |
            A---X---C        1
                |
                D
            c   f   i   l   o

            a b d e g h j k m n
            """)
            .Way("AXC", side).Way("BXD", side);
        foreach (var ring in (string[])["abca", "defd", "ghig", "jklj", "mnom"])
            town.Way(clockwise ? string.Concat(ring.Reverse()) : ring, "junction=roundabout");
        return town;
    }

    [Theory]
    [InlineData(false, "", 20)]
    [InlineData(true, "", 40)]
    [InlineData(true, "driving_side=right", 20)]
    [InlineData(false, "driving_side=left", 40)]
    public void Where_roundabouts_run_clockwise_traffic_keeps_left_and_right_turns_cost_more(bool clockwise, string side, int right)
    {
        using var town = Roundabouts(clockwise, side);
        var straight = town.Deciseconds(Profile.Car, "AC");
        Assert.Equal(straight + right, town.Deciseconds(Profile.Car, "AD"));
        Assert.Equal(straight + 60 - right, town.Deciseconds(Profile.Car, "AB"));
        Assert.All(town.Route(Profile.Car, "AC").Legs[0].Steps, step => Assert.Equal(right == 40, step.KeepsLeft));
    }

    [Fact]
    public void A_bend_without_a_junction_costs_nothing()
    {
        using var bend = Town.Draw("""
            A---X
                |
                D
            """)
            .Way("AX").Way("XD");
        using var straight = Town.Draw("A---X---D").Way("AX").Way("XD");
        Assert.Equal(straight.Deciseconds(Profile.Car, "AD"), bend.Deciseconds(Profile.Car, "AD"));
    }

    [Theory]
    [InlineData(Profile.Car, 40)]
    [InlineData(Profile.Bicycle, 30)]
    [InlineData(Profile.Scooter, 30)]
    [InlineData(Profile.Foot, 0)]
    public void Signals_cost_by_profile(Profile profile, int deciseconds)
    {
        using var without = Town.Draw("A---B---C").Way("ABC");
        using var with = Town.Draw("A---B---C").Way("ABC").Point('B', "highway=traffic_signals");
        var split = without.Deciseconds(profile, "AC");

        // Cutting the way in two may round once more.
        Assert.InRange(with.Deciseconds(profile, "AC"), split + deciseconds - 1, split + deciseconds + 1);
    }

    [Theory]
    [InlineData("forward", 40, 0)]
    [InlineData("backward", 0, 40)]
    [InlineData("both", 40, 40)]
    public void Signals_may_be_for_one_direction(string direction, int there, int back)
    {
        using var without = Town.Draw("A---B---C").Way("ABC");
        using var with = Town.Draw("A---B---C").Way("ABC").Point('B', "highway=traffic_signals traffic_signals:direction=" + direction);
        var free = without.Deciseconds(Profile.Car, "AC");
        Assert.InRange(with.Deciseconds(Profile.Car, "AC"), free + there - 1, free + there + 1);
        Assert.InRange(with.Deciseconds(Profile.Car, "CA"), free + back - 1, free + back + 1);
    }

    [Fact]
    public void A_low_bridge_is_driven_round_and_cycled_under()
    {
        using var town = Town.Draw("""
            A---B---C
            |       |
            |       |
            D-------E
            """)
            .Way("ABC").Way("ADEC").Point('B', "maxheight=1.7");
        Assert.Equal("ADEC", town.Path(Profile.Car, "AC"));
        Assert.Equal("ABC", town.Path(Profile.Bicycle, "AC"));
    }

    [Fact]
    public void A_target_just_behind_on_a_oneway_is_reached_by_going_round()
    {
        using var town = Town.Draw("""
            A-2-1-B
            |     |
            D-----C
            """)
            .Way("AB", "oneway=yes").Way("BC").Way("CD").Way("DA");
        Assert.Equal("BCDA", town.Path(Profile.Car, "12"));
        Assert.Equal("", town.Path(Profile.Car, "21"));
        Assert.Equal(RouteOutcome.Ok, town.Route(Profile.Car, "21").Outcome);
        Assert.True(town.Deciseconds(Profile.Car, "12") > 5 * town.Deciseconds(Profile.Car, "21"));
        Assert.Equal(town.Deciseconds(Profile.Foot, "21"), town.Deciseconds(Profile.Foot, "12"));
    }

    [Fact]
    public void A_loop_may_be_faster_than_staying_on_a_slow_segment()
    {
        using var town = Town.Draw("""
            A-1-----------------------------2-B
            |                                 |
            C---------------------------------D
            """)
            .Way("AB", "highway=living_street").Way("AC", "highway=primary").Way("CD", "highway=primary").Way("DB", "highway=primary");
        Assert.Equal("ACDB", town.Path(Profile.Car, "12"));
        Assert.Equal("", town.Path(Profile.Foot, "12"));
    }

    [Fact]
    public void The_same_place_twice_is_no_time_and_no_distance()
    {
        using var town = Town.Draw("A-1-B").Way("AB");
        var route = town.Route(Profile.Car, "11");
        Assert.Equal(0, route.DurationDeciseconds);
        Assert.Equal(0, route.DistanceMetres);
        Assert.Equal(2, route.Legs[0].Coordinates.Count);
        Assert.Equal(2, route.Legs[0].Steps.Count);
    }

    [Fact]
    public void Duration_and_distance_follow_speed_and_length()
    {
        using var town = Town.Draw("A----------B").Way("AB", "maxspeed=90");
        var route = town.Route(Profile.Car, "AB");

        // 11 columns of 25 m at four fifths of 90 km/h, 20 m/s.
        Assert.Equal(275, route.DistanceMetres, 0.2);
        Assert.Equal(138, route.DurationDeciseconds);
        Assert.Equal(1980, town.Deciseconds(Profile.Foot, "AB"));
    }

    [Fact]
    public void Legs_of_a_route_with_stops_are_routes_of_their_own()
    {
        using var town = Town.Draw("A---B---C---D").Way("ABCD");
        var route = town.Route(Profile.Car, "ACD");
        Assert.Equal(2, route.Legs.Count);
        Assert.Equal(town.Deciseconds(Profile.Car, "AC"), route.Legs[0].DurationDeciseconds);
        Assert.Equal(town.Deciseconds(Profile.Car, "CD"), route.Legs[1].DurationDeciseconds);
    }

    [Fact]
    public void Unconnected_places_have_no_route_and_the_answer_says_from_which_point()
    {
        using var town = Town.Draw("""
            A---B   C---D
            """)
            .Way("AB").Way("CD");
        var route = town.Route(Profile.Car, "ABC");
        Assert.Equal((RouteOutcome.NoRoute, 1), (route.Outcome, route.FailedIndex));
        Assert.Empty(route.Legs);
        var table = town.Router.Table(Profile.Car, [town['A']], [town['B'], town['C']], int.MaxValue, TestContext.Current.CancellationToken);
        Assert.Equal(-1, table.DurationsDeciseconds[1]);
        Assert.Equal(-1, table.DistancesMetres[1]);
        Assert.True(table.DurationsDeciseconds[0] > 0);
    }
}
