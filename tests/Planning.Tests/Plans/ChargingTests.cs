using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Areas;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Replay;
using Routing.RoadNetwork;

namespace Routing.Planning.Tests.Plans;

/// <summary>An electric car that would not get to the workshop on its charge.</summary>
public sealed class ChargingTests(SharedRegion region)
{
    private static readonly Place Home = Town.Home(1);
    private static readonly Place NearHome = new(Home.Lon + 0.004, Home.Lat, "Carga Norte");

    [Fact]
    public void A_car_that_does_not_get_there_is_charged_on_the_way_for_as_long_as_it_takes()
    {
        var day = Day(new Station(NearHome, 22_000));
        var (whole, there, onward) = (Way(Home, Town.Depot), Way(Home, NearHome), Way(NearHome, Town.Depot));
        var range = whole - 100;
        Assert.True(there < range * 0.85);
        var request = Electric(day, range);
        var sheet = day.Replan().OfType<RouteAssigned>().Single().Sheet;
        Assert.Empty(day.Faults());
        Assert.Equal([StopKind.Start, StopKind.Collect, StopKind.Charge, StopKind.CheckIn, StopKind.End], sheet.Stops.Select(stop => stop.Kind));
        var stop = sheet.Stops[2];
        Assert.Equal(("Carga Norte", 1, true), (stop.Place.Address, stop.StopIndex, stop.Leg!.Loaded));

        // 20 kWh take it 100 km: what lacks for the way and 5 km more, at 22 kW, and five minutes for the plug.
        var lacks = onward + 5000 - (range - there);
        var minutes = (int)Math.Ceiling(lacks * 0.2 / 22_000 * 60);
        Assert.Equal(300 + (60 * minutes), stop.ServiceSeconds);
        Assert.Equal(stop.ServiceSeconds, (int)(stop.Departure - stop.Eta).TotalSeconds);
        Assert.Equal(onward + 5000, day.Model!.Problem.Jobs.Single(job => job.Id == request.Details.CollectionMoveId).Stops[1].RechargedMetres);
        Assert.Equal(onward, day.Plan!.Routes[0].Visits[2].LegMetres);

        // Nothing has changed, so nothing is sent.
        Assert.Empty(day.Replan());
    }

    [Fact]
    public void The_station_with_the_least_way_and_charging_is_taken_and_none_that_is_out_of_reach()
    {
        var behindHome = new Place(Home.Lon + 0.004, Home.Lat + 0.002, "Slow");
        var day = Day(new Station(behindHome, 3_700), new Station(NearHome, 50_000), new Station(Town.Home(7), 50_000));
        Electric(day, Way(Home, Town.Depot) - 100);
        Assert.Equal("Carga Norte", Charged(day.Replan())!.Address);

        // A car that takes little itself gains nothing by a strong station: the nearer way counts.
        var far = Day(new Station(Town.Home(7), 50_000));
        Electric(far, Way(Home, Town.Depot) / 10);
        Assert.Null(Charged(far.Replan()));
        Assert.Equal("car-range", far.State.Moves.Values.Single().Reason!.Code);
    }

    [Fact]
    public void Who_gets_there_is_not_charged_and_who_burns_fuel_is_not_either()
    {
        var day = Day(new Station(NearHome, 22_000));
        Electric(day, Way(Home, Town.Depot));
        Assert.Equal([StopKind.Start, StopKind.Collect, StopKind.CheckIn, StopKind.End], day.Replan().OfType<RouteAssigned>().Single().Sheet.Stops.Select(stop => stop.Kind));

        var petrol = Day(new Station(NearHome, 22_000));
        Electric(petrol, 100, Drive.Petrol);
        Assert.Null(Charged(petrol.Replan()));
    }

