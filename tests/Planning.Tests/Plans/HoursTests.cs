using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Plans;
using Routing.Planning.Roads;
using Routing.RoadNetwork;
using RoadCondition = Routing.Contracts.Values.RoadCondition;
using SpeedsByHour = Routing.RoadNetwork.Live.SpeedsByHour;

namespace Routing.Planning.Tests.Plans;

/// <summary>Cars crawl from eight to ten on working days; scooters ride as ever.</summary>
public sealed class HoursTests(SharedRegion region) : IDisposable
{
    private const string CrawlFromEightToTen = """{ "rows": [ { "days": ["monday"], "hours": "8-10", "factor": 0.25 } ] }""";

    private readonly RoadsInUse roads = new(
        Region.Open(Path.Combine(region.Folder, "montevideo.region")),
        new RouterOptions { SpeedsByHour = SpeedsByHour.Parse(CrawlFromEightToTen) });

    public void Dispose() => roads.Dispose();

    [Fact]
    public void A_car_takes_longer_where_it_is_driven_at_an_hour_of_slow_roads()
    {
        var early = Collected(roads, Town.Between(8, 9));
        var late = Collected(roads, Town.Between(13, 14));
        var usual = Collected(region.Roads, Town.Between(8, 9));
        Assert.Equal(usual.Loaded.TotalSeconds, late.Loaded.TotalSeconds, 1.0);
        Assert.InRange(early.Loaded / usual.Loaded, 2.5, 4.0);
        Assert.Equal(usual.Empty.TotalSeconds, early.Empty.TotalSeconds, 1.0);
    }

    [Fact]
    public void Whoever_leaves_later_arrives_no_earlier_and_the_plan_is_found_right()
    {
        var day = new PlayedDay(roads, 3);
        for (var i = 0; i < 8; i++) day.Append(Town.Request(day.Workshop.WorkshopId, i));
        day.Replan();
        Assert.Empty(day.Faults());
        var cars = day.Model!.Problem.Matrices[Points.Loaded];
        Assert.Equal([8 * 3600, 10 * 3600], cars.Hours.Select(hours => hours.From));
        Assert.Equal(cars.Durations, cars.Hours[1].Durations);
        Assert.Contains(Enumerable.Range(0, cars.Durations.Length), cell => cars.Hours[0].Durations[cell] > 2 * cars.Durations[cell] && cars.Durations[cell] > 0);
        Assert.Empty(day.Model.Problem.Matrices[(int)Means.Scooter].Hours);
    }

    [Fact]
    public void What_is_left_of_a_leg_under_way_is_driven_at_the_hours_speeds()
    {
        var day = new PlayedDay(roads, 1);
        var request = Town.Request(day.Workshop.WorkshopId, 1, windows: [Town.Between(8, 9)]);
        day.Append(request);
        day.Replan();
        var move = request.Details.CollectionMoveId!.Value;
        day.Depart(move, 0, Town.At(8, 5));
        day.Arrive(move, 0, Town.At(8, 15));
        day.Collect(move, 0, Town.At(8, 25));
        day.Depart(move, 1, Town.At(8, 25));
        var ct = TestContext.Current.CancellationToken;
        var way = roads.Router.Route(Profile.Car, [RoadsInUse.PointOf(Town.Home(1)), RoadsInUse.PointOf(Town.Depot)], new RouteRequest { Geometry = true, Departure = Town.At(8, 30) }, ct);
        var line = way.Legs[0].Coordinates;
        var (a, b) = (line[line.Count / 2], line[(line.Count / 2) + 1]);
        var middle = new Coordinate((a.Lon + b.Lon) / 2, (a.Lat + b.Lat) / 2);
        day.Append(new Contracts.Drivers.DriverPositioned { DriverId = day.Drivers[0].DriverId, Area = PlanningProcess.Area, Day = Town.Day, Lon = middle.Lon, Lat = middle.Lat, At = Town.At(8, 30), ReceivedAt = Town.At(8, 30) });
        day.Replan();
        var from = new RoutePoint(middle) { Bearing = (int)a.BearingTo(b) % 360, BearingRange = 30, AnyRoad = true };
        var rest = roads.Router.Route(Profile.Car, [from, RoadsInUse.PointOf(Town.Depot)], new RouteRequest { Departure = Town.At(8, 30) }, ct);
        var usual = roads.Router.Route(Profile.Car, [from, RoadsInUse.PointOf(Town.Depot)], new RouteRequest(), ct);
        Assert.True(rest.DurationDeciseconds > 2 * usual.DurationDeciseconds);
        Assert.Equal(Town.At(8, 30).AddSeconds(rest.DurationDeciseconds / 10.0), day.EtaOf(move, 1), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void A_road_that_is_closed_is_avoided_at_every_hour()
    {
        var day = new PlayedDay(roads, 1);
        var request = Town.Request(day.Workshop.WorkshopId, 1, windows: [Town.Between(8, 9)]);
        day.Append(request);
        day.Replan();
        var free = AtEight();

        // From two in the afternoon; the car is driven at eight.
        var at = roads.Router.Route(Profile.Car, [RoadsInUse.PointOf(Town.Home(1)), RoadsInUse.PointOf(Town.Depot)], new RouteRequest { Geometry = true, Departure = Town.At(8, 30) }, TestContext.Current.CancellationToken);
        var line = at.Legs[0].Coordinates;
        var longest = Enumerable.Range(1, line.Count - 1).MaxBy(i => line[i - 1].MetresTo(line[i]));
        var middle = new Coordinate((line[longest - 1].Lon + line[longest].Lon) / 2, (line[longest - 1].Lat + line[longest].Lat) / 2);
        day.Append(new Contracts.Maps.RoadConditionsChanged
        {
            Version = 1,
            At = Town.Morning,
            Conditions =
            [
                new RoadCondition
                {
                    ConditionId = Guid.CreateVersion7(Town.Morning), Closed = true, Profiles = [], From = Town.At(14, 0), Until = Town.At(16, 0), By = "dispatcher", Confirmed = true, ChangedAt = Town.Morning,
                    Road = new RoadStretch(null, null, null, false, middle.Lon, middle.Lat, null, null),
                },
            ],
        });
        day.Replan();
        Assert.True(AtEight() > free, $"{AtEight()} s, and {free} s without the closure");

        // Smaller than what is told of an estimate: so of the problem itself.
        int AtEight()
        {
            var stops = day.Model!.Problem.Jobs.Single().Stops;
            var cars = day.Model.Problem.Matrices[Points.Loaded];
            return cars.Hours[0].Durations[(stops[0].Alternatives[0].Location * cars.Size) + stops[1].Alternatives[0].Location];
        }
    }

    private static (TimeSpan Empty, TimeSpan Loaded) Collected(RoadsInUse roads, Window window)
    {
        var day = new PlayedDay(roads, 1);
        var request = Town.Request(day.Workshop.WorkshopId, 1, windows: [window]);
        day.Append(request);
        day.Replan();
        Assert.Empty(day.Faults());
        var stops = day.RouteOf(request.Details.CollectionMoveId!.Value).Stops;
        return (stops[1].Eta - stops[0].Departure, LoadedLeg(day, request));
    }

    private static TimeSpan LoadedLeg(PlayedDay day, Contracts.Intake.PickupRequested request)
    {
        var stops = day.RouteOf(request.Details.CollectionMoveId!.Value).Stops;
        return stops[2].Eta - stops[1].Departure;
    }
}
