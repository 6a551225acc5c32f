using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Guidance;

/// <summary>What a driver is told, sentence by sentence.</summary>
public sealed class StepTests
{
    private static void Says(Town town, Profile profile, string places, params string[] sentences)
    {
        using (town)
        {
            var route = town.Route(profile, places);
            Assert.Equal(sentences, route.Legs.SelectMany(leg => leg.Steps).Select(EnglishText.Of));
        }
    }

    private static Town Crossing() => Town.Draw("""
            D
            |
        A---B---C
            |
            E
        """)
        .Way("AB", "name=Rivera").Way("BC", "name=Rivera").Way("DB", "name=Rondeau").Way("BE", "name=Rondeau ref=RN8");

    [Fact]
    public void Straight_on_along_the_same_street_is_no_step() =>
        Says(Crossing(), Profile.Car, "AC", "Head east on Rivera", "You have arrived");

    [Fact]
    public void Left_at_a_crossing() =>
        Says(Crossing(), Profile.Car, "AD", "Head east on Rivera", "Turn left onto Rondeau", "You have arrived");

    [Fact]
    public void Right_at_a_crossing_onto_a_numbered_road() =>
        Says(Crossing(), Profile.Car, "AE", "Head east on Rivera", "Turn right onto Rondeau (RN8)", "You have arrived");

    [Fact]
    public void On_foot_too() =>
        Says(Crossing(), Profile.Foot, "DC", "Head south on Rondeau", "Turn left onto Rivera", "You have arrived");

    [Fact]
    public void A_new_name_straight_on_is_a_step() => Says(
        Town.Draw("A---B---C").Way("AB", "name=Rivera").Way("BC", "name=Italia"),
        Profile.Car, "AC", "Head east on Rivera", "Continue onto Italia", "You have arrived");

    [Fact]
    public void A_bend_without_a_choice_is_no_step() => Says(
        Town.Draw("""
            A---B
                |
                C
            """).Way("AB", "name=Rivera").Way("BC", "name=Rivera"),
        Profile.Car, "AC", "Head east on Rivera", "You have arrived");

    [Fact]
    public void A_street_that_turns_at_a_junction_is_followed() => Says(
        Town.Draw("""
            A---B---C
                |
                D
            """).Way("ABD", "name=Rivera").Way("BC", "name=Italia"),
        Profile.Car, "AD", "Head east on Rivera", "Turn right to stay on Rivera", "You have arrived");

    [Fact]
    public void The_end_of_a_road() => Says(
        Town.Draw("""
                C
                |
            A---B
                |
                D
            """).Way("AB", "name=Rivera").Way("CBD", "name=Italia"),
        Profile.Car, "AC", "Head east on Rivera", "At the end of the road turn left onto Italia", "You have arrived");

    [Fact]
    public void A_side_street_that_cannot_be_entered_is_no_choice() => Says(
        Town.Draw("""
            A---B---C
                |
                D
            """).Way("ABC", "name=Rivera").Way("DB", "name=Italia oneway=yes"),
        Profile.Car, "AC", "Head east on Rivera", "You have arrived");

    [Fact]
    public void A_fork() => Says(
        Town.Draw("""
                         C

            A-------B
                         D
            """).Way("AB", "name=Rivera").Way("BC", "name=Alta").Way("BD", "name=Baja"),
        Profile.Car, "AC", "Head east on Rivera", "Keep left at the fork onto Alta", "You have arrived");

    [Fact]
    public void On_and_off_a_motorway() => Says(
        Town.Draw("""
            A--------B--------C--------D
            G--E                   F---H
            """)
            .Way("AB", "highway=motorway ref=R1").Way("BC", "highway=motorway ref=R1").Way("CD", "highway=motorway ref=R1")
            .Way("GE", "name=Acceso").Way("EB", "highway=motorway_link oneway=yes")
            .Way("CF", "highway=motorway_link oneway=yes").Way("FH", "name=Salida"),
        Profile.Car, "GH", "Head east on Acceso", "Merge onto R1", "Take the exit on the right", "Continue onto Salida", "You have arrived");

    [Theory]
    [InlineData("S", "E", "1st", "Este")]
    [InlineData("S", "N", "2nd", "Norte")]
    [InlineData("S", "W", "3rd", "Oeste")]
    [InlineData("S", "S", null, null)]
    [InlineData("W", "S", "1st", "Sur")]
    [InlineData("E", "N", "1st", "Norte")]
    public void Exits_of_a_roundabout_are_counted(string from, string to, string? exit, string? street)
    {
        using var town = Town.Draw("""
                   N

                   n
            W    w   e    E
                   s

                   S
            """)
            .Way("senws", "junction=roundabout")
            .Way("Nn", "name=Norte").Way("Ee", "name=Este").Way("Ss", "name=Sur").Way("Ww", "name=Oeste");
        if (exit is null)
        {
            Assert.Equal(2, town.Route(Profile.Car, from + to).Legs[0].Steps.Count);
            return;
        }

        var steps = town.Route(Profile.Car, from + to).Legs[0].Steps;
        Assert.Equal(
            [ManoeuvreType.Depart, ManoeuvreType.Roundabout, ManoeuvreType.Arrive], steps.Select(step => step.Manoeuvre.Type));
        Assert.Equal($"At the roundabout take the {exit} exit onto {street}", EnglishText.Of(steps[1]));
    }

