using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Graph;

/// <summary>Routes that would be shorter if a sign did not stand there.</summary>
public sealed class TurnRestrictionTests
{
    // The turn at B from A to E is the short way; the way round is over C, D.
    private static Town Crossing() => Town.Draw("""
        A-1-B-----C
            |     |
            E-----D
            |
            2
            F
        """)
        .Way("AB").Way("BC").Way("CD").Way("DE").Way("EB").Way("EF");

    [Fact]
    public void Without_restrictions_the_short_turn_is_taken()
    {
        using var town = Crossing();
        Assert.Equal("BE", town.Path(Profile.Car, "12"));
        Assert.Equal("EB", town.Path(Profile.Car, "21"));
    }

    [Theory]
    [InlineData("no_right_turn")]
    [InlineData("no_left_turn")]
    [InlineData("no_straight_on")]
    [InlineData("no_entry")]
    public void No_turn_sends_round_the_block_whatever_its_kind_is_called(string kind)
    {
        using var town = Crossing().Restriction(kind, "AB", "B", "EB");
        Assert.Equal("BCDE", town.Path(Profile.Car, "12"));
        Assert.Equal("EB", town.Path(Profile.Car, "21"));
    }

    [Fact]
    public void Only_turn_forbids_the_others()
    {
        using var town = Crossing().Restriction("only_straight_on", "AB", "B", "BC");
        Assert.Equal("BCDE", town.Path(Profile.Car, "12"));
    }

    [Theory]
    [InlineData("only_right_turn")]
    [InlineData("only_left_turn")]
    [InlineData("only_straight_on")]
    public void Only_turn_leads_where_its_member_says_whatever_its_kind_is_called(string kind)
    {
        using var town = Crossing().Restriction(kind, "AB", "B", "EB");
        Assert.Equal("BE", town.Path(Profile.Car, "12"));
        Assert.Equal("BEDC", town.Path(Profile.Car, "1C"));
        Assert.Equal("BC", town.Path(Profile.Foot, "1C"));

        // Who comes from elsewhere is free.
        Assert.Equal("CB", town.Path(Profile.Car, "C1"));
    }

    [Fact]
    public void Only_turn_with_two_ways_to_leave_allows_both()
    {
        using var town = Crossing().Restriction("only_straight_on", "AB", "B", "BC,EB");
        Assert.Equal("BE", town.Path(Profile.Car, "12"));
    }

    [Theory]
    [InlineData("only_on_sundays", "BC")]
    [InlineData("no_parking", "EB")]
    [InlineData("give_way", "EB")]
    public void Kinds_that_say_nothing_known_are_ignored(string kind, string to)
    {
        using var town = Crossing().Restriction(kind, "AB", "B", to);
        Assert.Equal("BE", town.Path(Profile.Car, "12"));
    }

    [Theory]
    [InlineData("no_right_turn~@~(Mo-Fr~07:00-09:00)", "BCDE")]
    [InlineData("no_right_turn~@~(07:30-08:15)", "BCDE")]
    [InlineData("no_right_turn@(Mo-Su)", "BCDE")]
    [InlineData("no_right_turn~@~(Mo-Fr~07:00-09:00;~PH~off)", "BCDE")]
    [InlineData("no_right_turn~@~(Sa,Su)", "BE")]
    [InlineData("no_right_turn~@~(Mo-Fr~20:00-06:00)", "BE")]
    [InlineData("no_right_turn~@~(sunset-sunrise)", "BE")]
    [InlineData("no_right_turn~@~(weight>7.5)", "BE")]
    [InlineData("no_right_turn~@~(Oct-Mar)", "BE")]
    [InlineData("no_right_turn~@~(wet)", "BE")]
    [InlineData("no_right_turn~@~(Mo-Fr~00:00-24:00)", "BCDE")]
    [InlineData("no_right_turn~@~(Mo-Th,Fr~16:00-18:00)", "BCDE")]
    [InlineData("no_right_turn~@~(Mo-Fr~07:00-09:00;Sa~off)", "BCDE")]
    [InlineData("only_straight_on~@~(Mo-Fr~07:00-09:00)", "BE")]
    [InlineData("no_right_turn~@~(length>6)", "BE")]
    [InlineData("no_right_turn~@~(length>4)", "BCDE")]
    [InlineData("no_right_turn", "BE")]
    [InlineData("only_by_moonlight~@~(Mo-Fr)", "BE")]
    public void A_restriction_by_time_counts_when_it_touches_working_hours(string conditional, string expected)
    {
        using var town = Crossing().Restriction("restriction:conditional=" + conditional, "AB", "B", "EB");
        Assert.Equal(expected, town.Path(Profile.Car, "12"));
        Assert.Equal("BE", town.Path(Profile.Foot, "12"));
    }

