using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Days;
using Routing.Planning.Plans;
using Routing.Planning.Roads;
using Routing.RoadNetwork;

namespace Routing.Planning.Tests.Days;

public sealed class DrivingTests(SharedRegion region)
{
    [Fact]
    public void A_day_that_goes_as_planned_changes_no_route_and_ends_done()
    {
        var day = Planned(2, 6);
        var planned = day.State.Moves.Keys.Select(id => (Guid?)id).ToHashSet();
        foreach (var route in day.State.Routes.Values.ToList())
        {
            foreach (var stop in route.Stops.Where(stop => stop.MoveId is not null))
            {
                var moveId = stop.MoveId!.Value;
                day.Depart(moveId, stop.StopIndex, stop.Eta.AddSeconds(-60));
                day.Arrive(moveId, stop.StopIndex, stop.Eta);
                if (stop.StopIndex == 0) day.Collect(moveId, 0, stop.Departure);
                else day.HandOver(moveId, stop.StopIndex, stop.Departure);
                Assert.DoesNotContain(day.Replan(), message => message is RouteAssigned or RouteRevoked or PickupUnserved);
            }
        }

        Assert.All(day.State.Moves.Values, move => Assert.Equal(MoveStatus.Done, move.Status));

        // Also once everybody has gone home.
        day.Now = Town.At(20, 0);
        Assert.DoesNotContain(day.Replan(), message => message is RouteRevoked);
        Assert.All(day.State.Routes.Values, route => Assert.All(route.Stops.SkipLast(1), stop => Assert.True(stop.IsDone)));
        Assert.Equal(planned, day.State.Routes.Values.SelectMany(route => route.Stops).Where(stop => stop.MoveId is not null).Select(stop => stop.MoveId).ToHashSet());
    }

    [Fact]
    public void When_every_car_is_home_again_the_routes_stay_as_they_were_driven()
    {
        var day = new PlayedDay(region, drivers: 1);
        day.Append(Town.Request(day.Workshop.WorkshopId, 1, isReturned: true));
        day.Replan();
        var stops = day.State.Routes.Values.Single().Stops.Where(stop => stop.MoveId is not null).ToList();
        foreach (var (moveId, index) in stops.Select(stop => (stop.MoveId!.Value, stop.StopIndex)))
        {
            var (eta, departure) = (day.EtaOf(moveId, index), day.Stop(moveId, index).Departure);
            day.Depart(moveId, index, eta.AddSeconds(-60));
            day.Arrive(moveId, index, eta);
            if (index == 0) day.Collect(moveId, 0, departure);
            else day.HandOver(moveId, index, departure);
            Assert.DoesNotContain(day.Replan(), message => message is RouteRevoked);
        }

        Assert.Equal(4, day.State.Routes.Values.Single().Stops.Count(stop => stop is { MoveId: not null, IsDone: true }));
    }

