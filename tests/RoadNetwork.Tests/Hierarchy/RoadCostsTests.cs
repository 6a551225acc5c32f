using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Hierarchy;

public sealed class RoadCostsTests
{
    // Two ways from A to D: over B straight, over C around.
    private static Town Draw() => Town.Draw("""
        A---B---D
        |       |
        C-------E
        """).Way("AB").Way("BD").Way("ACED");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_closed_road_is_driven_around_until_the_usual_costs_are_back()
    {
        using var town = Draw();
        Assert.Equal("ABD", town.Path(Profile.Car, "AD"));
        var usual = town.Deciseconds(Profile.Car, "AD");
        var costs = new RoadCosts(town.Router.Region, Profile.Car);
        foreach (var arc in ArcsNear(town, Profile.Car, 'A', 'B'))
            costs.Close(arc);
        var metric = town.Router.Customise(costs, Token);
        Assert.Equal("ABD", town.Path(Profile.Car, "AD"));
        town.Router.Use(metric);
        Assert.Equal("ACED", town.Path(Profile.Car, "AD"));
        Assert.Equal("ABD", town.Path(Profile.Bicycle, "AD"));
        town.Router.UseUsual(Profile.Car);
        Assert.Equal("ABD", town.Path(Profile.Car, "AD"));
        Assert.Equal(usual, town.Deciseconds(Profile.Car, "AD"));
    }

    [Fact]
    public void A_closed_road_in_one_direction_is_open_in_the_other()
    {
        using var town = Draw();
        var costs = new RoadCosts(town.Router.Region, Profile.Car);
        var forward = ArcsNear(town, Profile.Car, 'A', 'B')[0];
        costs.Close(forward);
        Assert.False(costs.IsOpen(forward));
        Assert.Equal(-1, costs.Deciseconds(forward));
        town.Router.Use(town.Router.Customise(costs, Token));
        Assert.Equal("ACED", town.Path(Profile.Car, "AD"));
        Assert.Equal("DBA", town.Path(Profile.Car, "DA"));
    }

    [Fact]
    public void A_slow_road_is_left_for_a_faster_one()
    {
        using var town = Draw();
        var costs = new RoadCosts(town.Router.Region, Profile.Car);
        foreach (var arc in ArcsNear(town, Profile.Car, 'A', 'B'))
            costs.SetSpeed(arc, 2);
        town.Router.Use(town.Router.Customise(costs, Token));
        Assert.Equal("ACED", town.Path(Profile.Car, "AD"));
        foreach (var arc in ArcsNear(town, Profile.Car, 'A', 'B'))
            costs.SetFactor(arc, 1);
        town.Router.Use(town.Router.Customise(costs, Token));
        Assert.Equal("ABD", town.Path(Profile.Car, "AD"));
    }

    [Fact]
    public void Nothing_leads_over_a_cut_that_is_closed()
    {
        using var town = Town.Draw("A-1-B---C-2-D").Way("AB").Way("BC").Way("CD");
        var costs = new RoadCosts(town.Router.Region, Profile.Car);
        foreach (var arc in ArcsNear(town, Profile.Car, 'B', 'C'))
            costs.Close(arc);
        town.Router.Use(town.Router.Customise(costs, Token));
        Assert.Equal(-1, town.Deciseconds(Profile.Car, "A2"));
        Assert.Equal([-1], town.Router.Table(Profile.Car, [town['A']], [town['2']], int.MaxValue, Token).DurationsDeciseconds);
        Assert.True(town.Deciseconds(Profile.Car, "A1") > 0);
    }

    [Fact]
    public void A_place_on_a_closed_road_is_reached_on_the_nearest_open_one()
    {
        using var town = Draw();
        var costs = new RoadCosts(town.Router.Region, Profile.Car);
        foreach (var arc in ArcsNear(town, Profile.Car, 'B', 'D'))
            costs.Close(arc);
        town.Router.Use(town.Router.Customise(costs, Token));
        var nearD = new Coordinate((town['B'].Lon + (3 * town['D'].Lon)) / 4, town['D'].Lat);
        var hint = new RoadHint(ArcsNear(town, Profile.Foot, 'B', 'D')[0] / 2, 0);
        foreach (var point in (RoutePoint[])[nearD, new RoutePoint(nearD) { Hint = hint }, new RoutePoint(nearD) { Bearing = 90, BearingRange = 90 }])
        {
            var snapped = town.Router.Nearest(Profile.Car, point).Candidates[0];
            Assert.True(snapped.Location.MetresTo(town['D']) < 1, $"Snapped to {snapped.Location}.");
        }

        Assert.True(town.Router.Nearest(Profile.Bicycle, nearD).Candidates[0].MetresAway < 1);
    }

    [Fact]
    public void A_road_that_the_rules_close_stays_closed()
    {
        using var town = Town.Draw("A---B").Way("AB", "oneway=yes");
        var costs = new RoadCosts(town.Router.Region, Profile.Car);
        var against = ArcsNear(town, Profile.Car, 'A', 'B')[1];
        costs.SetSpeed(against, 50);
        costs.SetFactor(against, 1);
        Assert.False(costs.IsOpen(against));
    }

    [Fact]
    public void Costs_of_another_region_are_refused()
    {
        using var town = Draw();
        using var other = Draw();
        var costs = new RoadCosts(other.Router.Region, Profile.Car);
        Assert.Throws<ArgumentException>(() => town.Router.Customise(costs, Token));
        Assert.Throws<ArgumentException>(() => town.Router.Use(other.Router.Customise(costs, Token)));
    }

    [Fact]
    public async Task Metrics_are_swapped_while_queries_run()
    {
        var region = Extracts.Open("montevideo");
        var router = new Router(region);
        var random = new Random(3);
        var places = Enumerable.Range(0, 20).Select(_ => region.PointAt(random.Next(region.Info.Points))).ToArray();
        var slow = new RoadCosts(region, Profile.Car);
        for (var arc = 0; arc < slow.Arcs; arc++)
            slow.SetFactor(arc, 2);
        var metric = router.Customise(slow, Token);
        var usual = router.Table(Profile.Car, places, places, int.MaxValue, Token).DurationsDeciseconds;
        router.Use(metric);
        var doubled = router.Table(Profile.Car, places, places, int.MaxValue, Token).DurationsDeciseconds;
        Assert.NotEqual(usual, doubled);
        using var stop = new CancellationTokenSource();
        var swapping = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                router.UseUsual(Profile.Car);
                router.Use(metric);
            }
        }, Token);
        for (var i = 0; i < 200; i++)
        {
            // One metric or the other, never a mixture.
            var table = router.Table(Profile.Car, places, places, int.MaxValue, Token).DurationsDeciseconds;
            Assert.True(table.SequenceEqual(usual) || table.SequenceEqual(doubled));
        }

        await stop.CancelAsync();
        await swapping;
    }

    private static int[] ArcsNear(Town town, Profile profile, char from, char to)
    {
        var middle = new Coordinate((town[from].Lon + town[to].Lon) / 2, (town[from].Lat + town[to].Lat) / 2);
        var segment = town.Router.Nearest(profile, middle).Candidates[0].Hint.Segment;
        return [2 * segment, 2 * segment + 1];
    }
}