    [Fact]
    public void A_restriction_by_time_may_be_for_one_vehicle()
    {
        using var town = Crossing().Restriction("restriction:motorcar:conditional=no_right_turn@(Mo-Fr)", "AB", "B", "EB");
        Assert.Equal("BCDE", town.Path(Profile.Car, "12"));
        Assert.Equal("BE", town.Path(Profile.Bicycle, "12"));
        using var lorries = Crossing().Restriction("restriction:hgv:conditional=no_right_turn@(Mo-Fr)", "AB", "B", "EB");
        Assert.Equal("BE", lorries.Path(Profile.Car, "12"));
    }

    [Fact]
    public void No_exit_to_two_ways_binds_both()
    {
        using var town = Crossing().Restriction("no_exit", "AB", "B", "BC,EB");
        Assert.Equal("", town.Path(Profile.Car, "12"));
        Assert.Equal("EB", town.Path(Profile.Car, "21"));
    }

    [Theory]
    [InlineData("except=motorcar", Profile.Car)]
    [InlineData("except=psv;motor_vehicle", Profile.Car)]
    [InlineData("except=bicycle", Profile.Bicycle)]
    [InlineData("except=bicycle", Profile.Scooter)]
    [InlineData("except=motor_vehicle", Profile.Car)]
    [InlineData("except=vehicle", Profile.Car)]
    [InlineData("except=psv;~motorcar", Profile.Car)]
    [InlineData("except=small_electric_vehicle", Profile.Scooter)]
    [InlineData("except=vehicle", Profile.Bicycle)]
    public void Excepted_vehicles_may_turn(string except, Profile profile)
    {
        using var town = Crossing().Restriction("no_right_turn", "AB", "B", "EB", except);
        Assert.Equal("BE", town.Path(profile, "12"));
    }

    [Theory]
    [InlineData("except=psv")]
    [InlineData("except=bicycle")]
    [InlineData("except=hgv")]
    [InlineData("except=taxi;bus")]
    [InlineData("except=emergency")]
    [InlineData("except=foot")]
    [InlineData("except=")]
    public void Exceptions_for_others_do_not_help_a_car(string except)
    {
        using var town = Crossing().Restriction("no_right_turn", "AB", "B", "EB", except);
        Assert.Equal("BCDE", town.Path(Profile.Car, "12"));
    }

    [Theory]
    [InlineData("restriction:motorcar", "BCDE", "BE", "BE")]
    [InlineData("restriction:motor_vehicle", "BCDE", "BE", "BE")]
    [InlineData("restriction:bicycle", "BE", "BCDE", "BE")]
    [InlineData("restriction:foot", "BE", "BE", "BCDE")]
    [InlineData("restriction:hgv", "BE", "BE", "BE")]
    [InlineData("restriction:bus", "BE", "BE", "BE")]
    [InlineData("restriction:vehicle", "BCDE", "BCDE", "BE")]
    [InlineData("restriction:small_electric_vehicle", "BE", "BE", "BE")]
    [InlineData("restriction:caravan", "BE", "BE", "BE")]
    [InlineData("restriction", "BCDE", "BCDE", "BE")]
    public void A_vehicle_in_the_key_binds_that_vehicle(string key, string car, string bicycle, string foot)
    {
        using var town = Crossing().Restriction(key + "=no_right_turn", "AB", "B", "EB");
        Assert.Equal(car, town.Path(Profile.Car, "12"));
        Assert.Equal(bicycle, town.Path(Profile.Bicycle, "12"));
        Assert.Equal(foot, town.Path(Profile.Foot, "12"));
    }

    [Fact]
    public void No_entry_from_two_ways_binds_both()
    {
        using var town = Town.Draw("""
            A-1-B-3-C
                |
                E
                2
                F
            """)
            .Way("AB").Way("BC").Way("BEF")
            .Restriction("no_entry", "AB,BC", "B", "BEF");
        Assert.Equal("", town.Path(Profile.Car, "12"));
        Assert.Equal("", town.Path(Profile.Car, "32"));
        Assert.Equal("BE", town.Path(Profile.Foot, "12"));
    }

    // A dual carriageway: westbound above, eastbound below, joined by BE and CF.
    private static Town DualCarriageway() => Town.Draw("""
        A----B--5---C----D
             |      |
        G----E------F----H-2
        """)
        .Way("DC", "oneway=yes").Way("CB", "oneway=yes").Way("BA", "oneway=yes")
        .Way("GE", "oneway=yes").Way("EF", "oneway=yes").Way("FH", "oneway=yes")
        .Way("BE").Way("CF");

