using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Roads;
using Routing.RoadNetwork;

namespace Routing.Planning.Tests.Plans;

/// <summary>
/// W---2--b--C   A bridge over the road at b leaves 2.5 m: cars pass under it, a transporter goes round by the north.
/// |         |
/// 4---------5
/// </summary>
public sealed class TransporterRoadsTests : IDisposable
{
    private static readonly Place Customer = Town.Depot with { Lon = Town.Depot.Lon + 0.01, Address = "Customer" };
    private readonly string folder = Directory.CreateTempSubdirectory("planning-low-").FullName;
    private readonly RoadsInUse roads;

    public TransporterRoadsTests()
    {
        var (lon, lat) = (Town.Depot.Lon, Town.Depot.Lat);
        File.WriteAllText(Path.Combine(folder, "low.osm"), FormattableString.Invariant($"""
            <?xml version="1.0"?>
            <osm version="0.6">
              <node id="1" version="1" lon="{lon}" lat="{lat}"/>
              <node id="2" version="1" lon="{lon + 0.004}" lat="{lat}"/>
              <node id="3" version="1" lon="{lon + 0.01}" lat="{lat}"/>
              <node id="4" version="1" lon="{lon}" lat="{lat + 0.004}"/>
              <node id="5" version="1" lon="{lon + 0.01}" lat="{lat + 0.004}"/>
              <way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
              <way id="2" version="1"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="maxheight" v="2.5"/></way>
              <way id="3" version="1"><nd ref="1"/><nd ref="4"/><nd ref="5"/><nd ref="3"/><tag k="highway" v="residential"/></way>
            </osm>
            """));
        RegionBuilder.Build(Path.Combine(folder, "low.osm"), Path.Combine(folder, "low.region"), null, CancellationToken.None);
        roads = new RoadsInUse(Region.Open(Path.Combine(folder, "low.region")));
    }

    public void Dispose()
    {
        roads.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(Means.Transporter, 1750, 1850)]
    [InlineData(Means.ChaseCar, 900, 930)]
    public void Plan_and_sheet_lead_a_transporter_round_what_a_car_passes_under(Means means, int least, int most)
    {
        var day = new PlayedDay(roads, 1, driver: i => PlayedDay.Driver(i, means));
        var request = Town.Request(day.Workshop.WorkshopId, 1, places: [new PlaceHours(Customer, [])]);
        if (means == Means.Transporter) request = request with { Details = request.Details with { Vehicle = request.Details.Vehicle with { CannotBeDriven = true } } };
        day.Append(request);
        var sheet = Assert.Single(day.Replan().OfType<RouteAssigned>()).Sheet;
        Assert.Empty(day.Faults());
        var route = day.State.Routes.Values.Single();
        Assert.Equal([StopKind.Start, StopKind.Collect, StopKind.CheckIn, StopKind.End], sheet.Stops.Select(stop => stop.Kind));
        for (var i = 1; i < 3; i++)
        {
            var leg = sheet.Stops[i].Leg!;
            Assert.InRange(leg.DistanceMetres, least, most);
            Assert.Equal(leg.DistanceMetres, route.Stops[i].LegMetres);
            Assert.Equal(sheet.Stops[i - 1].Departure.AddSeconds(leg.DurationSeconds), sheet.Stops[i].Eta, TimeSpan.FromSeconds(1));
        }
    }

    [Fact]
    public void On_the_way_a_transporter_is_followed_on_its_own_roads()
    {
        var day = new PlayedDay(roads, 1, driver: i => PlayedDay.Driver(i, Means.Transporter));
        var request = Town.Request(day.Workshop.WorkshopId, 1, places: [new PlaceHours(Customer, [])]);
        day.Append(request with { Details = request.Details with { Vehicle = request.Details.Vehicle with { CannotBeDriven = true } } });
        day.Replan();
        var moveId = request.Details.CollectionMoveId!.Value;
        day.Depart(moveId, 0, Town.At(8, 5));
        day.Arrive(moveId, 0, Town.At(8, 15));
        day.Collect(moveId, 0, Town.At(8, 25));
        day.Depart(moveId, 1, Town.At(8, 25));
        day.Append(new Contracts.Drivers.DriverPositioned
        {
            DriverId = day.Drivers[0].DriverId, Area = PlanningProcess.Area, Day = Town.Day, At = Town.At(8, 27), ReceivedAt = Town.At(8, 27),
            Lon = Customer.Lon - 0.002, Lat = Customer.Lat + 0.00401,
        });
        day.Replan();
        var rest = roads.Router.Route(Profile.Car, [new Coordinate(Customer.Lon - 0.002, Customer.Lat + 0.004), new Coordinate(Town.Depot.Lon, Town.Depot.Lat + 0.004), new Coordinate(Town.Depot.Lon, Town.Depot.Lat)], geometry: false, steps: false, CancellationToken.None);
        Assert.Equal(Town.At(8, 27).AddSeconds(rest.DurationDeciseconds / 10.0), day.EtaOf(moveId, 1), TimeSpan.FromSeconds(2));
    }
}