    [Fact]
    public void Where_no_station_helps_the_reason_names_a_nearer_workshop_or_a_transporter()
    {
        var day = Day();
        day.Append(day.Workshop with { WorkshopId = Guid.CreateVersion7(Town.Morning), Name = "Taller Norte", Place = NearHome });
        Electric(day, Way(Home, NearHome) + 200);
        day.Replan();
        var reason = day.State.Moves.Values.Single().Reason!;
        Assert.Equal("car-range", reason.Code);
        Assert.Contains("reaches no charging station that would help", reason.Text, StringComparison.Ordinal);
        Assert.Contains("Taller Norte, which is in its range, took it, or a transporter worked that day", reason.SmallestChange, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_transporter_it_is_carried_only_where_no_station_helps()
    {
        foreach (var (stations, kinds) in new (Station[], StopKind[])[]
        {
            ([], [StopKind.Start, StopKind.Collect, StopKind.CheckIn, StopKind.End]),
            ([new Station(NearHome, 22_000)], [StopKind.Start, StopKind.Collect, StopKind.Charge, StopKind.CheckIn, StopKind.End]),
        })
        {
            var day = Day(2, i => PlayedDay.Driver(i, i == 0 ? Means.Scooter : Means.Transporter), stations);
            var request = Electric(day, Way(Home, Town.Depot) - 100);
            day.Replan(100);
            Assert.Empty(day.Faults());
            var route = day.RouteOf(request.Details.CollectionMoveId!.Value);
            Assert.Equal(kinds, route.Stops.Select(stop => stop.Kind));
            Assert.Equal(day.Drivers[stations.Length == 0 ? 1 : 0].DriverId, route.DriverId);
        }
    }

    [Fact]
    public void A_station_that_comes_or_goes_during_the_day_changes_the_way_of_a_promised_car()
    {
        var day = Day(2, i => PlayedDay.Driver(i, i == 0 ? Means.Scooter : Means.Transporter));
        var request = Electric(day, Way(Home, Town.Depot) - 100);
        day.Replan();
        Assert.Equal(day.Drivers[1].DriverId, day.RouteOf(request.Details.CollectionMoveId!.Value).DriverId);
        day.Append(Opened(new Station(NearHome, 22_000)));
        day.Replan();
        Assert.Empty(day.Faults());
        Assert.Equal(day.Drivers[0].DriverId, day.RouteOf(request.Details.CollectionMoveId!.Value).DriverId);
        day.Append(Opened());
        day.Replan();
        Assert.Empty(day.Faults());
        Assert.Equal(day.Drivers[1].DriverId, day.RouteOf(request.Details.CollectionMoveId!.Value).DriverId);
    }

    [Fact]
    public void Setting_off_from_the_station_ends_the_charging_and_a_plan_of_that_time_knows_how_far_it_is()
    {
        var day = Day(new Station(NearHome, 22_000));
        var request = Electric(day, Way(Home, Town.Depot) - 100);
        day.Replan();
        var move = request.Details.CollectionMoveId!.Value;
        var driver = day.Drivers[0].DriverId;
        var stops = day.RouteOf(move).Stops;
        void Tell(object told, DateTimeOffset at)
        {
            day.Append(told);
            day.Now = at;
            day.Replan();
            Assert.Empty(day.Faults());
        }

        var left = stops[0].Departure;
        Tell(new DriverDeparted { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, MoveId = move, StopIndex = 0, RequestId = request.RequestId, At = left, ReceivedAt = left }, left);
        Tell(new VehicleCollected { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, MoveId = move, StopIndex = 0, RequestId = request.RequestId, StopDone = true, ReportId = Guid.Empty, MileageKm = 1, DamageCount = 0, PhotoCount = 0, At = stops[1].Departure, ReceivedAt = stops[1].Departure }, stops[1].Departure);
        Assert.Equal(MoveStatus.OnBoard, day.State.Moves[move].Status);
        var arrived = stops[2].Eta;
        Tell(new StopArrived { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, MoveId = move, StopIndex = 1, RequestId = request.RequestId, At = arrived, ReceivedAt = arrived }, arrived);
        Assert.Equal(stops[3].Eta, day.RouteOf(move).Stops[3].Eta, TimeSpan.FromSeconds(2));

        // It takes twenty minutes longer than the plan said.
        var gone = stops[2].Departure.AddMinutes(20);
        Tell(new DriverDeparted { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, MoveId = move, StopIndex = 2, RequestId = request.RequestId, At = gone, ReceivedAt = gone }, gone);
        var route = day.Outcome!.Routes[driver];
        Assert.Equal([true, true, true, false, false], route.Stops.Select(stop => stop.IsDone));
        Assert.Equal(stops[3].Eta.AddMinutes(20), route.Stops[3].Eta, TimeSpan.FromSeconds(2));
        Assert.Equal(StopKind.CheckIn, route.Stops[3].Kind);
    }

    [Fact]
    public void A_day_with_a_charged_car_is_played_again_to_the_end()
    {
        var day = Day(new Station(NearHome, 22_000));
        Electric(day, Way(Home, Town.Depot) - 100);
        day.Replan();
        var happened = WhatHappened.Of(new DayKey(PlanningProcess.Area, Town.Day), day.Log.Select(entry => (Town.Morning, (object?)entry)));
        var figures = DayReplay.Play(new DayKey(PlanningProcess.Area, Town.Day), happened, ReplayChange.None, region.Roads, day.Options, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((1, 0, 0), (figures.Served, figures.Unserved, figures.Failed));
        Assert.Equal(Way(Home, NearHome) + Way(NearHome, Town.Depot), figures.LoadedMetres);
    }

    private PlayedDay Day(params Station[] stations) => Day(1, i => PlayedDay.Driver(i), stations);

    private PlayedDay Day(int drivers, Func<int, DriverChanged> driver, params Station[] stations)
    {
        var day = new PlayedDay(region, drivers, driver: driver);
        day.Append(Opened(stations));
        return day;
    }

    private static DayOpened Opened(params Station[] stations) => new() { Name = "Montevideo", TimeZone = "America/Montevideo", AutoPublish = true, ChargingStations = stations };

    private static PickupRequested Electric(PlayedDay day, int metres, Drive drive = Drive.Electric)
    {
        var request = Town.Request(day.Workshop.WorkshopId, 1, gearbox: Gearbox.Automatic, drive: drive);
        request = request with { Details = request.Details with { Vehicle = request.Details.Vehicle with { RangeMetres = metres } } };
        day.Append(request);
        return request;
    }

    private static Place? Charged(IReadOnlyList<object> said) =>
        said.OfType<RouteAssigned>().SelectMany(route => route.Sheet.Stops).FirstOrDefault(stop => stop.Kind == StopKind.Charge)?.Place;

    private int Way(Place from, Place to)
    {
        var table = region.Roads.Router.Table(Profile.Car, [new RoutePoint(new Coordinate(from.Lon, from.Lat))], [new RoutePoint(new Coordinate(to.Lon, to.Lat))], new TableRequest(), TestContext.Current.CancellationToken);
        return table.DistancesMetres[0];
    }
}
