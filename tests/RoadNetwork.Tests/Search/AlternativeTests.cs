using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Search;

public sealed class AlternativeTests(ITestOutputHelper output)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static RouteResult Route(Town town, string places, int number, Profile profile = Profile.Bicycle) => town.Router.Route(
        profile, [town[places[0]], town[places[1]]], new RouteRequest { Geometry = true, Steps = true, Annotations = true, Alternatives = number }, Ct);

    // Two bridges, the northern one a little nearer.
    private static Town Bridges() => Town.Draw("""
             C------------D
        A----|            |----B
             |            |

             E------------F
        """).Way("AC").Way("CD").Way("DB").Way("AE").Way("EF").Way("FB");

    [Fact]
    public void The_other_bridge_is_an_alternative()
    {
        using var town = Bridges();
        var route = Route(town, "AB", 1);
        var other = Assert.Single(route.Alternatives);
        Assert.Contains(town['D'], route.Legs[0].Coordinates);
        Assert.Contains(town['F'], other.Legs[0].Coordinates);
        Assert.True(other.DurationDeciseconds >= route.DurationDeciseconds);
        Assert.Equal(route.Waypoints, other.Waypoints);
    }

    [Fact]
    public void None_is_given_unless_asked_for()
    {
        using var town = Bridges();
        Assert.Empty(Route(town, "AB", 0).Alternatives);
    }

    [Fact]
    public void Where_there_is_one_way_there_is_no_other()
    {
        using var town = Town.Draw("A----B----C----D").Way("AB").Way("BC").Way("CD");
        Assert.Empty(Route(town, "AD", 3).Alternatives);
        Assert.Empty(Route(town, "AA", 3).Alternatives);
    }

    [Fact]
    public void A_way_that_takes_much_longer_is_none()
    {
        using var town = Town.Draw("""
            A----------B
            |          |
            |          |
            |          |
            |          |
            C----------D
            """).Way("AB").Way("AC").Way("CD").Way("DB");
        Assert.Empty(Route(town, "AB", 3).Alternatives);
    }

    [Theory]
    [InlineData("montevideo", Profile.Car)]
    [InlineData("montevideo", Profile.Scooter)]
    [InlineData("liechtenstein", Profile.Bicycle)]
    public void Alternatives_join_up_differ_and_are_not_much_slower(string extract, Profile profile)
    {
        var region = Extracts.Open(extract);
        var router = new Router(region);
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ROADS_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"ROADS_SEED={seed}");
        var random = new Random(seed);
        int routed = 0, found = 0;
        for (var i = 0; i < 15; i++)
        {
            RoutePoint[] points = [region.PointAt(random.Next(region.Info.Points)), region.PointAt(random.Next(region.Info.Points))];
            var route = router.Route(profile, points, new RouteRequest { Steps = true, Annotations = true, Alternatives = 2 }, Ct);
            if (route.Outcome != RouteOutcome.Ok)
                continue;
            routed++;
            found += route.Alternatives.Count;
            Assert.True(route.Alternatives.Count <= 2);
            foreach (var other in route.Alternatives)
            {
                var leg = Assert.Single(other.Legs);
                Assert.InRange(other.DurationDeciseconds, route.DurationDeciseconds, 1.3 * route.DurationDeciseconds);
                Assert.Equal(leg.DurationDeciseconds, leg.Steps.Sum(step => step.DurationDeciseconds));
                Assert.Equal(leg.DistanceMetres, leg.Coordinates.Zip(leg.Coordinates.Skip(1), (a, b) => a.MetresTo(b)).Sum(), 0.01 * leg.Coordinates.Count + 0.01);
                Assert.Equal(route.Waypoints[1].Location, leg.Coordinates[^1]);
                var fastest = route.Legs[0].Coordinates.ToHashSet();
                Assert.Contains(leg.Coordinates, at => !fastest.Contains(at));
            }
        }

        output.WriteLine($"{found} alternatives to {routed} routes");
        Assert.True(found > routed / 3, $"{found} alternatives to {routed} routes.");
    }
}
