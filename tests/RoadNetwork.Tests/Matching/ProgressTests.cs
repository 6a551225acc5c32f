using Routing.RoadNetwork.Matching;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Matching;

public sealed class ProgressTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Town Draw() => Town.Draw("""
        A---1---B---2---C
                |       |
                |       |
                D-------E
        """).Way("ABC").Way("BD").Way("DEC");

    private static RouteResult Planned(Router router, params RoutePoint[] points) =>
        router.Route(Profile.Car, points, new RouteRequest { Annotations = true }, Token);

    [Fact]
    public void A_position_on_the_route_tells_what_is_left_of_it()
    {
        using var town = Draw();
        var route = Planned(town.Router, town['A'], town['C']);
        var start = town.Router.Progress(Profile.Car, route, [town['A']], Token)!;
        Assert.Equal(route.DurationDeciseconds / 10.0, start.RemainingSeconds, 1);
        Assert.Equal(route.DistanceMetres, start.RemainingMetres, 1);
        var off = new Coordinate(town['1'].Lon, town['1'].Lat + 0.0001);
        var quarter = town.Router.Progress(Profile.Car, route, [off], Token)!;
        Assert.True(quarter.IsOnRoute);
        Assert.Equal(route.DistanceMetres / 4, quarter.DrivenMetres, 1.0);
        Assert.Equal(route.DistanceMetres * 3 / 4, quarter.RemainingMetres, 1.0);
        Assert.Equal(route.DurationDeciseconds * 0.075, quarter.RemainingSeconds, 0.5);
        var end = town.Router.Progress(Profile.Car, route, [off, town['2'], town['C']], Token)!;
        Assert.Equal((0, 0), (end.RemainingSeconds, end.LegMetres));
    }

    [Fact]
    public void A_leg_ends_at_its_waypoint_and_the_route_at_its_last()
    {
        using var town = Draw();
        var route = Planned(town.Router, town['A'], town['B'], town['C']);
        var first = town.Router.Progress(Profile.Car, route, [town['1']], Token)!;
        Assert.Equal(0, first.Leg);
        Assert.Equal(route.Legs[0].DurationDeciseconds / 20.0, first.LegSeconds, 0.2);
        Assert.Equal(first.LegSeconds + route.Legs[1].DurationDeciseconds / 10.0, first.RemainingSeconds, 0.2);
        Assert.Equal(1, town.Router.Progress(Profile.Car, route, [town['1'], town['2']], Token)!.Leg);
    }

    [Fact]
    public void On_a_street_that_is_driven_twice_the_trace_says_which_time_it_is()
    {
        // There and back: to the dead end and home again.
        using var town = Town.Draw("A---1---B").Way("AB");
        var route = Planned(town.Router, town['A'], town['B'], town['A']);
        var there = town.Router.Progress(Profile.Car, route, [town['A'], town['1']], Token)!;
        var back = town.Router.Progress(Profile.Car, route, [town['A'], town['1'], town['B'], town['1']], Token)!;
        Assert.Equal((0, 1), (there.Leg, back.Leg));
        Assert.True(there.RemainingSeconds > back.RemainingSeconds);
        Assert.Equal(1, town.Router.Progress(Profile.Car, route, [new TracePoint(new RoutePoint(town['1']) { Bearing = 270 })], Token)!.Leg);
    }

    [Fact]
    public void Who_left_the_route_arrives_by_the_fastest_way_from_where_they_are()
    {
        using var town = Draw();
        var route = Planned(town.Router, town['A'], town['C'], town['A']);
        var lost = town.Router.Progress(Profile.Car, route, [town['1'], town['D']], Token)!;
        Assert.False(lost.IsOnRoute);
        Assert.Equal(0, lost.Leg);
        var rest = town.Router.Route(Profile.Car, [town['D'], town['C']], false, false, Token);
        Assert.Equal(rest.DurationDeciseconds / 10.0, lost.LegSeconds, 1);
        Assert.Equal((rest.DurationDeciseconds + route.Legs[1].DurationDeciseconds) / 10.0, lost.RemainingSeconds, 1);
        Assert.Null(town.Router.Progress(Profile.Car, route, [new Coordinate(1, 1)], Token));
    }

    [Fact]
    public void Who_left_the_route_goes_on_as_they_drive_and_does_not_turn_in_the_street()
    {
        using var town = Town.Draw("""
            A---1---B---2---C
                    |       |
                    |       |
                    3       |
                    |       |
                    4       |
                    |       |
                    |       |
                    D-------E
            """).Way("ABC").Way("BD").Way("DEC");
        var route = Planned(town.Router, town['A'], town['C']);

        // One position tells no direction: back by B it is shorter.
        Assert.Equal(Metres('4', 'B') + Metres('B', 'C'), town.Router.Progress(Profile.Car, route, [town['4']], Token)!.LegMetres, 1.0);
        var away = town.Router.Progress(Profile.Car, route, [town['1'], town['3'], town['4']], Token)!;
        Assert.False(away.IsOnRoute);
        Assert.Equal(Metres('4', 'D') + Metres('D', 'E') + Metres('E', 'C'), away.LegMetres, 1.0);
        Assert.True(away.At.MetresTo(town['4']) < 1);
        var back = town.Router.Progress(Profile.Car, route, [town['4'], town['3']], Token)!;
        Assert.Equal(Metres('3', 'B') + Metres('B', 'C'), back.LegMetres, 1.0);

        double Metres(char from, char to) => town[from].MetresTo(town[to]);
    }

    [Fact]
    public void Pieces_and_turns_of_a_leg_add_up_to_it_and_what_is_left_is_what_the_search_says()
    {
        var region = Extracts.Open("montevideo");
        var router = new Router(region);
        var seed = Environment.GetEnvironmentVariable("ROUTING_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var compared = 0;
        for (var i = 0; i < 300; i++)
        {
            var route = Planned(router, Anywhere(), Anywhere());
            if (route.Outcome != RouteOutcome.Ok || route.Legs[0].Coordinates.Count < 20)
                continue;
            var leg = route.Legs[0];
            Assert.Equal(leg.DurationDeciseconds, leg.Annotation!.DurationsDeciseconds.Sum() + leg.Annotation.TurnsDeciseconds.Sum());

            // In the middle of a piece of some length, so that no other street is near.
            var pieces = Enumerable.Range(1, leg.Coordinates.Count - 3).Where(piece => leg.Annotation.DistancesMetres[piece] > 40).ToArray();
            if (pieces.Length == 0)
                continue;
            var at = pieces[random.Next(pieces.Length)];
            var (a, b) = (leg.Coordinates[at], leg.Coordinates[at + 1]);
            var point = new RoutePoint(new Coordinate((a.Lon + b.Lon) / 2, (a.Lat + b.Lat) / 2)) { Bearing = (int)a.BearingTo(b) % 360, BearingRange = 20, AnyRoad = true };
            // To the end on the very road on which the route ends: where roads meet, another may be as near, a turn away.
            var rest = router.Route(Profile.Car, [point, new RoutePoint(leg.Coordinates[^1]) { Hint = route.Waypoints[^1].Hint }], new RouteRequest(), Token);
            var progress = router.Progress(Profile.Car, route, [point.At, new TracePoint(point)], Token)!;
            if (!progress.IsOnRoute || Math.Abs(progress.LegMetres - rest.DistanceMetres) > 1)
                continue; // The route ends on another street than the nearest to its end, or is driven twice.
            Assert.Equal(rest.DurationDeciseconds / 10.0, progress.LegSeconds, 0.5);
            compared++;
        }

        Assert.True(compared > 100, $"{compared} compared");

        Coordinate Anywhere() => region.PointAt(random.Next(region.Info.Points));
    }

    [Fact]
    public void What_cannot_be_told_is_refused()
    {
        using var town = Draw();
        var plain = town.Router.Route(Profile.Car, [town['A'], town['C']], true, false, Token);
        Assert.Throws<ArgumentException>(() => town.Router.Progress(Profile.Car, plain, [town['A']], Token));
        Assert.Throws<ArgumentException>(() => town.Router.Progress(Profile.Car, Planned(town.Router, town['A'], town['C']), [], Token));
    }

    [Fact]
    public void Random_drives_through_the_city_are_followed_to_their_end()
    {
        var region = Extracts.Open("montevideo");
        var router = new Router(region);
        var seed = Environment.GetEnvironmentVariable("ROUTING_SEED") is { } given ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : Random.Shared.Next();
        output.WriteLine($"Seed {seed}; ROUTING_SEED={seed} repeats it.");
        var random = new Random(seed);
        var errors = new List<double>();
        for (var drive = 0; drive < 40; drive++)
        {
            RoutePoint[] ends = [region.PointAt(random.Next(region.Info.Points)), region.PointAt(random.Next(region.Info.Points))];
            var route = Planned(router, ends);
            if (route.Outcome != RouteOutcome.Ok || route.DistanceMetres < 500)
                continue;
            var trace = new List<TracePoint>();
            var coordinates = route.Legs[0].Coordinates;
            var driven = 0.0;
            for (var i = 0; i + 1 < coordinates.Count; i++)
            {
                driven += coordinates[i].MetresTo(coordinates[i + 1]);
                if (trace.Count > 0 && i % 5 != 0)
                    continue;
                var at = coordinates[i + 1];
                trace.Add(new Coordinate(at.Lon + (random.NextDouble() - 0.5) * 0.0002, at.Lat + (random.NextDouble() - 0.5) * 0.0002));
                var progress = router.Progress(Profile.Car, route, trace.ToArray(), Token)!;
                Assert.True(progress.IsOnRoute);
                errors.Add(Math.Abs(progress.DrivenMetres - driven));
                Assert.Equal(route.DistanceMetres, progress.DrivenMetres + progress.RemainingMetres, 1.0);
            }
        }

        errors.Sort();
        output.WriteLine($"{errors.Count} positions; median {errors[errors.Count / 2]:0.0} m, 99 % {errors[errors.Count * 99 / 100]:0.0} m off.");
        Assert.True(errors.Count > 200);
        Assert.InRange(errors[errors.Count * 99 / 100], 0, 60);
    }
}
