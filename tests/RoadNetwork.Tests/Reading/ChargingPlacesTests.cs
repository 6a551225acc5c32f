using Routing.OsmData;
using Routing.RoadNetwork.Reading;
using Routing.RoadNetwork.Tests.Drawing;
using Routing.RoadNetwork.Tests.Support;

namespace Routing.RoadNetwork.Tests.Reading;

public sealed class ChargingPlacesTests
{
    [Theory]
    [InlineData("amenity=charging_station", true)]
    [InlineData("amenity=charging_station access=yes", true)]
    [InlineData("amenity=charging_station access=customers fee=yes", true)]
    [InlineData("amenity=charging_station access=private", false)]
    [InlineData("amenity=charging_station access=no", false)]
    [InlineData("amenity=charging_station motorcar=no bicycle=yes", false)]
    [InlineData("amenity=charging_station bicycle=yes", false)]
    [InlineData("amenity=charging_station bicycle=yes motorcar=yes", true)]
    [InlineData("amenity=charging_station bicycle=yes socket:type2=2", true)]
    [InlineData("amenity=fuel", false)]
    public void A_station_is_one_that_anybody_may_charge_a_car_at(string tags, bool isOne) =>
        Assert.Equal(isOne, ChargingPlaces.IsOne(TagSet.Parse(tags)));

    [Theory]
    [InlineData("", 0)]
    [InlineData("socket:type2=2", 0)]
    [InlineData("socket:type2:output=22~kW", 22_000)]
    [InlineData("socket:type2:output=3,7kw", 3_700)]
    [InlineData("socket:type2:output=22~kW socket:chademo:output=50~kW", 50_000)]
    [InlineData("socket:type2:output=11~kW;22~kW", 22_000)]
    [InlineData("charging_station:output=11000", 11_000)]
    [InlineData("charging_station:output=150", 150_000)]
    [InlineData("socket:type2:output=22~kVA", 0)]
    [InlineData("socket:type2:output=fast", 0)]
    public void The_strongest_socket_counts(string tags, int watts) =>
        Assert.Equal(watts, ChargingPlaces.Watts(TagSet.Parse(tags)));

    [Fact]
    public void Stations_come_with_the_region_a_point_where_it_is_and_an_area_in_its_middle()
    {
        using var town = Town.Draw("""
                A-----B-----C
                  P
                      D   E
                      F   G
                """)
            .Way("ABC")
            .Point('P', "amenity=charging_station name=Plaza socket:type2:output=22~kW capacity=2")
            .Thing("DEGFD", "amenity=charging_station operator=Grid");
        var region = town.Router.Region;
        var stations = region.ChargingStations();
        Assert.Equal([("Grid", 0, 0, true), ("Plaza", 22_000, 2, false)], stations.Select(station => (station.Name, station.Watts, station.Places, station.OsmId < 0)));
        Assert.InRange(stations[1].At.MetresTo(town['P']), 0, 0.1);
        var middle = new Coordinate((town['D'].Lon + town['G'].Lon) / 2, (town['D'].Lat + town['G'].Lat) / 2);
        Assert.InRange(stations[0].At.MetresTo(middle), 0, 0.1);
    }

    /// <summary>The sample is of 2017.</summary>
    [Fact]
    public void Montevideo_has_one_and_it_is_near_a_road()
    {
        var region = Extracts.Open("montevideo");
        var station = Assert.Single(region.ChargingStations());
        Assert.True(station.OsmId > 0);
        var road = new Router(region).Nearest(Profile.Car, station.At);
        Assert.Equal(SnapOutcome.Ok, road.Outcome);
        Assert.InRange(road.Candidates[0].MetresAway, 0, 100);
        TestContext.Current.TestOutputHelper?.WriteLine($"{station}");
    }
}
