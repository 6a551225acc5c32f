using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Objective;
using Routing.Planning.Days;
using Routing.Planning.Plans;

namespace Routing.Planning.Tests.Plans;

public sealed class RouteCostsTests(SharedRegion region)
{
    [Theory]
    [InlineData(Means.Scooter, false)]
    [InlineData(Means.ChaseCar, false)]
    [InlineData(Means.Transporter, false)]
    [InlineData(Means.Foot, true)]
    public void Routes_cost_what_the_optimiser_says_of_the_whole_day(Means means, bool takesTaxis)
    {
        var options = new PlanningOptions { ImproveSeconds = 1, TaxiWhereItPays = takesTaxis, Currency = "UYU" };
        var day = new PlayedDay(region, 2, options: options, driver: i => PlayedDay.Driver(i, means, rests: i == 0));
        for (var i = 0; i < 8; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i, isReturned: i % 2 == 0, windows: i == 3 ? [Town.Between(14, 15)] : null));
        var published = day.Replan(100).OfType<PlanPublished>().Single();
        var (told, optimiser) = (published.Routes.Sum(route => route.CostCents!.Value), Expenses.Cents(day.Model!.Problem, day.Plan!));
        Assert.True(optimiser > 0);
        Assert.InRange(told, optimiser - 2, optimiser + 2);
        Assert.Equal("UYU", published.Currency);
    }

    [Fact]
    public void What_is_done_stays_in_the_cost_and_overtime_and_waiting_have_their_own_prices()
    {
        var shift = new Window(Town.At(8, 0), Town.At(17, 0));
        var options = new PlanningOptions();
        RouteState Route(bool isDone, int waits, int ends) => new()
        {
            DriverId = Guid.Empty,
            Stops =
            [
                new() { Kind = StopKind.Start, Place = Town.Depot, Eta = Town.At(8, 0), Departure = Town.At(8, 0), IsDone = isDone },
                new() { Kind = StopKind.Collect, MoveId = Guid.Empty, Place = Town.Home(1), Eta = Town.At(9, 0), Departure = Town.At(9, 10 + waits), ServiceSeconds = 600, LegMetres = 2000, IsDone = isDone },
                new() { Kind = StopKind.Break, Place = Town.Home(1), Eta = Town.At(9, 10 + waits), Departure = Town.At(9, 40 + waits), ServiceSeconds = 1800, IsDone = isDone },
                new() { Kind = StopKind.End, Place = Town.Depot, Eta = Town.At(9, 40 + waits).AddHours(ends), Departure = Town.At(9, 40 + waits).AddHours(ends), LegMetres = 1000 },
            ],
        };

        // An hour, ten minutes and an hour at 30.00, 3 km at 0.05; the break is free.
        Assert.Equal(6500 + 15, RouteCosts.Cents(Route(isDone: false, 0, 1), Means.Scooter, shift, options), 1e-6);
        Assert.Equal(6500 + 15, RouteCosts.Cents(Route(isDone: true, 0, 1), Means.Scooter, shift, options), 1e-6);
        Assert.Equal(6500 + 15 + 100, RouteCosts.Cents(Route(isDone: true, 6, 1), Means.Scooter, shift, options), 1e-6);
        Assert.Equal(6500 + 15 + (7 * 3000) + (40 / 60.0 * 2000), RouteCosts.Cents(Route(isDone: false, 0, 8), Means.Scooter, shift, options), 1e-6);
        Assert.Equal(0, RouteCosts.Cents(new RouteState { DriverId = Guid.Empty, Stops = [] }, Means.Scooter, shift, options));
    }
}
