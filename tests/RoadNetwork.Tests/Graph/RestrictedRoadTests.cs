using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Graph;

/// <summary>Private, destination, delivery and customers' roads: begun and ended on, never passed through.</summary>
public sealed class RestrictedRoadTests
{
    private static Town Shortcut(string tags) => Town.Draw("""
        A--3--B
        |     |
        C     D
        |     |
        |     |
        E-----F
        """)
        .Way("AB", tags)
        .Way("ACEFDB");

    [Theory]
    [InlineData("access=private")]
    [InlineData("access=destination")]
    [InlineData("motor_vehicle=destination")]
    [InlineData("motorcar=delivery")]
    [InlineData("vehicle=customers")]
    public void A_restricted_road_is_no_shortcut(string tags)
    {
        using var town = Shortcut(tags);
        Assert.Equal("CEFD", town.Path(Profile.Car, "CD"));
    }

    [Theory]
    [InlineData("access=permissive")]
    [InlineData("access=private motorcar=yes")]
    [InlineData("vehicle=no motor_vehicle=yes")]
    [InlineData("bicycle=no")]
    [InlineData("access=unheard_of")]
    public void An_open_road_is(string tags)
    {
        using var town = Shortcut(tags);
        Assert.Equal("CABD", town.Path(Profile.Car, "CD"));
    }

    [Fact]
    public void A_route_ends_on_a_restricted_road()
    {
        using var town = Shortcut("access=private");
        Assert.Equal("CA", town.Path(Profile.Car, "C3"));
    }

    [Fact]
    public void A_route_begins_on_a_restricted_road_and_leaves_at_either_end()
    {
        using var town = Shortcut("access=private");
        Assert.Equal("AC", town.Path(Profile.Car, "3C"));
        Assert.Equal("BD", town.Path(Profile.Car, "3D"));
    }

    [Fact]
    public void A_duration_has_no_penalty_in_it()
    {
        using var open = Shortcut("access=yes");
        using var restricted = Shortcut("access=private");
        Assert.Equal(open.Deciseconds(Profile.Car, "C3"), restricted.Deciseconds(Profile.Car, "C3"));
    }

    [Fact]
    public void From_one_private_ground_to_another_over_open_roads()
    {
        using var town = Town.Draw("""
            1-A---B---C---D-2
                  |   |
                  E---F
            """)
            .Way("AB", "access=private").Way("BC", "access=private").Way("CD", "access=private").Way("BEFC");

        // All private: the route may stay on private ground from end to end.
        Assert.Equal("ABCD", town.Path(Profile.Car, "AD"));

        // From an open road on one side to one on the other it may not.
        Assert.Equal("EF", town.Path(Profile.Car, "EF"));
    }

    [Fact]
    public void Once_a_route_has_left_open_roads_it_does_not_come_back_to_them()
    {
        using var town = Town.Draw("""
            A---B---C---D---E
                |       |
                |       |
                |       |
                G-------H
            """)
            .Way("AB").Way("BCD", "access=destination").Way("DE").Way("BGHD");
        Assert.Equal("ABGHDE", town.Path(Profile.Car, "AE"));
        Assert.Equal("ABC", town.Path(Profile.Car, "AC"));
        Assert.Equal("CDE", town.Path(Profile.Car, "CE"));
    }

    [Fact]
    public void Streets_behind_a_private_road_can_be_reached()
    {
        using var town = Town.Draw("""
            A---B---C===D---E
                |       |   |
                X       F---G
            """)
            .Way("AB").Way("BC").Way("BX").Way("CD", "access=private").Way("DE").Way("EGFD");
        Assert.Equal("ABCDE", town.Path(Profile.Car, "AE"));
        Assert.Equal("EDCBA", town.Path(Profile.Car, "EA"));
    }

    [Fact]
    public void A_private_gate_shuts_a_shortcut_and_lets_residents_in()
    {
        using var town = Town.Draw("""
            A---B---C
            |       |
            D---E---F
            |
            |  G
            |  |
            H--I
            """)
            .Way("ABC").Way("ADEFC").Way("DHI").Way("IG")
            .Point('B', "barrier=gate access=private").Point('I', "barrier=gate access=private");

        // Both sides of gate B are open streets with another way in; behind gate I there is none.
        Assert.Equal("ADEFC", town.Path(Profile.Car, "AC"));
        Assert.Equal("ADHIG", town.Path(Profile.Car, "AG"));
        Assert.Equal("GIHDA", town.Path(Profile.Car, "GA"));
    }

    [Theory]
    [InlineData("access=no")]
    [InlineData("motor_vehicle=forestry")]
    [InlineData("vehicle=agricultural")]
    [InlineData("access=emergency")]
    public void A_closed_road_is_neither_passed_nor_snapped_to(string tags)
    {
        using var town = Shortcut(tags);
        Assert.Equal("CEFD", town.Path(Profile.Car, "CD"));
        Assert.True(town.Router.Nearest(Profile.Car, town['3']).Candidates[0].MetresAway > 50);
    }
}
