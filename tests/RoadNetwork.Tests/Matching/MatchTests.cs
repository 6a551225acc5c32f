using Routing.RoadNetwork.Matching;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Matching;

/// <summary>Traces of digits, drawn beside the roads that they were driven along.</summary>
public sealed class MatchTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static readonly MatchRequest WithGeometry = new() { Route = new RouteRequest { Geometry = true } };

    private static MatchResult Match(Town town, string digits, double sigma = 20, MatchRequest? request = null) => town.Router.Match(
        Profile.Car, [.. digits.Select(digit => new TracePoint(new RoutePoint(town[digit]) { RadiusMetres = sigma }))], request ?? WithGeometry, Ct);

    private static string Letters(Town town, Routing.RoadNetwork.Matching.Matching matching) => string.Concat(
        matching.Route.Legs.SelectMany(leg => leg.Coordinates)
            .Select(at => "ABCDEFGHIJ".Where(c => town.Has(c) && town[c].MetresTo(at) < 0.1).FirstOrDefault(' ')).Where(c => c != ' ')
            .Aggregate("", (letters, c) => letters.EndsWith(c) ? letters : letters + c));

    [Fact]
    public void One_point_nearer_to_the_next_street_does_not_change_streets()
    {
        using var town = Town.Draw("""
            A--1----2----------4----5-B
            |              3          |
            |                         |
            C-------------------------D
            """).Way("AB", "name=Norte").Way("CD", "name=Sur").Way("AC").Way("BD");
        var result = Match(town, "12345");
        var matching = Assert.Single(result.Matchings);
        Assert.All(result.Points, point => Assert.Equal("Norte", point!.At.Name));
        Assert.Equal(result.Points.Select((_, i) => i), result.Points.Select(point => point!.Waypoint));
        Assert.InRange(matching.Confidence, 0.5, 1);
    }

    [Fact]
    public void A_turn_is_followed()
    {
        using var town = Town.Draw("""
            A--1--2--B--------C
                     |3
                     4
                     |
                     5
                     D
            """).Way("ABC", "name=Rivera").Way("BD", "name=Sur");
        var result = Match(town, "12345");
        Assert.Equal("B", Letters(town, Assert.Single(result.Matchings)));
        Assert.Equal("Sur", result.Points[^1]!.At.Name);
        Assert.Equal(4, result.Matchings[0].Route.Legs.Count);
    }

    [Fact]
    public void A_one_way_street_is_not_driven_against_the_arrow()
    {
        using var town = Town.Draw("""
            A--4--3--2--1--B
            C--------------D
            """).Way("AB", "oneway=yes name=Ida").Way("DC", "oneway=yes name=Vuelta").Way("AC").Way("BD");
        Assert.All(Match(town, "1234", sigma: 30).Points, point => Assert.Equal("Vuelta", point!.At.Name));
        Assert.All(Match(town, "4321", sigma: 30).Points, point => Assert.Equal("Ida", point!.At.Name));
    }

    [Fact]
    public void A_point_far_from_every_road_is_left_out()
    {
        using var town = Town.Draw("""
            A-1--2-----4--B




                   3
            """).Way("AB");
        var result = Match(town, "1234", sigma: 5);
        Assert.Null(result.Points[2]);
        Assert.Equal([0, 1, 2], result.Points.Where(point => point is not null).Select(point => point!.Waypoint));
        Assert.Single(result.Matchings);
    }

    [Fact]
    public void Roads_that_do_not_meet_split_the_trace()
    {
        using var town = Town.Draw("""
            A-1--2-3--B     C-4--5-6-7-8-D
            """).Way("AB", "name=Este").Way("CD", "name=Oeste");
        var result = Match(town, "12345678", sigma: 5);
        Assert.Equal(2, result.Matchings.Count);
        Assert.Equal([0, 0, 0, 1, 1, 1, 1, 1], result.Points.Select(point => point!.Matching));
        Assert.Equal([0, 1, 2, 0, 1, 2, 3, 4], result.Points.Select(point => point!.Waypoint));
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void A_long_pause_splits_when_asked(bool splits, int matchings)
    {
        using var town = Town.Draw("A-1-2-3-4-5-6-B").Way("AB");
        var times = new long[] { 0, 5, 10, 500, 505, 510 };
        var trace = "123456".Select((digit, i) => new TracePoint(town[digit], times[i])).ToArray();
        Assert.Equal(matchings, town.Router.Match(Profile.Car, trace, WithGeometry with { SplitsAtGaps = splits }, Ct).Matchings.Count);
    }

    [Fact]
    public void A_standing_car_that_wavers_stays_where_it_is()
    {
        using var town = Town.Draw("A------21-3--------B").Way("AB");
        var result = Match(town, "1221121213", sigma: 20);
        var matching = Assert.Single(result.Matchings);
        Assert.InRange(matching.Route.DistanceMetres, 49, 80);
    }

    [Fact]
    public void Who_turns_round_in_the_street_is_matched_there_and_back()
    {
        using var town = Town.Draw("""
            A-1--2--3--4--5-------------------------B
            |                                       |
            C---------------------------------------D
            """).Way("AB").Way("BD").Way("DC").Way("CA");
        var result = Match(town, "1234554321", sigma: 5);
        var matching = Assert.Single(result.Matchings);
        Assert.InRange(matching.Route.DistanceMetres, 550, 610);
    }

    [Fact]
    public void What_says_nothing_new_is_left_out_when_asked()
    {
        using var town = Town.Draw("A-1-2-3-4-5-6-B").Way("AB");
        var result = Match(town, "1122233456", sigma: 20, WithGeometry with { IsTidy = true });
        Assert.Equal([0, 2, 5, 7, 8, 9], result.Points.Index().Where(point => point.Item is not null).Select(point => point.Index));
    }

    [Fact]
    public void Nothing_matches_in_the_sea()
    {
        using var town = Town.Draw("""
            A---B







              1   2
            """).Way("AB");
        var result = Match(town, "12", sigma: 5);
        Assert.Empty(result.Matchings);
        Assert.All(result.Points, Assert.Null);
    }

    [Fact]
    public void Two_equal_streets_are_told_as_doubt()
    {
        using var town = Town.Draw("""
            A--------------------B

            C-1----2----3----4---D

            E--------------------F
            """).Way("AB").Way("EF").Way("AE");
        var result = Match(town, "1234", sigma: 40);
        Assert.All(result.Points, point => Assert.True(point!.Alternatives >= 1));
        Assert.True(Assert.Single(result.Matchings).Confidence < 0.8);
    }

    [Theory]
    [InlineData("montevideo", 5.0, 0.95)]
    [InlineData("montevideo", 12.0, 0.92)]
    [InlineData("monaco", 5.0, 0.95)]
    [InlineData("liechtenstein", 8.0, 0.95)]
    public void A_noisy_trace_of_a_route_is_matched_to_that_route(string extract, double noiseMetres, double share)
    {
        var region = Extracts.Open(extract);
        var router = new Router(region);
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        double driven = 0, found = 0;
        for (var i = 0; i < 12; i++)
        {
            var from = region.PointAt(random.Next(region.Info.Points));
            var to = region.PointAt(random.Next(region.Info.Points));
            var route = router.Route(Profile.Car, [from, to], Annotated, Ct);
            if (route.Outcome != RouteOutcome.Ok || route.DistanceMetres < 500)
                continue;
            var trace = Along(route.Legs[0].Coordinates, 60).Select(at => new TracePoint(Moved(at, noiseMetres, random) with { RadiusMetres = noiseMetres })).ToArray();
            var result = router.Match(Profile.Car, trace, new MatchRequest { Route = Annotated }, Ct);

            // Of the pieces of road that were driven, how much the matching has.
            var pieces = result.Matchings.SelectMany(m => m.Route.Legs).SelectMany(Pieces).Select(piece => piece.Nodes).ToHashSet();
            foreach (var (nodes, metres) in Pieces(route.Legs[0]))
            {
                driven += metres;
                found += pieces.Contains(nodes) ? metres : 0;
            }
        }

        output.WriteLine($"{found / driven:P1} of {driven / 1000:0.0} km");
        Assert.True(driven > 0 && found >= share * driven, $"{found / driven:P1} of {driven / 1000:0.0} km were found again.");
    }

    private static readonly RouteRequest Annotated = new() { Annotations = true };

    private static IEnumerable<((long, long) Nodes, double Metres)> Pieces(RouteLeg leg) =>
        leg.Annotation!.DistancesMetres.Select((metres, i) => ((leg.Annotation.NodeOsmIds[i], leg.Annotation.NodeOsmIds[i + 1]), metres));

    private static IEnumerable<Coordinate> Along(IReadOnlyList<Coordinate> line, double everyMetres)
    {
        yield return line[0];
        var left = everyMetres;
        for (var i = 1; i < line.Count; i++)
        {
            var (a, b) = (line[i - 1], line[i]);
            var length = a.MetresTo(b);
            for (var at = left; at < length; at += everyMetres)
            {
                yield return new Coordinate(a.Lon + (b.Lon - a.Lon) * at / length, a.Lat + (b.Lat - a.Lat) * at / length);
                left += everyMetres;
            }

            left -= length;
        }

        yield return line[^1];
    }

    private static RoutePoint Moved(Coordinate at, double sigma, Random random)
    {
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        const double metresPerDegree = 111_195;
        return new Coordinate(
            at.Lon + sigma * Normal() / (metresPerDegree * Math.Cos(at.Lat * Math.PI / 180)), at.Lat + sigma * Normal() / metresPerDegree);
    }
}
