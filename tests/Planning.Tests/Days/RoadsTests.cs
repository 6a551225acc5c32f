using Routing.Contracts.Maps;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Days;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;

namespace Routing.Planning.Tests.Days;

/// <summary>Road conditions in days' logs and plans.</summary>
public sealed class RoadsTests(SharedRegion region)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static RoadCondition Closed(double lon, double lat, DateTimeOffset from, DateTimeOffset? until, Guid? id = null) => new()
    {
        ConditionId = id ?? Guid.CreateVersion7(Town.Morning),
        Closed = true,
        Road = new RoadStretch(null, null, null, false, lon, lat, null, null),
        Profiles = [],
        From = from,
        Until = until,
        By = "ana",
        Confirmed = true,
        ChangedAt = Town.Morning,
    };

    private static RoadConditionsChanged Roads(long version, params RoadCondition[] all) => new() { Version = version, At = Town.Morning, Conditions = all };

    [Fact]
    public async Task A_road_that_closes_on_a_drivers_way_brings_a_new_sheet_around_it_and_the_old_one_when_it_opens()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        await process.Publish(Town.Request(workshop.WorkshopId, 1));
        await process.Heard.First<PickupScheduled>(_ => true);
        var before = process.Heard.Sheets().Values.Single();
        var way = Polyline.Decode(before.Stops[2].Leg!.Geometry, 6);
        var (a, b) = (way[way.Count / 2], way[(way.Count / 2) + 1]);
        var place = new Coordinate((a.Lon + b.Lon) / 2, (a.Lat + b.Lat) / 2); // Between two points: at one of them several roads meet.
        await process.Publish(Roads(5, Closed(place.Lon, place.Lat, Town.At(9, 0), Town.At(14, 0))));
        var around = (await process.Heard.First<RouteAssigned>(r => r.Sheet.PlanVersion > before.PlanVersion)).Sheet;
        Assert.NotEqual(before.Stops[2].Leg!.Geometry, around.Stops[2].Leg!.Geometry);
        Assert.True(around.Stops[2].Leg!.DurationSeconds >= before.Stops[2].Leg!.DurationSeconds);
        Assert.Equal("road conditions changed", (await process.Heard.First<PlanPublished>(p => p.Version == around.PlanVersion)).Cause);

        // The estimate is that of the way that is driven.
        var drive = around.Stops[2].Eta - around.Stops[1].Departure;
        Assert.InRange(drive.TotalSeconds, around.Stops[2].Leg!.DurationSeconds - 1, around.Stops[2].Leg!.DurationSeconds + 3600);

        await process.Publish(Roads(6));
        var back = (await process.Heard.First<RouteAssigned>(r => r.Sheet.PlanVersion > around.PlanVersion)).Sheet;
        Assert.Equal(before.Stops.Select(stop => stop.Leg?.Geometry), back.Stops.Select(stop => stop.Leg?.Geometry));
    }

    [Fact]
    public async Task A_set_is_appended_to_the_days_that_it_touches_and_an_older_one_to_none()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown();
        await process.Publish(Town.Request(workshop.WorkshopId, 1));
        await process.Publish(Town.Request(workshop.WorkshopId, 2, [Town.Between(8, 17, days: 1)]));
        await process.Heard.First<PickupScheduled>(s => s.Day == Town.Day);
        await process.Heard.First<PickupScheduled>(s => s.Day == Town.Day.AddDays(1));
        var tomorrow = Closed(Town.Depot.Lon, Town.Depot.Lat, Town.At(9, 0, days: 1), Town.At(10, 0, days: 1));
        var later = Closed(Town.Depot.Lon, Town.Depot.Lat, Town.At(9, 0, days: 3), null);
        await process.Publish(Roads(9, tomorrow, later));
        await process.Publish(Roads(8, Closed(Town.Depot.Lon, Town.Depot.Lat, Town.At(6, 0), null)));
        await process.Publish(Roads(10, tomorrow, later));
        await PlanningProcess.Until(async () => (await process.In(context => Task.FromResult(context.Roads.Single()))).Version == 10, "the last set");
        Assert.Empty((await State(process, 0)).RoadConditions);
        var state = await State(process, 1);
        Assert.Equal(9, state.RoadsVersion);
        Assert.Equal(tomorrow.ConditionId, Assert.Single(state.RoadConditions).ConditionId);

        // A day that is opened later begins with what touches it.
        await process.Publish(Town.Request(workshop.WorkshopId, 3, [Town.Between(8, 17, days: 3)]));
        await process.Heard.First<PickupScheduled>(s => s.Day == Town.Day.AddDays(3));
        Assert.Equal(later.ConditionId, Assert.Single((await State(process, 3)).RoadConditions).ConditionId);
    }

    [Fact]
    public void Days_with_the_same_conditions_share_their_roads_and_what_is_over_is_left_out()
    {
        var state = DayFold.Apply(DayFold.Start(new DayKey(PlanningProcess.Area, Town.Day)), new DayOpened { Name = "", TimeZone = "America/Montevideo", AutoPublish = true });
        Assert.Same(region.Roads, region.Roads.On(state, Town.Morning));
        var closed = DayFold.Apply(state, Roads(1, Closed(Town.Depot.Lon, Town.Depot.Lat, Town.At(9, 0), Town.At(10, 0), Guid.Empty)));
        var roads = region.Roads.On(closed, Town.Morning);
        Assert.NotSame(region.Roads, roads);
        Assert.Same(roads, region.Roads.On(closed, Town.At(9, 59)));
        Assert.Same(region.Roads, region.Roads.On(closed, Town.At(10, 0)));
        var depot = new Coordinate(Town.Depot.Lon, Town.Depot.Lat);
        Assert.NotEqual(region.Roads.Router.Nearest(Profile.Car, depot).Candidates[0].Location, roads.Router.Nearest(Profile.Car, depot).Candidates[0].Location);
    }

    private static async Task<DayState> State(PlanningProcess process, int days) =>
        await process.In(context => DayLog.Fold(context, new DayKey(PlanningProcess.Area, Town.Day.AddDays(days)), null, Cancellation));
}
