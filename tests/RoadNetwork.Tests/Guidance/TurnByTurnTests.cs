using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Guidance;

/// <summary>
/// What is announced where roads meet, as "type modifier" of each step between departure and arrival; "" when a driver just
/// goes on. OSRM's words, from which clients make their sentences.
/// </summary>
public sealed class TurnByTurnTests
{
    private static string Says(Town town, string places, Profile profile = Profile.Car)
    {
        using (town)
        {
            var steps = town.Route(profile, places).Legs.SelectMany(leg => leg.Steps).ToList();
            Assert.Equal((ManoeuvreType.Depart, ManoeuvreType.Arrive), (steps[0].Manoeuvre.Type, steps[^1].Manoeuvre.Type));
            return string.Join(", ", steps.Skip(1).SkipLast(1).Select(step => $"{step.Manoeuvre.Type} {step.Manoeuvre.Modifier}"));
        }
    }

    // Eight roads meet at X, all with names of their own; from W heading east.
    [Theory]
    [InlineData('E', "NewName Straight")]
    [InlineData('R', "Turn SlightLeft")]
    [InlineData('N', "Turn Left")]
    [InlineData('Q', "Turn SharpLeft")]
    [InlineData('T', "Turn SlightRight")]
    [InlineData('S', "Turn Right")]
    [InlineData('P', "Turn SharpRight")]
    public void A_turn_has_the_direction_in_which_its_road_leaves(char to, string expected)
    {
        Assert.Equal(expected, Says(Star(), "W" + to));
        Assert.Equal(expected, Says(Star(), "W" + to, Profile.Bicycle));
    }

    private static Town Star()
    {
        var town = Town.Draw("""
                N   R
            Q
            W---X---E
            P
                S   T
            """);
        foreach (var road in "WENSQPRT")
            town.Way($"{road}X", "name=" + road);
        return town;
    }

    private static Town Crossing(string west, string east, string north, string south) => Town.Draw("""
            N
            |
        W---X---E
            |
            S
        """).Way("WX", west).Way("XE", east).Way("NX", north).Way("XS", south);

    [Theory]
    [InlineData("name=Rivera", "name=Rivera", "WE", "")]
    [InlineData("name=Rivera", "name=Italia", "WE", "NewName Straight")]
    [InlineData("name=Rivera", "", "WE", "")]
    [InlineData("", "name=Rivera", "WE", "NewName Straight")]
    [InlineData("", "", "WE", "")]
    [InlineData("ref=R1", "ref=R1", "WE", "")]
    [InlineData("ref=R1", "ref=R2", "WE", "NewName Straight")]
    [InlineData("name=Rivera ref=R1", "name=Rivera ref=R2", "WE", "")]
    [InlineData("name=Rivera", "name=Rivera", "EW", "")]
    [InlineData("name=Rivera", "name=Italia", "EW", "NewName Straight")]
    public void Straight_over_a_crossing_only_another_name_is_worth_a_word(string west, string east, string places, string expected) =>
        Assert.Equal(expected, Says(Crossing(west, east, "name=Norte", "name=Sur"), places));

    [Theory]
    [InlineData("name=Rivera", "name=Rivera", "WN", "Continue Left")]
    [InlineData("name=Rivera", "name=Norte", "WN", "Turn Left")]
    [InlineData("name=Rivera", "", "WN", "Turn Left")]
    [InlineData("", "", "WN", "Turn Left")]
    [InlineData("ref=R1", "ref=R1", "WN", "Continue Left")]
    [InlineData("name=Rivera", "name=Rivera", "NW", "Continue Right")]
    public void At_a_crossing_a_turn_is_told_whatever_the_name(string west, string north, string places, string expected) =>
        Assert.Equal(expected, Says(Crossing(west, "name=Este", north, "name=Sur"), places));

