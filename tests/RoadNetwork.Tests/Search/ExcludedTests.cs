using Routing.RoadNetwork.Tests.Drawing;

namespace Routing.RoadNetwork.Tests.Search;

/// <summary>Routes without motorways, tolls, ferries and tunnels.</summary>
public sealed class ExcludedTests
{
    private const RoadKinds All = RoadKinds.Motorway | RoadKinds.Toll | RoadKinds.Ferry | RoadKinds.Tunnel | RoadKinds.Narrow;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // The straight road is of a kind that may be left out; the way round is not.
    [Theory]
    [InlineData("highway=motorway oneway=no", RoadKinds.Motorway)]
    [InlineData("highway=motorway_link", RoadKinds.Motorway)]
    [InlineData("toll=yes", RoadKinds.Toll)]
    [InlineData("route=ferry motorcar=yes duration=00:00:05", RoadKinds.Ferry)]
    [InlineData("tunnel=yes", RoadKinds.Tunnel)]
    [InlineData("maxheight=3.5", RoadKinds.Narrow)]
    [InlineData("maxheight=12'0\"", RoadKinds.Narrow)]
    [InlineData("maxwidth=2.3", RoadKinds.Narrow)]
    [InlineData("maxweight=7.5", RoadKinds.Narrow)]
    [InlineData("maxlength=10", RoadKinds.Narrow)]
    [InlineData("hgv=no", RoadKinds.Narrow)]
    public void The_way_round_is_taken_by_who_leaves_them_out(string tags, RoadKinds kind)
    {
        using var town = Town.Draw("""
            A---B-------C---D
                |       |
                |       |
                E-------F
            """).Way("AB").Way("BC", tags).Way("CD").Way("BEFC");
        Assert.Equal("ABCD", Path(RoadKinds.None));
        Assert.Equal("ABCD", Path(All & ~kind));
        Assert.Equal("ABEFCD", Path(kind));
        Assert.Equal("ABEFCD", Path(All));

        string Path(RoadKinds excluded)
        {
            RoutePoint[] points = [new RoutePoint(town['A']) { Excluded = excluded }, new RoutePoint(town['D']) { Excluded = excluded }];
            var route = town.Router.Route(Profile.Car, points, new RouteRequest { Geometry = true }, Ct);
            var table = town.Router.Table(Profile.Car, points.AsSpan(0, 1), points.AsSpan(1), int.MaxValue, Ct);
            Assert.Equal(route.DurationDeciseconds, table.DurationsDeciseconds[0]);
            return string.Concat(route.Legs[0].Coordinates.Select(at => "ABCDEF".Single(c => town[c].MetresTo(at) < 0.1)));
        }
    }

    [Theory]
    [InlineData("maxheight=4")]
    [InlineData("maxweight=40")]
    [InlineData("hgv=destination")]
    [InlineData("maxheight=default")]
    public void A_transporter_takes_what_is_large_enough(string tags)
    {
        using var town = Town.Draw("A---B").Way("AB", tags);
        Assert.Equal(SnapOutcome.Ok, town.Router.Nearest(Profile.Car, new RoutePoint(town['A']) { Excluded = RoadKinds.Narrow }).Outcome);
    }

    [Fact]
    public void What_is_left_out_is_not_snapped_to_and_nothing_else_changes_for_others()
    {
        using var town = Town.Draw("""
            A--1---B
            C------D
            """).Way("AB", "toll=yes name=Peaje").Way("CD", "name=Calle").Way("BD");
        Assert.Equal("Calle", town.Router.Nearest(Profile.Car, new RoutePoint(town['1']) { Excluded = RoadKinds.Toll }).Candidates[0].Name);
        Assert.Equal("Peaje", town.Router.Nearest(Profile.Car, town['1']).Candidates[0].Name);
    }
}