    [Fact]
    public void What_has_begun_stays_with_its_driver_and_first()
    {
        var day = Planned(2, 6);
        var route = day.State.Routes.Values.First(route => route.Stops.Count(stop => stop.Kind == StopKind.Collect) > 1);
        var first = route.Stops.First(stop => stop.MoveId is not null).MoveId!.Value;
        day.Depart(first, 0, Town.At(8, 5));
        for (var i = 10; i < 16; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i, [Town.Between(8, 12)]));
        day.Replan(300);
        Assert.Equal(first, day.State.Routes[route.DriverId].Stops.First(stop => stop.MoveId is not null && !stop.IsDone).MoveId);
        day.Arrive(first, 0, Town.At(8, 20));
        day.Collect(first, 0, Town.At(8, 30));
        day.Replan(300);
        Assert.Equal(MoveStatus.OnBoard, day.State.Moves[first].Status);
        var checkIn = day.Stop(first, 1);
        Assert.Equal(day.State.Routes[route.DriverId].Stops.First(stop => !stop.IsDone), checkIn);
        Assert.True(checkIn.Eta > Town.At(8, 30));
    }

    [Fact]
    public void A_driver_on_the_way_to_a_car_that_is_cancelled_goes_on_from_where_they_are()
    {
        var day = Planned(1, 4);
        var order = day.State.Routes.Values.Single().Stops.Where(stop => stop.Kind == StopKind.Collect).Select(stop => stop.MoveId!.Value).ToList();
        var (first, second) = (order[0], order[1]);
        var stop = day.Stop(first, 0);
        var left = stop.Eta.AddMinutes(-10);
        day.Depart(first, 0, left);
        day.Replan();
        var request = day.State.Moves[first].RequestId;
        day.Append(new DriverPositioned { DriverId = day.RouteOf(first).DriverId, Area = day.State.Area, Day = day.State.Day, Lon = stop.Place.Lon, Lat = stop.Place.Lat, At = left.AddMinutes(8), ReceivedAt = left.AddMinutes(8) });
        day.Now = left.AddMinutes(8);
        day.Append(new RequestCancelled { RequestId = request, Revision = 2, CancelledAt = day.Now });
        var told = day.Replan();
        Assert.Contains(told, message => message is RouteAssigned);
        Assert.DoesNotContain(first, day.State.Moves.Keys);
        Assert.DoesNotContain(day.State.Routes.Values.Single().Stops, planned => planned.MoveId == first);
        Assert.Empty(day.Faults());

        // The way to the next car begins where the driver is, not at the workshop.
        var way = region.Roads.Router.Route(Profile.Scooter, [RoadsInUse.PointOf(stop.Place), RoadsInUse.PointOf(day.Stop(second, 0).Place)], false, false, TestContext.Current.CancellationToken);
        var leg = day.Plan!.Routes.Single().Visits[0];
        Assert.Equal(second, leg.JobId);
        Assert.InRange(leg.LegSeconds, (way.DurationDeciseconds / 10) - 10, (way.DurationDeciseconds / 10) + 90);
    }

    [Fact]
    public void A_cancellation_that_comes_when_the_driver_is_at_the_door_leaves_the_stop_to_the_driver()
    {
        var day = Planned(1, 3);
        var first = day.State.Routes.Values.Single().Stops.First(stop => stop.Kind == StopKind.Collect).MoveId!.Value;
        day.Depart(first, 0, Town.At(8, 5));
        day.Arrive(first, 0, Town.At(8, 20));
        day.Append(new RequestCancelled { RequestId = day.State.Moves[first].RequestId, Revision = 2, CancelledAt = Town.At(8, 21) });
        day.Replan();
        Assert.Equal(first, day.State.Routes.Values.Single().Stops.First(stop => stop is { MoveId: not null, IsDone: false }).MoveId);
        day.Collect(first, 0, Town.At(8, 30));
        day.Replan();
        Assert.Equal(MoveStatus.OnBoard, day.State.Moves[first].Status);
    }

    [Fact]
    public void A_collected_car_that_is_wished_back_is_brought_back_without_waiting_for_a_lift()
    {
        var day = new PlayedDay(region, 1);
        var request = Town.Request(day.Workshop.WorkshopId, 1, workSeconds: 5 * 3600);
        day.Append(request);
        day.Replan();
        var collection = request.Details.CollectionMoveId!.Value;
        day.Depart(collection, 0, Town.At(8, 5));
        day.Arrive(collection, 0, Town.At(8, 20));
        day.Collect(collection, 0, Town.At(8, 30));
        day.Replan();
        var back = Guid.CreateVersion7(Town.Morning);
        day.Now = Town.At(8, 31);
        day.Append(new RequestChanged
        {
            RequestId = request.RequestId,
            Revision = 2,
            ChangedAt = day.Now,
            Details = request.Details with { ReturnMoveId = back, ReturnPlace = request.Details.Places[0].Place, WorkSeconds = 0 },
        });
        Assert.Contains(day.Replan().OfType<PickupScheduled>(), scheduled => scheduled.MoveId == back && scheduled.Revision == 2);
        Assert.InRange(day.EtaOf(back, 1) - day.EtaOf(collection, 1), TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.Empty(day.Faults());
    }

    [Fact]
    public void A_late_driver_moves_the_estimates_and_the_promise_stands()
    {
        var day = Planned(1, 4);
        var route = day.State.Routes.Values.Single();
        var moves = route.Stops.Where(stop => stop.Kind == StopKind.Collect).Select(stop => stop.MoveId!.Value).ToList();
        var promises = moves.ToDictionary(id => id, id => day.State.Moves[id].Promised);
        day.Depart(moves[0], 0, Town.At(8, 5));
        day.Arrive(moves[0], 0, Town.At(8, 20));
        day.Collect(moves[0], 0, Town.At(11, 30));
        var said = day.Replan();
        Assert.NotEmpty(said.OfType<EtaChanged>());
        Assert.Contains(said.OfType<EtaChanged>(), eta => eta.LateSeconds > 0);
        Assert.DoesNotContain(said, message => message is RouteAssigned or PickupUnserved);
        foreach (var id in moves)
        {
            Assert.Equal(promises[id], day.State.Moves[id].Promised);
            Assert.Contains(day.State.Routes.Values.Single().Stops, stop => stop.MoveId == id);
        }

        // What was told is not told again.
        Assert.Empty(day.Replan().OfType<EtaChanged>());
    }

    [Fact]
    public void Where_a_driver_is_moves_the_estimate()
    {
        var day = Planned(1, 1);
        var moveId = day.State.Moves.Keys.Single();
        var driver = day.State.Routes.Keys.Single();
        day.Depart(moveId, 0, Town.At(8, 5));
        day.Replan();
        var before = day.Stop(moveId, 0);
        day.Append(new DriverPositioned { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, Lon = Town.Depot.Lon, Lat = Town.Depot.Lat, At = Town.At(8, 25), ReceivedAt = Town.At(8, 25) });
        var said = day.Replan();
        var eta = Assert.Single(said.OfType<EtaChanged>()).Eta;
        Assert.InRange(eta, before.Eta.AddMinutes(18), before.Eta.AddMinutes(21));
        Assert.DoesNotContain(said, message => message is RouteAssigned);
        Assert.Equal(before.LegMetres, day.Stop(moveId, 0).LegMetres);

        // A fix at sea is no fix.
        day.Append(new DriverPositioned { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, Lon = -56.16, Lat = -35.2, At = Town.At(8, 26), ReceivedAt = Town.At(8, 26) });
        day.Replan();
        Assert.InRange(day.Stop(moveId, 0).Eta, Town.At(8, 26), Town.At(8, 40));
    }

    [Fact]
    public void In_the_middle_of_a_leg_the_estimate_is_the_rest_of_the_way_in_the_driven_direction()
    {
        var day = Planned(1, 1);
        var moveId = day.State.Moves.Keys.Single();
        var driver = day.State.Routes.Keys.Single();
        day.Depart(moveId, 0, Town.At(8, 5));
        day.Replan();
        var stop = day.Stop(moveId, 0);
        var to = new Coordinate(stop.Place.Lon, stop.Place.Lat);
        var router = region.Roads.Router;
        var line = router.Route(Profile.Scooter, [new Coordinate(Town.Depot.Lon, Town.Depot.Lat), to], geometry: true, steps: false, TestContext.Current.CancellationToken).Legs[0].Coordinates;
        foreach (var (percent, minute) in (ReadOnlySpan<(int, int)>)[(10, 20), (25, 21), (40, 22), (55, 23), (70, 24)])
        {
            var (at, bearing) = Along(line, percent / 100.0);
            var measured = new Coordinate(at.Lon + 0.00006, at.Lat + 0.00006); // 9 m off the road.
            day.Append(new DriverPositioned { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, Lon = measured.Lon, Lat = measured.Lat, AccuracyMetres = 10, At = Town.At(8, minute), ReceivedAt = Town.At(8, minute) });
            day.Replan();

            var seen = region.Roads.Legs.Follow(Means.Scooter, Town.Depot, stop.Place, day.State.Drivers[driver].Trace, Town.At(8, 5), Town.At(8, 25), TestContext.Current.CancellationToken)!.Value;
            var matched = new Coordinate(seen.Position.Lon, seen.Position.Lat);
            Assert.True(seen.IsOnRoute);
            Assert.True(matched.MetresTo(at) < 15, $"{matched.MetresTo(at):F0} m from where the driver is");
            Assert.True(router.Nearest(Profile.Scooter, new RoutePoint(matched) { AnyRoad = true }).Candidates[0].MetresAway < 0.2);
            var rest = router.Route(Profile.Scooter, [new RoutePoint(matched) { Bearing = bearing, BearingRange = 45, AnyRoad = true }, to], new RouteRequest(), TestContext.Current.CancellationToken);
            Assert.Equal(Town.At(8, minute).AddSeconds(rest.DurationDeciseconds / 10.0), day.EtaOf(moveId, 0), TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public void Who_drives_away_from_the_route_is_not_thought_to_turn_in_the_street()
    {
        var day = Planned(1, 1);
        var moveId = day.State.Moves.Keys.Single();
        var driver = day.State.Routes.Keys.Single();
        day.Depart(moveId, 0, Town.At(8, 5));
        day.Replan();
        var stop = day.Stop(moveId, 0);
        var to = new Coordinate(stop.Place.Lon, stop.Place.Lat);
        var router = region.Roads.Router;

        // To the other side of town.
        var elsewhere = new Coordinate((2 * Town.Depot.Lon) - to.Lon, Town.Depot.Lat + 0.005);
        var line = router.Route(Profile.Scooter, [new Coordinate(Town.Depot.Lon, Town.Depot.Lat), elsewhere], geometry: true, steps: false, TestContext.Current.CancellationToken).Legs[0].Coordinates;
        var (at, bearing) = Along(line, 0.6);
        for (var i = 0; i <= 4; i++)
        {
            var fix = Along(line, 0.4 + (i * 0.05)).At;
            day.Append(new DriverPositioned { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, Lon = fix.Lon, Lat = fix.Lat, AccuracyMetres = 5, At = Town.At(8, 20 + i), ReceivedAt = Town.At(8, 20 + i) });
        }

        day.Replan();
        var seen = region.Roads.Legs.Follow(Means.Scooter, Town.Depot, stop.Place, day.State.Drivers[driver].Trace, Town.At(8, 5), Town.At(8, 25), TestContext.Current.CancellationToken)!.Value;
        Assert.False(seen.IsOnRoute);
        var rest = router.Route(Profile.Scooter, [new RoutePoint(at) { Bearing = bearing, BearingRange = 45, AnyRoad = true }, to], new RouteRequest(), TestContext.Current.CancellationToken);
        Assert.Equal(Town.At(8, 24).AddSeconds(rest.DurationDeciseconds / 10.0), day.EtaOf(moveId, 0), TimeSpan.FromSeconds(2));
    }

    /// <summary>A place on a line, by its part of the whole length, and the compass bearing there.</summary>
    private static (Coordinate At, int Bearing) Along(IReadOnlyList<Coordinate> line, double part)
    {
        var left = part * line.Zip(line.Skip(1)).Sum(piece => piece.First.MetresTo(piece.Second));
        foreach (var (a, b) in line.Zip(line.Skip(1)))
        {
            var metres = a.MetresTo(b);
            if (left <= metres && metres > 0) return (new Coordinate(a.Lon + (left / metres * (b.Lon - a.Lon)), a.Lat + (left / metres * (b.Lat - a.Lat))), (int)Math.Round(a.BearingTo(b)) % 360);
            left -= metres;
        }

        return (line[^1], (int)Math.Round(line[^2].BearingTo(line[^1])) % 360);
    }

    [Fact]
    public void A_failed_stop_ends_its_move_and_its_return()
    {
        var day = new PlayedDay(region, 1);
        var request = Town.Request(day.Workshop.WorkshopId, 1, isReturned: true);
        day.Append(request);
        day.Append(Town.Request(day.Workshop.WorkshopId, 2));
        day.Replan();
        var moveId = request.Details.CollectionMoveId!.Value;
        day.Depart(moveId, 0, Town.At(8, 5));
        day.Arrive(moveId, 0, Town.At(8, 20));
        day.Fail(moveId, 0, Town.At(8, 30));
        var said = day.Replan();
        Assert.Equal(2, said.OfType<PickupUnserved>().Count(unserved => unserved.RequestId == request.RequestId));
        Assert.Contains(said.OfType<PickupUnserved>(), unserved => unserved.MoveId == moveId && unserved.Reason.Code == "stop-failed" && unserved.Promised is not null);
        Assert.Single(said.OfType<RouteAssigned>());
        Assert.Single(day.State.Routes.Values.Single().Stops, stop => stop.MoveId == moveId);
        Assert.Single(day.State.Moves.Values, move => move.Status == MoveStatus.Planned);
    }

    [Fact]
    public void What_failed_and_is_wished_again_is_planned_with_its_return_and_the_driver_goes_on_from_where_they_stand()
    {
        var day = new PlayedDay(region, 1);
        var request = Town.Request(day.Workshop.WorkshopId, 1, isReturned: true);
        day.Append(request);
        day.Append(Town.Request(day.Workshop.WorkshopId, 2));
        day.Replan();
        var failed = request.Details.CollectionMoveId!.Value;
        day.Depart(failed, 0, Town.At(8, 5));
        day.Arrive(failed, 0, Town.At(8, 20));
        day.Fail(failed, 0, Town.At(8, 30));
        day.Now = Town.At(8, 30);
        day.Replan();
        Assert.Empty(day.Faults());
        var route = day.State.Routes.Values.Single();
        var tried = route.Stops.ToList().FindIndex(stop => stop.MoveId == failed);
        Assert.Equal((true, false, null), (route.Stops[tried].IsDone, route.Stops[tried + 1].IsLoaded, route.Stops[tried + 1].By));
        Assert.DoesNotContain(LiftLoads.Of(day.State, day.Outcome!).Select(load => load.LiftsBusy), busy => busy > 1);

        var again = Guid.CreateVersion7();
        day.Append(new RequestChanged
        {
            RequestId = request.RequestId, Revision = 2, ChangedAt = Town.At(8, 40),
            Details = request.Details with { CollectionMoveId = again, Windows = [new Window(Town.At(10, 0), Town.At(12, 0))] },
        });
        var said = day.Replan();
        Assert.Empty(day.Faults());
        Assert.Equal([again, request.Details.ReturnMoveId!.Value], said.OfType<PickupScheduled>().Where(told => told.RequestId == request.RequestId).Select(told => told.MoveId).OrderBy(id => id == again ? 0 : 1));
        Assert.DoesNotContain(said.OfType<PickupUnserved>(), told => told.MoveId == failed);
        Assert.DoesNotContain(said.OfType<PlanPublished>().Single().Unserved, move => move.MoveId == failed);
        Assert.Equal(MoveStatus.Failed, day.State.Moves[failed].Status);

        // Taken back now, the stop at which it failed stays on the sheet, and nothing else of it.
        day.Append(new RequestCancelled { RequestId = request.RequestId, Revision = 3, CancelledAt = Town.At(8, 50) });
        Assert.DoesNotContain(day.Replan().OfType<PickupUnserved>(), told => told.RequestId == request.RequestId);
        Assert.Equal([failed], day.State.Moves.Values.Where(move => move.RequestId == request.RequestId).Select(move => move.MoveId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_taken_back_counts_no_more_whichever_was_heard_first(bool isCorrectionFirst)
    {
        var day = new PlayedDay(region, 1);
        var request = Town.Request(day.Workshop.WorkshopId, 1, isReturned: true);
        day.Append(request);
        day.Replan();
        var moveId = request.Details.CollectionMoveId!.Value;
        var promised = day.State.Moves[moveId].Promised;
        day.Depart(moveId, 0, Town.At(8, 5));
        day.Arrive(moveId, 0, Town.At(8, 20));
        if (isCorrectionFirst) Correct(StopEvent.Failed, 0, Town.At(8, 31));
        day.Fail(moveId, 0, Town.At(8, 31));
        if (!isCorrectionFirst) Correct(StopEvent.Failed, 0, Town.At(8, 31));
        day.Now = Town.At(8, 32);
        day.Replan();
        Assert.Empty(day.Faults());
        Assert.Equal(promised, day.State.Moves[moveId].Promised);
        Assert.Equal([MoveStatus.Planned, MoveStatus.Planned], day.State.Moves.Values.Select(move => move.Status == MoveStatus.Begun ? MoveStatus.Planned : move.Status));

        // Handed over too early: the car is on its way still.
        day.Arrive(moveId, 0, Town.At(8, 33));
        day.Collect(moveId, 0, Town.At(8, 35));
        if (isCorrectionFirst) Correct(StopEvent.HandedOver, 1, Town.At(8, 36));
        day.HandOver(moveId, 1, Town.At(8, 36));
        if (!isCorrectionFirst) Correct(StopEvent.HandedOver, 1, Town.At(8, 36));
        day.Now = Town.At(8, 37);
        day.Replan();
        Assert.Empty(day.Faults());
        Assert.Equal((MoveStatus.OnBoard, true, false), (day.State.Moves[moveId].Status, day.Stop(moveId, 0).IsDone, day.Stop(moveId, 1).IsDone));
        day.HandOver(moveId, 1, Town.At(8, 50));
        Assert.Equal(MoveStatus.Done, day.State.Moves[moveId].Status);

        void Correct(StopEvent undone, int stopIndex, DateTimeOffset at) => day.Append(new StopCorrected
        {
            CorrectionId = Guid.CreateVersion7(), DriverId = day.Drivers[0].DriverId, Area = day.State.Area, Day = day.State.Day, MoveId = moveId, StopIndex = stopIndex,
            RequestId = request.RequestId, Undone = undone, ToldAt = at, Reason = "a wrong tap", By = "a dispatcher", At = at,
        });
    }

    [Fact]
    public void A_breakdown_gives_the_rest_to_others_and_the_car_on_board_is_told_loudly()
    {
        var day = Planned(2, 8);
        var broken = day.State.Routes.Values.First();
        var moves = broken.Stops.Where(stop => stop.Kind == StopKind.Collect).Select(stop => stop.MoveId!.Value).ToList();
        Assert.True(moves.Count > 1);
        day.Depart(moves[0], 0, Town.At(8, 5));
        day.Arrive(moves[0], 0, Town.At(8, 20));
        day.Collect(moves[0], 0, Town.At(8, 30));
        day.Replan();
        day.BreakDown(broken.DriverId, Town.At(8, 35));
        var said = day.Replan();
        Assert.Contains(said.OfType<PickupUnserved>(), unserved => unserved.MoveId == moves[0] && unserved.Promised is not null && unserved.Reason.Code == "driver-unavailable");
        foreach (var id in moves.Skip(1)) Assert.NotEqual(broken.DriverId, day.RouteOf(id).DriverId);
        Assert.Equal(moves.Count - 1, said.OfType<PickupScheduled>().Count());
        Assert.DoesNotContain(day.State.Routes[broken.DriverId].Stops, stop => !stop.IsDone && stop.MoveId is not null);
    }

    [Fact]
    public void A_cancelled_request_frees_its_place_unless_its_car_is_collected()
    {
        var day = new PlayedDay(region, 1);
        var (first, second) = (Town.Request(day.Workshop.WorkshopId, 1, isReturned: true), Town.Request(day.Workshop.WorkshopId, 2));
        day.Append(first);
        day.Append(second);
        day.Replan();
        day.Depart(second.Details.CollectionMoveId!.Value, 0, Town.At(8, 5));
        day.Collect(second.Details.CollectionMoveId!.Value, 0, Town.At(8, 6));
        day.Append(new RequestCancelled { RequestId = first.RequestId, Revision = 2, CancelledAt = Town.At(8, 6) });
        day.Append(new RequestCancelled { RequestId = second.RequestId, Revision = 2, CancelledAt = Town.At(8, 6) });
        var said = day.Replan();
        Assert.Equal(second.Details.CollectionMoveId, day.State.Moves.Keys.Single());
        Assert.DoesNotContain(day.State.Routes.Values.Single().Stops, stop => stop.MoveId == first.Details.CollectionMoveId);
        Assert.Single(said.OfType<RouteAssigned>());
        Assert.Empty(said.OfType<PickupUnserved>());
    }

    [Fact]
    public void A_changed_request_is_planned_anew_and_an_old_revision_is_ignored()
    {
        var day = Planned(1, 1);
        var (id, request) = day.State.Requests.Single();
        var moveId = request.Details.CollectionMoveId!.Value;
        day.Append(new RequestChanged { RequestId = id, Revision = 1, Details = request.Details with { Windows = [Town.Between(15, 16)] }, ChangedAt = Town.At(7, 0) });
        Assert.Empty(day.Replan().OfType<PickupScheduled>());
        day.Append(new RequestChanged { RequestId = id, Revision = 2, Details = request.Details with { Windows = [Town.Between(15, 16)] }, ChangedAt = Town.At(7, 0) });
        var scheduled = Assert.Single(day.Replan().OfType<PickupScheduled>());
        Assert.Equal((moveId, 2), (scheduled.MoveId, scheduled.Revision));
        Assert.Equal(Town.Between(15, 16), scheduled.Window);

        // What does not touch the collection leaves its promise.
        day.Append(new RequestChanged { RequestId = id, Revision = 3, Details = request.Details with { Windows = [Town.Between(15, 16)], ReturnMoveId = Guid.CreateVersion7(Town.Morning) }, ChangedAt = Town.At(7, 5) });
        var said = day.Replan();
        Assert.Contains(said.OfType<PickupScheduled>(), s => s.MoveId == moveId && s.Revision == 3 && s.Window == Town.Between(15, 16));
    }

    private PlayedDay Planned(int drivers, int requests)
    {
        var day = new PlayedDay(region, drivers);
        for (var i = 0; i < requests; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i, [Town.Between(8, 12)]));
        day.Replan();
        Assert.All(day.State.Moves.Values, move => Assert.Equal(MoveStatus.Planned, move.Status));
        return day;
    }
}