    [Theory]
    [InlineData("oneway=-1", "Turn Left")]
    [InlineData("access=no", "Turn Left")]
    [InlineData("highway=footway", "Turn Left")]
    [InlineData("oneway=yes", "EndOfRoad Left")]
    [InlineData("", "EndOfRoad Left")]
    public void A_T_of_which_one_arm_is_shut_is_a_bend_with_another_name(string south, string expected) =>
        Assert.Equal(expected, Says(T("name=Rivera", "name=Norte", "name=Sur " + south), "WN"));

    private static Town T(string stem, string left, string right) => Town.Draw("""
            N
            |
        W---X
            |
            S
        """).Way("WX", stem).Way("XN", left).Way("XS", right);

    [Theory]
    [InlineData("name=Rivera", "name=Italia", "name=Italia", "WN", "EndOfRoad Left")]
    [InlineData("name=Rivera", "name=Italia", "name=Italia", "WS", "EndOfRoad Right")]
    [InlineData("name=Rivera", "name=Norte", "name=Sur", "WN", "EndOfRoad Left")]
    [InlineData("name=Rivera", "name=Rivera", "name=Sur", "WN", "Continue Left")]
    [InlineData("", "", "", "WN", "EndOfRoad Left")]
    [InlineData("name=Rivera", "name=Italia", "name=Italia", "NS", "")]
    [InlineData("name=Rivera", "name=Norte", "name=Sur", "NS", "NewName Straight")]
    [InlineData("name=Rivera", "name=Italia", "name=Italia", "NW", "Turn Right")]
    [InlineData("name=Rivera", "name=Italia", "name=Italia", "SW", "Turn Left")]
    public void Where_a_road_ends_at_another(string stem, string left, string right, string places, string expected) =>
        Assert.Equal(expected, Says(T(stem, left, right), places));

    private static Town Y(string stem, string upper, string lower) => Town.Draw("""
                     U
        A-------B
                     L
        """).Way("AB", stem).Way("BU", upper).Way("BL", lower);

    [Theory]
    [InlineData("name=Rivera", "name=Alta", "name=Baja", "AU", "Fork SlightLeft")]
    [InlineData("name=Rivera", "name=Alta", "name=Baja", "AL", "Fork SlightRight")]
    [InlineData("", "", "", "AU", "Fork SlightLeft")]
    [InlineData("highway=primary name=Rivera", "highway=primary name=Alta", "highway=primary name=Baja", "AL", "Fork SlightRight")]
    [InlineData("highway=primary name=Rivera", "highway=primary name=Rivera", "highway=service", "AU", "")]
    public void Two_roads_ahead_are_a_fork_unless_one_is_plainly_the_way_on(string stem, string upper, string lower, string places, string expected) =>
        Assert.Equal(expected, Says(Y(stem, upper, lower), places));

    // A motorway eastward, an exit and an entry to its right.
    private static Town Motorway() => Town.Draw("""
        A--------B--------C--------D
        G--E                   F---H
        """)
        .Way("AB", "highway=motorway ref=R1").Way("BC", "highway=motorway ref=R1").Way("CD", "highway=motorway ref=R1")
        .Way("GE", "name=Acceso").Way("EB", "highway=motorway_link oneway=yes")
        .Way("CF", "highway=motorway_link oneway=yes").Way("FH", "name=Salida");

    [Theory]
    [InlineData("GH", "Merge Straight, OffRamp SlightRight, NewName Straight")]
    [InlineData("GD", "Merge Straight")]
    [InlineData("AD", "")]
    [InlineData("AH", "OffRamp SlightRight, NewName Straight")]
    public void Ramps_of_a_motorway(string places, string expected)
    {
        using var town = Motorway();
        var points = places.Select(place => new RoutePoint(town[place]) { AnyRoad = true }).ToArray();
        var steps = town.Router.Route(Profile.Car, points, new RouteRequest { Steps = true }, TestContext.Current.CancellationToken).Legs[0].Steps;
        var said = steps.Skip(1).SkipLast(1).Select(step => (step.Manoeuvre.Type, step.Manoeuvre.Modifier)).ToList();
        Assert.Equal(expected.Length == 0 ? [] : expected.Split(", ").Select(word => word.Split(' ')[0]), said.Select(step => step.Type.ToString()));
    }

