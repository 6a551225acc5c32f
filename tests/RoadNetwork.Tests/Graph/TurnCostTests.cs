using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Graph;

/// <summary>
/// What a turn at X costs over driving straight on, in tenths of a second: what its route takes longer than its two roads.
/// </summary>
public sealed class TurnCostTests
{
    // Coming from W: E straight on, N left, S right, R and T slightly aside, Q and P sharply back.
    private static Town Star(string signals = "") => Town.Draw("""
            N   R
        Q
        W---X---E
        P
            S   T
        """)
        .Way("WX").Way("XE").Way("NX").Way("XS").Way("QX").Way("XT").Way("PX").Way("XR").Point('X', signals);

    [Theory]
    [InlineData(Profile.Car, 'E', 0)]
    [InlineData(Profile.Car, 'T', 10)]
    [InlineData(Profile.Car, 'S', 20)]
    [InlineData(Profile.Car, 'P', 60)]
    [InlineData(Profile.Car, 'R', 10)]
    [InlineData(Profile.Car, 'N', 40)]
    [InlineData(Profile.Car, 'Q', 60)]
    [InlineData(Profile.Scooter, 'S', 0)]
    [InlineData(Profile.Scooter, 'N', 0)]
    [InlineData(Profile.Scooter, 'Q', 0)]
    [InlineData(Profile.Bicycle, 'S', 0)]
    [InlineData(Profile.Bicycle, 'N', 0)]
    [InlineData(Profile.Bicycle, 'P', 0)]
    [InlineData(Profile.Foot, 'S', 0)]
    [InlineData(Profile.Foot, 'N', 0)]
    [InlineData(Profile.Foot, 'Q', 0)]
    public void A_turn_costs_by_its_angle(Profile profile, char to, int deciseconds)
    {
        using var town = Star();
        Assert.Equal(deciseconds, Turn(town, profile, to));
    }

    [Theory]
    [InlineData(Profile.Car, 'E', 40)]
    [InlineData(Profile.Car, 'S', 60)]
    [InlineData(Profile.Car, 'N', 80)]
    [InlineData(Profile.Car, 'R', 50)]
    [InlineData(Profile.Car, 'Q', 100)]
    [InlineData(Profile.Scooter, 'E', 30)]
    [InlineData(Profile.Scooter, 'N', 30)]
    [InlineData(Profile.Bicycle, 'E', 30)]
    [InlineData(Profile.Bicycle, 'S', 30)]
    [InlineData(Profile.Foot, 'E', 0)]
    [InlineData(Profile.Foot, 'N', 0)]
    public void Lights_cost_besides(Profile profile, char to, int deciseconds)
    {
        using var town = Star("highway=traffic_signals");
        Assert.Equal(deciseconds, Turn(town, profile, to));
    }

    [Theory]
    [InlineData("highway=crossing")]
    [InlineData("highway=stop")]
    [InlineData("highway=give_way")]
    [InlineData("highway=mini_roundabout")]
    public void What_is_no_light_costs_nothing(string tags)
    {
        using var town = Star(tags);
        Assert.Equal(0, Turn(town, Profile.Car, 'E'));
    }

    [Theory]
    [InlineData(Profile.Car, 200)]
    [InlineData(Profile.Scooter, 50)]
    [InlineData(Profile.Bicycle, 50)]
    [InlineData(Profile.Foot, 0)]
    public void Turning_round_where_the_road_ends_costs(Profile profile, int deciseconds)
    {
        // Only who comes back from C may turn into D. The sign does not bind feet, nor does the oneway.
        using var town = Town.Draw("""
            A---B---C
                |
                D
            """)
            .Way("AB").Way("BC").Way("BD")
            .Restriction("no_right_turn", "AB", "B", "BD").Restriction("restriction:foot=no_right_turn", "AB", "B", "BD");
        Assert.Equal("ABCBD", town.Path(profile, "AD"));
        var straight = town.Deciseconds(profile, "AC") + town.Deciseconds(profile, "CD");
        Assert.Equal(straight + deciseconds, town.Deciseconds(profile, "AD"));
    }

    [Fact]
    public void Nobody_turns_round_at_a_crossing_or_in_the_middle_of_a_road()
    {
        using var town = Town.Draw("""
            A---B-1-C---D
                |
                E
            """)
            .Way("AB", "oneway=yes").Way("BCD").Way("BE", "oneway=yes")
            .Restriction("no_right_turn", "AB", "B", "BE");
        Assert.Equal("ABCDCBE", town.Path(Profile.Car, "AE"));
        Assert.Equal("ABCDCBE", town.Path(Profile.Bicycle, "AE"));
        Assert.Equal("ABE", town.Path(Profile.Foot, "AE"));
    }

    [Theory]
    [InlineData("barrier=bollard", "ABCBD")]
    [InlineData("barrier=gate", "ABCEGFBD")]
    public void A_barrier_that_shuts_a_road_is_a_place_to_turn_round(string barrier, string path)
    {
        using var town = Town.Draw("""
                D
                |
            A---B---C---E
                |       |
                F-------G
            """)
            .Way("AB", "oneway=yes").Way("BCE").Way("EGFB", "oneway=yes").Way("BD", "oneway=yes").Point('C', barrier)
            .Restriction("no_left_turn", "AB", "B", "BD");
        Assert.Equal(path, town.Path(Profile.Car, "AD"));
    }

    // What the route from W takes longer than its two roads, which are residential streets.
    private static int Turn(Town town, Profile profile, char to)
    {
        Assert.Equal($"WX{to}", town.Path(profile, "W" + to));
        return town.Deciseconds(profile, "W" + to) - Street('W') - Street(to);

        int Street(char end)
        {
            var kilometresPerHour = profile switch { Profile.Car => 28, Profile.Scooter => 20, Profile.Bicycle => 18, _ => 5 };
            return (int)Math.Round(Math.Round(town['X'].MetresTo(town[end]) * 100) * 0.36 / kilometresPerHour);
        }
    }
}