    [Fact]
    public void Turning_back_over_a_link_is_allowed_without_a_restriction()
    {
        using var town = DualCarriageway();
        Assert.Equal("GEBA", town.Path(Profile.Car, "GA"));
    }

    [Fact]
    public void No_u_turn_via_a_way_forbids_that_sequence_only()
    {
        using var town = DualCarriageway().Restriction("no_u_turn", "GE", "BE", "BA");

        // Over the first link it is forbidden, over the second it is not.
        Assert.Equal("GEFCBA", town.Path(Profile.Car, "GA"));

        // The link stays open for the turns that the sign does not name.
        Assert.Equal("BEFH", town.Path(Profile.Car, "52"));
        Assert.Equal("GEBA", town.Path(Profile.Foot, "GA"));
    }

    [Fact]
    public void Only_via_a_way_forbids_the_other_ways_on()
    {
        using var town = Town.Draw("""
                  C
                  |
            A--B--D--E
                  |
                  F
            """)
            .Way("AB").Way("BD").Way("DC").Way("DE").Way("DF")
            .Restriction("only_straight_on", "AB", "BD", "DE");
        Assert.Equal("ABDE", town.Path(Profile.Car, "AE"));
        Assert.NotEqual("ABDC", town.Path(Profile.Car, "AC"));
        Assert.Equal("BDC", town.Path(Profile.Car, "BC"));
        Assert.Equal("FDC", town.Path(Profile.Car, "FC"));
    }

    [Fact]
    public void A_restriction_over_two_via_ways_needs_all_of_it_to_be_driven()
    {
        using var town = Town.Draw("""
            A--B--C--D--E
               |  |  |
               F  G  H
            """)
            .Way("AB").Way("BC").Way("CD").Way("DE").Way("BF").Way("CG").Way("DH")
            .Restriction("no_right_turn", "AB", "BC,CD", "DH");

        // Having come from F it may turn at D; having come from A it may not, but for turning round somewhere.
        Assert.Equal("FBCDH", town.Path(Profile.Car, "FH"));
        Assert.NotEqual("ABCDH", town.Path(Profile.Car, "AH"));
        Assert.Equal("ABCDE", town.Path(Profile.Car, "AE"));
        Assert.Equal("ABCG", town.Path(Profile.Car, "AG"));
        Assert.Equal("ABCDH", town.Path(Profile.Foot, "AH"));
    }

    [Fact]
    public void Overlapping_via_way_restrictions_are_both_kept()
    {
        using var town = Town.Draw("""
            A--B1-C--D--E
               |  |  |
               F  G  H
            """)
            .Way("AB", "oneway=yes").Way("BC", "oneway=yes").Way("CD", "oneway=yes").Way("DE", "oneway=yes")
            .Way("BF", "oneway=yes").Way("CG", "oneway=yes").Way("DH", "oneway=yes")
            .Restriction("no_right_turn", "AB", "BC,CD", "DH")
            .Restriction("no_right_turn", "BC", "CD", "DH");
        Assert.Equal("", town.Path(Profile.Car, "AH"));
        Assert.Equal("", town.Path(Profile.Car, "1H"));
        Assert.Equal("ABCDE", town.Path(Profile.Car, "AE"));
    }

    [Fact]
    public void A_restriction_whose_members_do_not_touch_is_ignored()
    {
        using var town = Crossing().Restriction("no_right_turn", "CD", "B", "EB");
        Assert.Equal("BE", town.Path(Profile.Car, "12"));
    }

    [Fact]
    public void An_only_sign_towards_a_road_that_is_shut_for_bicycles_is_not_for_them()
    {
        using var town = Town.Draw("""
            A-1-B-----C
                |
                2
                E
            """)
            .Way("AB").Way("BC", "highway=motorway oneway=no").Way("BE")
            .Restriction("only_straight_on", "AB", "B", "BC");
        Assert.Equal("B", town.Path(Profile.Bicycle, "12"));
        Assert.NotEqual("B", town.Path(Profile.Car, "12"));
    }

    [Fact]
    public void No_u_turn_holds_at_a_dead_end_too()
    {
        using var open = DeadEnd();
        using var signed = DeadEnd().Restriction("no_u_turn", "BC", "C", "BC");
        Assert.Equal("ABCBD", open.Path(Profile.Car, "AD"));
        Assert.Equal("", signed.Path(Profile.Car, "AD"));

        // At B the turn to D is forbidden from A, and allowed for who comes back from C.
        static Town DeadEnd() => Town.Draw("""
            A---B---C
                |
                D
            """)
            .Way("AB", "oneway=yes").Way("BC").Way("BD", "oneway=yes")
            .Restriction("no_right_turn", "AB", "B", "BD");
    }
}
