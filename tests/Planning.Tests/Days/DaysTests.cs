using Microsoft.EntityFrameworkCore;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.RoadNetwork;

namespace Routing.Planning.Tests.Days;

public sealed class DaysTests(SharedRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_one_day_cannot_serve_the_next_one_does()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1, driver: i => Town.Driver(i, until: 10));
        var requests = Enumerable.Range(0, 12).Select(i => Town.Request(workshop.WorkshopId, i, windows: [], isReturned: i % 2 == 0)).ToList();
        foreach (var request in requests) await process.Publish(request);
        var days = new List<DateOnly>();
        foreach (var request in requests)
            days.Add((await process.Heard.First<PickupScheduled>(s => s.MoveId == request.Details.CollectionMoveId)).Day);
        Assert.Contains(Town.Day, days);
        Assert.Contains(days, day => day > Town.Day);
        Assert.All(process.Heard.All<PickupScheduled>(), s => Assert.InRange(s.Window.From.ToOffset(Town.Offset).Date, s.Day.ToDateTime(default), s.Day.ToDateTime(default)));
        Assert.Empty(process.Heard.All<PickupUnserved>());

        // Every return comes on the collection's day or after it, once the car is ready.
        foreach (var request in requests.Where(r => r.Details.ReturnMoveId is not null))
        {
            var collection = await process.Heard.First<PickupScheduled>(s => s.MoveId == request.Details.CollectionMoveId);
            var back = await process.Heard.First<PickupScheduled>(s => s.MoveId == request.Details.ReturnMoveId);
            Assert.True(back.Eta >= collection.Eta.AddSeconds(request.Details.WorkSeconds));
        }
    }

    [Fact]
    public async Task A_driver_on_the_way_is_told_on_the_road_once_for_each_position()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation, now: Town.At(8, 5));
        var workshop = await process.MakeTown(1);
        var request = Town.Request(workshop.WorkshopId, 1);
        await process.Publish(request);
        var scheduled = await process.Heard.First<PickupScheduled>(s => s.RequestId == request.RequestId);
        var (move, driver) = (scheduled.MoveId, scheduled.DriverId);
        await process.Publish(Positioned(Town.At(8, 4)));
        await process.Publish(new DriverDeparted { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, MoveId = move, StopIndex = 0, RequestId = request.RequestId, At = Town.At(8, 6), ReceivedAt = Town.At(8, 6) });
        await process.Publish(Positioned(Town.At(8, 7)));
        var first = await process.Heard.First<DriverLocated>(located => located.At == Town.At(8, 7));
        Assert.InRange(region.Roads.Router.Nearest(Profile.Scooter, new RoutePoint(new Coordinate(first.Lon, first.Lat)) { AnyRoad = true }).Candidates[0].MetresAway, 0, 0.2);
        Assert.InRange(new Coordinate(first.Lon, first.Lat).MetresTo(new Coordinate(Town.Depot.Lon, Town.Depot.Lat)), 0, 60);

        // Something else that happens tells no position again.
        await process.Publish(Town.Request(workshop.WorkshopId, 2));
        await process.Heard.First<PickupScheduled>(s => s.RequestId != request.RequestId);
        await process.Publish(Positioned(Town.At(8, 8)));
        await process.Heard.First<DriverLocated>(located => located.At == Town.At(8, 8));
        Assert.Equal([Town.At(8, 7), Town.At(8, 8)], process.Heard.All<DriverLocated>().Select(located => located.At));

        DriverPositioned Positioned(DateTimeOffset at) =>
            new() { DriverId = driver, Area = PlanningProcess.Area, Day = Town.Day, Lon = Town.Depot.Lon + 0.0001, Lat = Town.Depot.Lat + 0.0001, AccuracyMetres = 10, At = at, ReceivedAt = at };
    }

    [Fact]
    public async Task A_wish_that_no_day_can_serve_is_unserved_with_a_reason_and_served_when_something_frees()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1, driver: i => Town.Driver(i, skills: []));
        var request = Town.Request(workshop.WorkshopId, 1, [Town.Between(9, 11), Town.Between(9, 11, days: 1)]);
        await process.Publish(request);
        var unserved = await process.Heard.First<PickupUnserved>(u => u.RequestId == request.RequestId);
        Assert.Equal("missing-skill", unserved.Reason.Code);
        Assert.Null(unserved.Promised);
        Assert.Equal(Town.Day.AddDays(1), unserved.Day);
        var published = await process.Heard.First<PlanPublished>(p => p.Unserved.Count > 0);
        Assert.Equal(request.RequestId, published.Unserved[0].RequestId);
        await PlanningProcess.Json<DriverChanged>(System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(process.Operator, "/api/drivers", Town.Driver(2), Contracts.WireJson.Options, Cancellation));
        Assert.Equal(Town.Day.AddDays(1), (await process.Heard.First<PickupScheduled>(s => s.RequestId == request.RequestId)).Day);
    }

    [Fact]
    public async Task A_cancelled_request_is_gone_from_whichever_day_it_went_to()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        var request = Town.Request(workshop.WorkshopId, 1, [Town.Between(18, 20), Town.Between(9, 11, days: 1)]);
        await process.Publish(request);
        var scheduled = await process.Heard.First<PickupScheduled>(s => s.RequestId == request.RequestId);
        Assert.Equal(Town.Day.AddDays(1), scheduled.Day);
        await process.Publish(new RequestCancelled { RequestId = request.RequestId, Revision = 2, CancelledAt = Town.Morning });
        Assert.Equal(scheduled.DriverId, (await process.Heard.First<RouteRevoked>(r => r.Day == scheduled.Day)).DriverId);
    }

    [Fact]
    public async Task A_request_that_was_cancelled_before_it_was_heard_of_is_never_planned()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        var (cancelled, other) = (Town.Request(workshop.WorkshopId, 1), Town.Request(workshop.WorkshopId, 2));
        await process.Publish(new RequestCancelled { RequestId = cancelled.RequestId, Revision = 2, CancelledAt = Town.Morning });
        await PlanningProcess.Until(() => process.In(context => context.Requests.AnyAsync(request => request.RequestId == cancelled.RequestId, Cancellation)), "the cancellation is known");
        await process.Publish(cancelled);
        await process.Publish(other);
        await process.Heard.First<PickupScheduled>(s => s.RequestId == other.RequestId);
        Assert.DoesNotContain(process.Heard.All<PickupScheduled>(), s => s.RequestId == cancelled.RequestId);
    }

    [Fact]
    public async Task Work_left_over_night_delays_the_return()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        var request = Town.Request(workshop.WorkshopId, 1, [Town.Between(15, 17)], isReturned: true, workSeconds: 5 * 3600);
        await process.Publish(request);
        var collection = await process.Heard.First<PickupScheduled>(s => s.MoveId == request.Details.CollectionMoveId);
        var back = await process.Heard.First<PickupScheduled>(s => s.MoveId == request.Details.ReturnMoveId);
        Assert.Equal((Town.Day, Town.Day.AddDays(1)), (collection.Day, back.Day));
        Assert.True(back.Eta > Town.At(9, 30, days: 1), $"{back.Eta}: work went on until after half past nine");
    }

    [Fact]
    public async Task A_return_alone_leaves_from_the_workshop()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        var wish = Town.Request(workshop.WorkshopId, 1);
        var request = wish with
        {
            Details = wish.Details with { CollectionMoveId = null, Places = [], ReturnMoveId = Guid.CreateVersion7(), ReturnPlace = Town.Home(5), Windows = [], ReturnWindows = [Town.Between(10, 12)] },
        };
        await process.Publish(request);
        var scheduled = await process.Heard.First<PickupScheduled>(s => s.RequestId == request.RequestId);
        Assert.Equal((MoveKind.Return, Town.Home(5)), (scheduled.Kind, scheduled.Place));
        var sheet = process.Heard.Sheets().Values.Single();
        Assert.Equal([StopKind.Start, StopKind.PickUp, StopKind.Return, StopKind.End], sheet.Stops.Select(stop => stop.Kind));
        SheetCheck.IsWhole(sheet, region.Roads);
    }

    [Fact]
    public async Task A_driver_may_be_followed_by_messages_through_the_day()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        var request = Town.Request(workshop.WorkshopId, 1, [Town.Between(9, 10)]);
        await process.Publish(request);
        var scheduled = await process.Heard.First<PickupScheduled>(s => s.RequestId == request.RequestId);
        var moveId = scheduled.MoveId;
        await process.Publish(new DriverDeparted { DriverId = scheduled.DriverId, Area = PlanningProcess.Area, Day = Town.Day, MoveId = moveId, StopIndex = 0, RequestId = request.RequestId, At = Town.At(10, 30), ReceivedAt = Town.At(10, 30) });
        var eta = await process.Heard.First<EtaChanged>(e => e.MoveId == moveId);
        Assert.True(eta.LateSeconds > 0);
        await process.Publish(new StopFailed { DriverId = scheduled.DriverId, Area = PlanningProcess.Area, Day = Town.Day, MoveId = moveId, StopIndex = 0, RequestId = request.RequestId, Reason = FailureReason.NoKey, At = Town.At(11, 0), ReceivedAt = Town.At(11, 0) });
        Assert.Equal(scheduled.Window, (await process.Heard.First<PickupUnserved>(u => u.MoveId == moveId)).Promised);
    }

    [Fact]
    public async Task A_move_that_was_refused_elsewhere_is_back_on_its_route()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(2, driver: i => Town.Driver(i, skills: i == 0 ? ["manual"] : []));
        var request = Town.Request(workshop.WorkshopId, 1);
        await process.Publish(request);
        var scheduled = await process.Heard.First<PickupScheduled>(s => s.RequestId == request.RequestId);
        var other = (await PlanningProcess.Json<List<DriverChanged>>(process.Operator.GetAsync("/api/drivers", Cancellation))).First(d => d.DriverId != scheduled.DriverId);
        await process.Publish(new MoveStop { CommandId = Guid.CreateVersion7(), Area = PlanningProcess.Area, Day = Town.Day, By = "d", At = Town.Morning, MoveId = scheduled.MoveId, ToDriverId = other.DriverId });
        await process.Heard.First<CommandRefused>(refused => refused.Code == "does-not-fit");
        await PlanningProcess.Until(() => Task.FromResult(process.Heard.Sheets().TryGetValue(scheduled.DriverId, out var sheet) && sheet.Stops.Any(stop => stop.MoveId == scheduled.MoveId)), "the route as it was");
        Assert.Empty(process.Heard.All<PickupUnserved>());
    }

    [Fact]
    public async Task An_unknown_workshop_is_answered()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var request = Town.Request(Guid.CreateVersion7(), 1);
        await process.Publish(request);
        Assert.Equal("unknown-workshop", (await process.Heard.First<PickupUnserved>(u => u.RequestId == request.RequestId)).Reason.Code);
    }
}