    [Fact]
    public void A_slip_road_onto_a_trunk_road_is_a_ramp()
    {
        var town = Town.Draw("""
            A-----B-----C
                  |
                  E
                      F-----------G
            """)
            .Way("AB", "highway=secondary name=Rivera").Way("BC", "highway=secondary name=Rivera")
            .Way("BE", "highway=trunk_link oneway=yes").Way("EF", "highway=trunk_link oneway=yes").Way("FG", "highway=trunk ref=R5");
        using (town)
        {
            var said = town.Route(Profile.Car, "AG").Legs[0].Steps.Select(step => step.Manoeuvre.Type).ToList();
            Assert.Contains(ManoeuvreType.OnRamp, said);
        }
    }

    // A ring with four roads, run counter-clockwise; its arms have the names of where they lead.
    private static Town Ring(string tags, string arms = "nesw")
    {
        var town = Town.Draw("""
                   N

                   n
            W    w   e    E
                   s

                   S
            """).Way("senws", tags);
        foreach (var arm in arms)
            town.Way($"{char.ToUpperInvariant(arm)}{arm}", "name=" + arm);
        return town;
    }

    [Theory]
    [InlineData("junction=roundabout", "SE", ManoeuvreType.Roundabout, 1, "e")]
    [InlineData("junction=roundabout", "SN", ManoeuvreType.Roundabout, 2, "n")]
    [InlineData("junction=roundabout", "SW", ManoeuvreType.Roundabout, 3, "w")]
    [InlineData("junction=roundabout", "EN", ManoeuvreType.Roundabout, 1, "n")]
    [InlineData("junction=roundabout", "ES", ManoeuvreType.Roundabout, 3, "s")]
    [InlineData("junction=roundabout", "NS", ManoeuvreType.Roundabout, 2, "s")]
    [InlineData("junction=roundabout", "WE", ManoeuvreType.Roundabout, 2, "e")]
    [InlineData("junction=roundabout name=Plaza", "SE", ManoeuvreType.Rotary, 1, "e")]
    [InlineData("junction=roundabout name=Plaza", "SW", ManoeuvreType.Rotary, 3, "w")]
    public void Exits_are_counted_from_the_first_after_entering(string tags, string places, ManoeuvreType type, int exit, string name)
    {
        using var town = Ring(tags);
        var step = town.Route(Profile.Car, places).Legs[0].Steps[1];
        Assert.Equal((type, exit, name), (step.Manoeuvre.Type, step.Manoeuvre.Exit, step.Name));
    }

    [Theory]
    [InlineData("nsw", "SN", 1)]
    [InlineData("nsw", "SW", 2)]
    [InlineData("ew", "EW", 1)]
    public void An_arm_that_is_not_there_is_not_counted(string arms, string places, int exit)
    {
        using var town = Ring("junction=roundabout", arms);
        Assert.Equal(exit, town.Route(Profile.Car, places).Legs[0].Steps[1].Manoeuvre.Exit);
    }

    [Theory]
    [InlineData("e", "oneway=yes", 1)]
    [InlineData("e", "oneway=-1", 2)]
    [InlineData("e", "access=no", 1)]
    [InlineData("e", "highway=footway", 1)]
    public void An_arm_that_cannot_be_left_by_is_not_counted(string arm, string tags, int exit)
    {
        // Drawn towards the ring, so that oneway=yes only leads into it.
        using var town = Ring("junction=roundabout", "nsw");
        town.Way($"{char.ToUpperInvariant(arm[0])}{arm}", tags);
        Assert.Equal(exit, town.Route(Profile.Car, "SN").Legs[0].Steps[1].Manoeuvre.Exit);
    }

