using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Search;

public sealed class TableTests
{
    [Fact]
    public void Rows_are_sources_and_columns_are_destinations()
    {
        using var town = Town.Draw("A---B---C---D").Way("ABCD", "oneway=yes");
        var table = town.Router.Table(
            Profile.Car, [town['A'], town['B']], [town['B'], town['C'], town['A']], int.MaxValue, TestContext.Current.CancellationToken);
        Assert.Equal([100, 200, 0, 0, 100, -1], table.DistancesMetres);
        Assert.Equal(town.Deciseconds(Profile.Car, "AC"), table.DurationsDeciseconds[1]);
    }

    [Fact]
    public void Farther_than_the_bound_is_not_reached()
    {
        using var town = Town.Draw("A---B---C---D").Way("ABCD");
        var near = town.Deciseconds(Profile.Car, "AB");
        var table = town.Router.Table(
            Profile.Car, [town['A']], [town['A'], town['B'], town['C'], town['D']], near, TestContext.Current.CancellationToken);
        Assert.Equal([0, near, -1, -1], table.DurationsDeciseconds);
        Assert.Equal([0, 100, -1, -1], table.DistancesMetres);
    }

    [Fact]
    public void A_bound_changes_no_cell_within_it()
    {
        var router = new Router(Extracts.Open("montevideo"));
        var region = router.Region;
        var random = new Random(7);
        var places = Enumerable.Range(0, 40).Select(_ => region.PointAt(random.Next(region.Info.Points))).ToArray();
        var all = router.Table(Profile.Car, places, places, int.MaxValue, TestContext.Current.CancellationToken);
        const int bound = 6000;
        var some = router.Table(Profile.Car, places, places, bound, TestContext.Current.CancellationToken);
        Assert.Contains(-1, some.DurationsDeciseconds);
        Assert.Equal(all.DurationsDeciseconds.Select(d => d > bound ? -1 : d), some.DurationsDeciseconds);
    }

    /// <summary>One place takes the way without vectors, more go side by side in lanes of 16; the larger side is swept.</summary>
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    [InlineData(5, 1)]
    [InlineData(2, 3)]
    [InlineData(15, 15)]
    [InlineData(16, 17)]
    [InlineData(17, 16)]
    [InlineData(33, 40)]
    [InlineData(40, 33)]
    public void Tables_of_all_shapes_have_the_same_cells(int sources, int destinations)
    {
        var router = new Router(Extracts.Open("montevideo"));
        var random = new Random(9);
        var places = Enumerable.Range(0, 40).Select(_ => router.Region.PointAt(random.Next(router.Region.Info.Points))).ToArray();
        var whole = router.Table(Profile.Scooter, places, places, int.MaxValue, TestContext.Current.CancellationToken);
        var part = router.Table(
            Profile.Scooter, places[..sources], places[..destinations], int.MaxValue, TestContext.Current.CancellationToken);
        for (var s = 0; s < sources; s++)
        {
            for (var d = 0; d < destinations; d++)
                Assert.Equal(whole.DurationsDeciseconds[s * 40 + d], part.DurationsDeciseconds[s * destinations + d]);
        }
    }

    [Theory]
    [InlineData(1, 40)]
    [InlineData(20, 40)]
    [InlineData(40, 20)]
    public void Durations_alone_are_those_of_the_table_with_distances(int sources, int destinations)
    {
        var router = new Router(Extracts.Open("montevideo"), new RouterOptions { MinIsland = 0, OtherRoadMetres = 30 });
        var random = new Random(10);
        var places = Enumerable.Range(0, 40).Select(_ => (RoutePoint)router.Region.PointAt(random.Next(router.Region.Info.Points))).ToArray();
        var request = new TableRequest { MaxDeciseconds = 20_000 };
        var whole = router.Table(Profile.Foot, places[..sources], places[..destinations], request, TestContext.Current.CancellationToken);
        var durations = router.Table(Profile.Foot, places[..sources], places[..destinations], request with { Distances = false }, TestContext.Current.CancellationToken);
        Assert.Contains(-1, whole.DurationsDeciseconds);
        Assert.Equal(whole.DurationsDeciseconds, durations.DurationsDeciseconds);
        Assert.Empty(durations.DistancesMetres);
    }

    [Fact]
    public void No_places_make_an_empty_table()
    {
        using var town = Town.Draw("A---B").Way("AB");
        Assert.Empty(town.Router.Table(Profile.Car, [], [town['A']], 1, TestContext.Current.CancellationToken).DurationsDeciseconds);
        Assert.Empty(town.Router.Table(Profile.Car, [town['A']], [], 1, TestContext.Current.CancellationToken).DurationsDeciseconds);
    }

    [Fact]
    public void A_cancelled_table_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        using var town = Town.Draw("A---B").Way("AB");
        Assert.ThrowsAny<OperationCanceledException>(
            () => town.Router.Table(Profile.Car, [town['A']], [town['B']], 1, source.Token));
    }

    [Fact]
    public void A_router_answers_many_threads_at_once()
    {
        var router = new Router(Extracts.Open("montevideo"));
        var region = router.Region;
        var random = new Random(8);
        var places = Enumerable.Range(0, 64).Select(_ => region.PointAt(random.Next(region.Info.Points))).ToArray();
        var token = TestContext.Current.CancellationToken;
        var alone = places.Skip(1).Select(to => router.Route(Profile.Car, [places[0], to], false, false, token).DurationDeciseconds).ToArray();
        var together = places.Skip(1).AsParallel().AsOrdered().WithDegreeOfParallelism(8)
            .Select(to => router.Route(Profile.Car, [places[0], to], true, true, token).DurationDeciseconds).ToArray();
        Assert.Equal(alone, together);
    }
}
