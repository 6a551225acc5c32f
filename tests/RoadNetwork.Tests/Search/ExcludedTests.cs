using Routing.RoadNetwork.Isochrones;
using Routing.RoadNetwork.Plain;
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
    [InlineData("barrier=height_restrictor maxheight=2.5")]
    [InlineData("barrier=height_restrictor")]
    [InlineData("barrier=gate maxwidth=2.2")]
    [InlineData("barrier=lift_gate hgv=no")]
    [InlineData("maxweight=3.5")]
    [InlineData("maxheight:physical=3.2")]
    [InlineData("maxlength=8")]
    [InlineData("barrier=bollard bollard=rising motorcar=yes maxwidth=2.3")]
    public void A_narrow_point_is_passed_by_cars_and_not_by_transporters(string tags)
    {
        using var open = AroundPoint("");
        using var town = AroundPoint(tags);
        Assert.Equal("ABPCD", Path(town, 'A', 'D', All & ~RoadKinds.Narrow));
        Assert.Equal("DCPBA", Path(town, 'D', 'A', RoadKinds.None));

        // A point in the middle of a road cuts it; each piece is rounded to a tenth of a second.
        Assert.InRange(town.Deciseconds(Profile.Car, "AD") - open.Deciseconds(Profile.Car, "AD"), -1, 1);
        Assert.Equal("ABEFCD", Path(town, 'A', 'D', RoadKinds.Narrow));
        Assert.Equal("DCFEBA", Path(town, 'D', 'A', RoadKinds.Narrow));

        // The road up to it is driven from either side, and left again.
        Assert.Equal("AB", Path(town, 'A', '1', RoadKinds.Narrow));
        Assert.Equal("ABEFC", Path(town, 'A', '2', RoadKinds.Narrow));
        Assert.Equal("BEFC", Path(town, '1', '2', RoadKinds.Narrow));
        Assert.Equal("CFEB", Path(town, '2', '1', RoadKinds.Narrow));
    }

    [Theory]
    [InlineData("barrier=height_restrictor maxheight=4.2")]
    [InlineData("barrier=height_restrictor hgv=yes")]
    [InlineData("barrier=gate")]
    [InlineData("barrier=toll_booth maxwidth=3")]
    [InlineData("maxweight=40")]
    public void A_wide_point_is_passed_by_transporters(string tags)
    {
        using var town = AroundPoint(tags);
        Assert.Equal("ABPCD", Path(town, 'A', 'D', RoadKinds.Narrow));
    }

    [Fact]
    public void A_narrow_junction_is_passed_in_no_direction()
    {
        using var town = Town.Draw("""
            A---B---C
            |   |   |
            D---E---F
            |   |   |
            G---H---I
            """).Way("ABC").Way("DEF").Way("GHI").Way("ADG").Way("BEH").Way("CFI").Point('E', "maxheight=3");
        Assert.Equal("BEH", Path(town, 'B', 'H', RoadKinds.None));
        Assert.DoesNotContain('E', Path(town, 'B', 'H', RoadKinds.Narrow));
        Assert.DoesNotContain('E', Path(town, 'B', 'D', RoadKinds.Narrow));
    }

    [Fact]
    public void Plain_search_agrees_where_some_points_are_narrow()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        for (var turn = 0; turn < 10; turn++)
        {
            using var town = Town.Draw("""
                A---B---C---D---E
                |   |   |   |   |
                F---G---H---I---J
                |   |   |   |   |
                K---L---M---N---O
                |   |   |   |   |
                P---Q---R---S---T
                """).Way("ABCDE").Way("FGHIJ").Way("KLMNO").Way("PQRST").Way("AFKP").Way("BGLQ").Way("CHMR").Way("DINS").Way("EJOT");
            foreach (var letter in "ABCDEFGHIJKLMNOPQRST".Where(_ => random.Next(4) == 0))
                town.Point(letter, "maxheight=3");
            var region = town.Router.Region;
            var narrow = region.Columns.NarrowNodes.Span.ToArray().ToHashSet();
            RoutePoint[] points = [.. "ABCDEFGHIJKLMNOPQRST".Select(letter => new RoutePoint(town[letter]) { Excluded = RoadKinds.Narrow })];
            var table = town.Router.Table(Profile.Car, points, points, int.MaxValue, Ct);
            for (var i = 0; i < points.Length; i++)
            {
                for (var j = 0; j < points.Length; j++)
                {
                    var from = town.Router.Snap(Profile.Car, points[i])!.Value;
                    var to = town.Router.Snap(Profile.Car, points[j])!.Value;
                    var route = town.Router.Route(Profile.Car, [points[i], points[j]], new RouteRequest(), Ct);
                    var expected = PlainSearch.Path(region, Profile.Car, null, from, to, narrow).Deciseconds;
                    Assert.Equal(expected, route.Outcome == RouteOutcome.Ok ? route.DurationDeciseconds : -1);
                    Assert.Equal(expected, table.DurationsDeciseconds[i * points.Length + j]);
                }
            }
        }
    }

    [Fact]
    public void Isochrones_of_a_transporter_do_not_pass_a_narrow_point_either()
    {
        using var town = Town.Draw("""
            A---B---P---C---D
            |   |       |   |
            |   |       |   |
            E---F---Q---G---H
            """).Way("ABPCD").Way("EFQGH").Way("AE").Way("BF").Way("CG").Way("DH").Point('P', "maxheight=3").Point('Q', "barrier=height_restrictor");
        foreach (var direction in Enum.GetValues<IsochroneDirection>())
        {
            foreach (var excluded in (RoadKinds[])[RoadKinds.None, RoadKinds.Narrow])
            {
                var reached = town.Router.Isochrones(Profile.Car, new RoutePoint(town['A']) { Excluded = excluded }, direction, [300], Ct).Isochrones[0];
                Assert.True(reached.Contains(town['F']));
                Assert.Equal(excluded == RoadKinds.None, reached.Contains(town['D']));
            }
        }

    }

    [Fact]
    public void Alternatives_for_a_transporter_do_not_pass_a_narrow_point()
    {
        using var town = Town.Draw("""
            A---P---C
            |       |
            X       Y
            |       |
            E-------G
            """).Way("APC").Way("AXE").Way("CYG").Way("EG").Point('P', "maxheight=3");
        RouteResult Ask(RoadKinds excluded) => town.Router.Route(
            Profile.Car, [new(town['X']) { Excluded = excluded }, new(town['Y']) { Excluded = excluded }], new RouteRequest { Geometry = true, Alternatives = 2 }, Ct);
        Assert.NotEmpty(Ask(RoadKinds.None).Alternatives);
        var route = Ask(RoadKinds.Narrow);
        Assert.Empty(route.Alternatives);
        Assert.Equal(Path(town, 'X', 'Y', RoadKinds.Narrow), Path(town, 'X', 'G', RoadKinds.Narrow) + "Y");
    }

    private static Town AroundPoint(string tags) => Town.Draw("""
        A---B-1-P-2-C---D
            |       |
            |       |
            E-------F
        """).Way("AB").Way("BPC").Way("CD").Way("BEFC").Point('P', tags);

    private static string Path(Town town, char from, char to, RoadKinds excluded)
    {
        RoutePoint[] points = [new(town[from]) { Excluded = excluded }, new(town[to]) { Excluded = excluded }];
        var route = town.Router.Route(Profile.Car, points, new RouteRequest { Geometry = true }, Ct);
        return string.Concat(route.Legs[0].Coordinates.Select(at => "ABCDEFGHIPXY".FirstOrDefault(c => town.Has(c) && town[c].MetresTo(at) < 0.1)).Where(c => c != 0));
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
