using Routing.RoadNetwork.Guidance;
using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Guidance;

public sealed class IntersectionTests
{
    private static List<RouteStep> Steps(Town town, string places, Profile profile = Profile.Car) =>
        [.. town.Route(profile, places).Legs.SelectMany(leg => leg.Steps)];

    [Fact]
    public void A_junction_tells_its_roads_by_bearing_which_may_be_entered_and_how_the_route_passes()
    {
        using var town = Town.Draw("""
                D
                |
            A---B---C
                |
                E
            """).Way("AB").Way("BC").Way("DB", "oneway=yes").Way("BE", "name=Sur");
        var steps = Steps(town, "AE");
        var turn = steps[1].Intersections[0];
        Assert.Equal([0, 90, 180, 270], turn.Bearings);
        Assert.Equal([false, true, true, false], turn.Entry);
        Assert.Equal((3, 2), (turn.In, turn.Out));
        Assert.Equal(town['B'], turn.Location);
    }

    [Fact]
    public void Junctions_passed_straight_on_belong_to_the_step()
    {
        using var town = Town.Draw("""
                D   F
                |   |
            A---B---C---G
            """).Way("ABCG", "name=Rivera").Way("DB").Way("FC");
        var steps = Steps(town, "AG");
        Assert.Equal(2, steps.Count);
        Assert.Equal([town['A'], town['B'], town['C']], steps[0].Intersections.Select(at => at.Location));
        Assert.Equal((-1, 0), (steps[0].Intersections[0].In, steps[0].Intersections[0].Out));
        Assert.Equal((0, -1), (steps[1].Intersections[0].In, steps[1].Intersections[0].Out));
        Assert.All(steps[0].Intersections.Skip(1), at => Assert.Equal([0, 90, 270], at.Bearings));
    }

    [Fact]
    public void A_bend_and_a_change_of_tags_are_no_junctions()
    {
        using var town = Town.Draw("""
            A---B---C
                    |
                    D
            """).Way("AB", "name=Rivera").Way("BC", "name=Rivera maxspeed=30").Way("CD", "name=Rivera");
        Assert.Single(Steps(town, "AD")[0].Intersections);
    }

    [Theory]
    [InlineData("AD", "yes no no")]
    [InlineData("AC", "no yes no")]
    [InlineData("AE", "no no yes")]
    public void Lanes_say_from_which_the_turn_can_be_taken(string places, string valid)
    {
        using var town = Town.Draw("""
                D
                |
            A---B---C
                |
                E
            """).Way("AB", "oneway=yes turn:lanes=left|through|right").Way("BC", "name=Este").Way("DB", "name=Norte").Way("BE", "name=Sur");
        var junction = Steps(town, places).SelectMany(step => step.Intersections).First(at => at.Lanes.Count > 0);
        Assert.Equal(valid, string.Join(' ', junction.Lanes.Select(lane => lane.IsValid ? "yes" : "no")));
        Assert.Equal(["left", "straight", "right"], junction.Lanes.SelectMany(lane => lane.Indications));
    }

    [Theory]
    [InlineData("left|through;right", -90.0, "yes no")]
    [InlineData("left|through;right", 5.0, "no yes")]
    [InlineData("left|through;right", 85.0, "no yes")]
    [InlineData("left;through|through|", 0.0, "yes yes yes")]
    [InlineData("slight_left|slight_right", -20.0, "yes no")]
    [InlineData("reverse|through", 179.0, "yes no")]
    [InlineData("none|none|right", 90.0, "no no yes")]
    [InlineData("left|left", 120.0, "no no")]
    [InlineData("", 0.0, "")]
    [InlineData("merge_to_left|through", 0.0, "yes yes")]
    public void The_arrow_nearest_to_the_turn_is_meant(string lanes, double angle, string valid) =>
        Assert.Equal(valid, string.Join(' ', LaneReader.Read(lanes, angle).Select(lane => lane.IsValid ? "yes" : "no")));

    [Theory]
    [InlineData("AB", "left|right", "right|left", true)]
    [InlineData("BA", "left|right", "right|left", false)]
    public void A_two_way_street_has_lanes_of_each_direction(string way, string there, string back, bool isForward)
    {
        using var town = Town.Draw("""
                    D
                    |
            A-------B
                    |
                    E
            """).Way(way, $"turn:lanes:forward={there} turn:lanes:backward={back}").Way("DBE", "name=Otra");
        var lanes = Steps(town, "AD").SelectMany(step => step.Intersections).First(at => at.Lanes.Count > 0).Lanes;
        Assert.Equal(isForward ? ["left", "right"] : ["right", "left"], lanes.SelectMany(lane => lane.Indications));
        Assert.Equal("left", Assert.Single(lanes, lane => lane.IsValid).Indications[0]);
    }