    [Fact]
    public void Feet_do_not_count_exits()
    {
        using var town = Ring("junction=roundabout");
        Assert.DoesNotContain(town.Route(Profile.Foot, "SN").Legs[0].Steps, step => step.Manoeuvre.Exit is not null);
    }

    [Theory]
    [InlineData("name=Rivera", "Rivera", "")]
    [InlineData("name=Rivera ref=R1", "Rivera", "R1")]
    [InlineData("ref=R1;R2", "", "R1;R2")]
    [InlineData("name=Avenida~18~de~Julio", "Avenida 18 de Julio", "")]
    [InlineData("name=Ñandubay", "Ñandubay", "")]
    [InlineData("", "", "")]
    public void A_step_has_its_road_s_name_and_number(string tags, string name, string number)
    {
        using var town = Crossing("name=Otra", "name=Este", "name=Norte", tags);
        var step = town.Route(Profile.Car, "WS").Legs[0].Steps[1];
        Assert.Equal((name, number), (step.Name, step.Ref));
    }

    [Theory]
    [InlineData("turn:lanes=left|through|right", "WN", "left+ straight- right-")]
    [InlineData("turn:lanes=left|through|right", "WE", "left- straight+ right-")]
    [InlineData("turn:lanes=left|through|right", "WS", "left- straight- right+")]
    [InlineData("turn:lanes=left;through|right", "WE", "left,straight+ right-")]
    [InlineData("turn:lanes=left;through|right", "WN", "left,straight+ right-")]
    [InlineData("turn:lanes=through|through;right", "WE", "straight+ straight,right+")]
    [InlineData("turn:lanes=||right", "WS", "none- none- right+")]
    [InlineData("turn:lanes=||right", "WE", "none+ none+ right-")]
    [InlineData("turn:lanes:forward=left|right", "WN", "left+ right-")]
    [InlineData("turn:lanes:backward=left|right", "WN", "")]
    [InlineData("lanes=3", "WN", "")]
    public void Lanes_are_told_with_their_arrows_and_whether_they_lead_there(string tags, string places, string expected)
    {
        using var town = Crossing(tags + (tags.Contains("forward", StringComparison.Ordinal) || tags.Contains("backward", StringComparison.Ordinal) ? "" : " oneway=yes"), "name=Este", "name=Norte", "name=Sur");
        var lanes = town.Route(Profile.Car, places).Legs[0].Steps.SelectMany(step => step.Intersections).FirstOrDefault(at => at.Lanes.Count > 0)?.Lanes ?? [];
        Assert.Equal(expected, string.Join(' ', lanes.Select(lane => string.Join(',', lane.Indications) + (lane.IsValid ? "+" : "-"))));
    }

    [Theory]
    [InlineData("WN", 90, 0)]
    [InlineData("WS", 90, 180)]
    [InlineData("NW", 180, 270)]
    [InlineData("NE", 180, 90)]
    [InlineData("ES", 270, 180)]
    [InlineData("SW", 0, 270)]
    public void Bearings_are_those_of_arriving_and_of_leaving(string places, int before, int after)
    {
        using var town = Crossing("name=w", "name=e", "name=n", "name=s");
        var manoeuvre = town.Route(Profile.Car, places).Legs[0].Steps[1].Manoeuvre;
        Assert.Equal((before, after, town['X']), (manoeuvre.BearingBefore, manoeuvre.BearingAfter, manoeuvre.Location));
    }

    [Theory]
    [InlineData("AB", "1", TurnModifier.Right)]
    [InlineData("BA", "1", TurnModifier.Left)]
    [InlineData("AB", "2", TurnModifier.Left)]
    [InlineData("BA", "2", TurnModifier.Right)]
    public void Arrival_is_told_with_its_side_of_the_road(string way, string place, TurnModifier side)
    {
        using var town = Town.Draw("""
                 2

            A---------B

                 1
            """).Way("AB");
        Assert.Equal(side, town.Route(Profile.Car, way[0] + place).Legs[0].Steps[^1].Manoeuvre.Modifier);
    }
}
