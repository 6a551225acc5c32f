using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Optimisation.Reasons;
using Routing.Planning.Days;

namespace Routing.Planning.Tests.Plans;

/// <summary>Cars that cannot be driven, courtesy cars, taxis and chase cars, from the day's log to the driver's sheet.</summary>
public sealed class MeansTests(SharedRegion region)
{
    [Fact]
    public void A_car_that_cannot_be_driven_is_fetched_by_the_transporter()
    {
        var day = new PlayedDay(region, 2, driver: i => PlayedDay.Driver(i, i == 0 ? Means.Scooter : Means.Transporter, skills: []));
        var request = Broken(Town.Request(day.Workshop.WorkshopId, 1));
        day.Append(request);
        var said = day.Replan(100);
        Assert.Empty(day.Faults());
        Assert.Equal(day.Drivers[1].DriverId, day.RouteOf(request.Details.CollectionMoveId!.Value).DriverId);
        var sheet = said.OfType<RouteAssigned>().Single().Sheet;
        Assert.Equal([StopKind.Start, StopKind.Collect, StopKind.CheckIn, StopKind.End], sheet.Stops.Select(stop => stop.Kind));
        Assert.All(sheet.Stops.Skip(1), stop => Assert.Equal(Means.Transporter, stop.Leg!.Means));
        Assert.Equal([false, true, false], sheet.Stops.Skip(1).Select(stop => stop.Leg!.Loaded));
    }

    [Theory]
    [InlineData(50_000, 0)]
    [InlineData(null, 0)]
    [InlineData(100, 1)]
    public void A_car_whose_charge_does_not_bring_it_to_the_workshop_is_carried(int? range, int driver)
    {
        var day = new PlayedDay(region, 2, driver: i => PlayedDay.Driver(i, i == 0 ? Means.Scooter : Means.Transporter));
        var request = WithRange(Town.Request(day.Workshop.WorkshopId, 1), range);
        day.Append(request);
        day.Replan(100);
        Assert.Empty(day.Faults());
        Assert.Equal(day.Drivers[driver].DriverId, day.RouteOf(request.Details.CollectionMoveId!.Value).DriverId);
    }

    [Fact]
    public void Without_a_transporter_the_range_is_the_reason()
    {
        var day = new PlayedDay(region);
        day.Append(WithRange(Town.Request(day.Workshop.WorkshopId, 1), 100));
        day.Replan();
        var reason = day.Plan!.Unserved.Single().Reason;
        Assert.Equal(ReasonCode.CarRange, reason.Code);
        Assert.NotNull(reason.Change);
    }

    [Fact]
    public void Without_a_transporter_that_is_the_reason_and_a_swap_is_refused_at_once()
    {
        var day = new PlayedDay(region);
        day.Append(Broken(Town.Request(day.Workshop.WorkshopId, 1)));
        day.Append(Broken(Town.Request(day.Workshop.WorkshopId, 2, swap: true)));
        day.Replan();
        Assert.Equal([ReasonCode.NeedsTransporter], day.Plan!.Unserved.Select(left => left.Reason.Code));
        Assert.Equal(["swap-by-transporter"], day.Model!.Impossible.Values.Select(reason => reason.Code));
    }

    [Fact]
    public void A_return_whose_collection_nobody_can_do_any_more_leaves_its_drivers_route()
    {
        var day = new PlayedDay(region, 2, driver: i => PlayedDay.Driver(i, i == 0 ? Means.Transporter : Means.Scooter));
        var request = Broken(Town.Request(day.Workshop.WorkshopId, 1, isReturned: true));
        day.Append(request);
        day.Replan();
        var (collection, back) = (request.Details.CollectionMoveId!.Value, request.Details.ReturnMoveId!.Value);
        Assert.Equal((day.Drivers[0].DriverId, day.Drivers[1].DriverId), (day.RouteOf(collection).DriverId, day.RouteOf(back).DriverId));

        day.BreakDown(day.Drivers[0].DriverId, Town.At(6, 30));
        day.Replan();
        Assert.Equal(MoveStatus.Unserved, day.State.Moves[collection].Status);
        Assert.Equal((MoveStatus.Unserved, "collection-unserved"), (day.State.Moves[back].Status, day.State.Moves[back].Reason?.Code));
        Assert.DoesNotContain(day.State.Routes.Values, route => route.Stops.Any(stop => stop.MoveId == back));
    }