    [Fact]
    public void A_roundabout_with_a_name_is_a_rotary()
    {
        using var town = Town.Draw("""
                 n
            W  w   e  E
                 s
            """)
            .Way("senws", "junction=roundabout name=Plaza").Way("Ww", "name=Oeste").Way("eE", "name=Este");
        var steps = town.Route(Profile.Car, "WE").Legs[0].Steps;
        Assert.Equal(
            [ManoeuvreType.Depart, ManoeuvreType.Rotary, ManoeuvreType.Arrive], steps.Select(step => step.Manoeuvre.Type));
        Assert.Equal(1, steps[1].Manoeuvre.Exit);
        Assert.Equal("Este", steps[1].Name);
    }

    [Fact]
    public void A_route_that_ends_in_a_roundabout_has_no_exit()
    {
        using var town = Town.Draw("""
                 n
            W  w   e
                 s
            """)
            .Way("senws", "junction=roundabout").Way("Ww", "name=Oeste");
        var steps = town.Route(Profile.Car, "We").Legs[0].Steps;
        Assert.Equal("Enter the roundabout", EnglishText.Of(steps[1]));
        Assert.Null(steps[1].Manoeuvre.Exit);
    }

    [Fact]
    public void Turning_round_at_a_dead_end() => Says(
        Town.Draw("""
            A---B---C
                |
                D
            """)
            .Way("AB", "oneway=yes name=Rivera").Way("BC", "name=Rivera").Way("BD", "oneway=yes name=Sur")
            .Restriction("no_right_turn", "AB", "B", "BD"),
        Profile.Car, "AD", "Head east on Rivera", "Make a U-turn and go back on Rivera", "Turn left onto Sur", "You have arrived");

    [Fact]
    public void A_route_that_begins_in_a_roundabout_just_leaves_it() => Says(
        Town.Draw("""
                   N

                   n
            W    w   e    E
                 x
                   s
                   |
                   S
            """)
            .Way("senwxs", "junction=roundabout name=Plaza")
            .Way("Nn", "name=Norte").Way("Ee", "name=Este").Way("Ss", "name=Sur").Way("Ww", "name=Oeste"),
        Profile.Car, "xN", "Head southeast on Plaza", "Turn slightly right onto Norte", "You have arrived");

    [Fact]
    public void A_name_for_a_few_metres_is_no_step() => Says(
        Town.Draw("""
                F
                |
            A---BC---D
                 |
                 E
            """).Way("AB", "name=Rivera").Way("BC", "name=Plaza").Way("CD", "name=Italia").Way("CE", "name=Sur").Way("BF", "name=Norte"),
        Profile.Car, "AD", "Head east on Rivera", "Continue onto Italia", "You have arrived");

    [Fact]
    public void A_turn_within_a_few_metres_is_a_step() => Says(
        Town.Draw("""
            A---BC---D
                 |
                 E
            """).Way("AB", "name=Rivera").Way("BC", "name=Plaza").Way("CD", "name=Italia").Way("CE", "name=Sur"),
        Profile.Car, "AE", "Head east on Rivera", "Continue onto Plaza", "Turn right onto Sur", "You have arrived");

    [Fact]
    public void A_ferry() => Says(
        Town.Draw("A---B------C---D").Way("AB", "name=Muelle").Way("BC", "route=ferry name=Vapor").Way("CD", "name=Otra"),
        Profile.Foot, "AD", "Head east on Muelle", "Take the ferry Vapor", "Continue onto Otra", "You have arrived");

    [Fact]
    public void The_side_of_the_destination() => Says(
        Town.Draw("""
            A-------B

                 1
            """).Way("AB", "name=Rivera"),
        Profile.Car, "A1", "Head east on Rivera", "You have arrived, on the right");

    [Fact]
    public void A_step_has_its_place_bearings_and_length()
    {
        using var town = Crossing();
        var leg = town.Route(Profile.Car, "AE").Legs[0];
        var turn = leg.Steps[1];
        Assert.Equal((ManoeuvreType.Turn, TurnModifier.Right, 90, 180), (turn.Manoeuvre.Type, turn.Manoeuvre.Modifier, turn.Manoeuvre.BearingBefore, turn.Manoeuvre.BearingAfter));
        Assert.Equal(town['B'], turn.Manoeuvre.Location);
        Assert.Equal(town['B'], leg.Coordinates[turn.FirstCoordinate]);
        Assert.Equal(100, turn.DistanceMetres, 0.1);
        Assert.Equal(("Rondeau", "RN8", RoadClass.Residential), (turn.Name, turn.Ref, turn.Class));
        Assert.Equal(leg.DurationDeciseconds, leg.Steps[0].DurationDeciseconds + turn.DurationDeciseconds);
    }

    [Theory]
    [InlineData(0, TurnModifier.Straight)]
    [InlineData(20, TurnModifier.Straight)]
    [InlineData(45, TurnModifier.SlightRight)]
    [InlineData(90, TurnModifier.Right)]
    [InlineData(150, TurnModifier.SharpRight)]
    [InlineData(-45, TurnModifier.SlightLeft)]
    [InlineData(-90, TurnModifier.Left)]
    [InlineData(-150, TurnModifier.SharpLeft)]
    [InlineData(180, TurnModifier.UTurn)]
    [InlineData(-175, TurnModifier.UTurn)]
    public void Angles_have_names(double angle, TurnModifier expected) => Assert.Equal(expected, StepBuilder.Modifier(angle));
}