    [Fact]
    public void Signposts_exits_and_classes_are_told()
    {
        using var town = Town.Draw("""
            A--------B--------C
                         F---H
            """)
            .Way("AB", "highway=motorway ref=R1").Way("BC", "highway=motorway ref=R1 toll=yes")
            .Way("BF", "highway=motorway_link oneway=yes junction:ref=12 destination=Minas;Rocha destination:ref=8").Way("FH", "name=Salida");
        var steps = Steps(town, "AH");
        var exit = steps.Find(step => step.Manoeuvre.Type == ManoeuvreType.OffRamp)!;
        Assert.Equal("12", exit.ExitNumber);
        Assert.Equal("8: Minas, Rocha", exit.Destinations);
        Assert.Equal(["motorway"], steps[0].Intersections[0].Classes);
        var through = town.Router.Route(
            Profile.Car,
            [new RoutePoint(town['A']) { AnyRoad = true }, new RoutePoint(town['C']) { AnyRoad = true }],
            new RouteRequest { Steps = true },
            TestContext.Current.CancellationToken);
        Assert.Equal(["motorway", "toll"], through.Legs[0].Steps[0].Intersections[1].Classes);
    }

    [Fact]
    public void A_roundabout_has_a_part_inside()
    {
        using var town = Town.Draw("""
                   N

                   n
            W    w   e    E
                   s

                   S
            """)
            .Way("senws", "junction=roundabout name=Plaza")
            .Way("Nn", "name=Norte").Way("Ee", "name=Este").Way("Ss", "name=Sur").Way("Ww", "name=Oeste");
        var steps = Steps(town, "SN");
        var round = steps[1];
        Assert.Equal(ManoeuvreType.Rotary, round.Manoeuvre.Type);
        Assert.Equal("Plaza", round.RotaryName);
        Assert.Equal("Norte", round.Name);
        Assert.Equal(town['n'], round.Inside!.Leaving.Location);
        Assert.Equal(ManoeuvreType.ExitRotary, round.Inside.Leaving.Type);
        Assert.InRange(round.Inside.DistanceMetres, 1, round.DistanceMetres - 1);
        Assert.Contains(round.Intersections, at => at.Location == town['n']);
    }

    [Fact]
    public void Onto_a_nameless_ferry_is_a_notification()
    {
        using var town = Town.Draw("A---B------C---D").Way("AB").Way("BC", "route=ferry foot=yes").Way("CD");
        Assert.Equal(
            [ManoeuvreType.Depart, ManoeuvreType.Notification, ManoeuvreType.Notification, ManoeuvreType.Arrive],
            Steps(town, "AD", Profile.Foot).Select(step => step.Manoeuvre.Type));
    }

    [Fact]
    public void Annotations_add_up_and_name_the_points()
    {
        using var town = Town.Draw("""
            1-A---B---C
                      |
                      D-2
            """).Way("ABC", "maxspeed=50").Way("CD").Way("DA");
        var route = town.Router.Route(Profile.Car, [town['1'], town['2']], new RouteRequest { Annotations = true }, TestContext.Current.CancellationToken);
        var leg = route.Legs[0];
        var annotation = leg.Annotation!;
        Assert.Equal(leg.Coordinates.Count, annotation.NodeOsmIds.Count);
        Assert.Equal(leg.Coordinates.Count - 1, annotation.DistancesMetres.Count);
        Assert.Equal(leg.Coordinates.Count - 1, annotation.DurationsDeciseconds.Count);
        Assert.Equal(leg.DistanceMetres, annotation.DistancesMetres.Sum(), 0.1);
        Assert.InRange(annotation.DurationsDeciseconds.Sum(), leg.DurationDeciseconds - 60, leg.DurationDeciseconds);
        Assert.Equal(leg.Coordinates.Skip(1).SkipLast(1).Select(at => (long)"ABCD".Single(c => town[c].MetresTo(at) < 0.1)), annotation.NodeOsmIds.Skip(1).SkipLast(1));
    }
}