    [Fact]
    public void There_are_as_many_swaps_as_courtesy_cars()
    {
        var day = new PlayedDay(region);
        day.Append(day.Workshop with { Revision = 2, CourtesyCars = 1 });
        for (var i = 0; i < 3; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i, swap: true));
        day.Replan();
        Assert.Empty(day.Faults());
        Assert.Equal([ReasonCode.NoCourtesyCar, ReasonCode.NoCourtesyCar], day.Plan!.Unserved.Select(left => left.Reason.Code));
    }

    [Fact]
    public void A_courtesy_car_that_has_left_is_not_there_any_more()
    {
        var day = new PlayedDay(region);
        day.Append(day.Workshop with { Revision = 2, CourtesyCars = 1 });
        var first = Town.Request(day.Workshop.WorkshopId, 1, swap: true);
        day.Append(first);
        day.Replan();
        var route = day.RouteOf(first.Details.CollectionMoveId!.Value);
        day.Restore(day.State with
        {
            Routes = day.State.Routes.SetItem(route.DriverId, route with
            {
                Stops = [.. route.Stops.Select((stop, i) => i < 2 ? stop with { IsDone = true } : stop)],
            }),
        });
        day.Append(Town.Request(day.Workshop.WorkshopId, 2, swap: true));
        day.Replan();
        Assert.Equal(0, day.Model!.Problem.Workshops[0].CourtesyCars);
        Assert.Single(day.Plan!.Unserved);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_driver_takes_a_taxi_where_that_is_wanted_and_pays(bool isWanted)
    {
        var day = new PlayedDay(
            region, 2, options: new PlanningOptions { ImproveSeconds = 1, TaxiWhereItPays = isWanted }, driver: i => PlayedDay.Driver(i, Means.Foot));
        for (var i = 0; i < 8; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i));
        var legs = day.Replan(100).OfType<RouteAssigned>().SelectMany(route => route.Sheet.Stops).Where(stop => stop.Leg is not null).Select(stop => stop.Leg!).ToList();
        Assert.Empty(day.Faults());
        Assert.Equal(isWanted, legs.Exists(leg => leg.Means == Means.Taxi));
        Assert.All(legs, leg => Assert.True(leg.Loaded ? leg.Means == Means.Car : leg.Means is Means.Foot or Means.Taxi));

        // Once told, the same means are kept when the day is planned anew.
        Assert.Empty(day.Replan().OfType<RouteAssigned>());
    }

    [Fact]
    public void A_chase_car_goes_by_the_roads_of_cars_and_costs_two_wages()
    {
        var day = new PlayedDay(region, 1, driver: i => PlayedDay.Driver(i, Means.ChaseCar));
        day.Append(Town.Request(day.Workshop.WorkshopId, 1));
        var sheet = day.Replan().OfType<RouteAssigned>().Single().Sheet;
        Assert.Equal([Means.ChaseCar, Means.Car, Means.ChaseCar], sheet.Stops.Skip(1).Select(stop => stop.Leg!.Means));
        SheetCheck.IsWhole(sheet, region.Roads);
        Assert.Equal(6000, day.Model!.Problem.Resources[0].Costs.PerHour);
    }

    private static PickupRequested WithRange(PickupRequested request, int? metres) =>
        request with { Details = request.Details with { Vehicle = request.Details.Vehicle with { RangeMetres = metres } } };

    private static PickupRequested Broken(PickupRequested request) =>
        request with { Details = request.Details with { Vehicle = request.Details.Vehicle with { CannotBeDriven = true } } };
}
