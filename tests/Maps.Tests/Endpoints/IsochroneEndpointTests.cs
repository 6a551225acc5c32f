using System.Net;

namespace Routing.Maps.Tests.Endpoints;

public sealed class IsochroneEndpointTests(TownFixture town)
{
    [Fact]
    public async Task Contours_come_as_GeoJSON_the_shortest_first()
    {
        var (status, json) = await town.Maps.Get($"/isochrone/v1/walking/{Town.At(0, 4)}?contours_minutes=5,2");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("FeatureCollection", json.GetProperty("type").GetString());
        var features = json.GetProperty("features").EnumerateArray().ToList();
        Assert.Equal([2, 5], features.Select(feature => feature.GetProperty("properties").GetProperty("contour").GetInt32()));
        var east = features.ConvertAll(feature => feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray()
            .SelectMany(polygon => polygon[0].EnumerateArray()).Max(point => point[0].GetDouble()));

        // 5 km/h is 167 m in two minutes and 417 in five; a thousandth of a degree is 71.5 m here.
        Assert.InRange(east[0], Town.Lon(167 / 71.5) - 0.0003, Town.Lon(167 / 71.5) + 0.0003);
        Assert.InRange(east[1], Town.Lon(417 / 71.5) - 0.0003, Town.Lon(417 / 71.5) + 0.0003);
        Assert.All(features, feature => Assert.Equal("MultiPolygon", feature.GetProperty("geometry").GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("/isochrone/v1/rocket/10,50", "invalid-value")]
    [InlineData("/isochrone/v1/car/here", "invalid-value")]
    [InlineData("/isochrone/v1/car/10,50;10,51", "invalid-value")]
    [InlineData("/isochrone/v1/car/10,95", "invalid-value")]
    [InlineData("/isochrone/v1/car/10,50?contours_minutes=0", "invalid-value")]
    [InlineData("/isochrone/v1/car/10,50?direction=up", "invalid-value")]
    [InlineData("/isochrone/v1/car/10,50?contours_minutes=soon", "invalid-value")]
    [InlineData("/isochrone/v1/car/10,50?contours_minutes=5,,6", "invalid-value")]
    [InlineData("/isochrone/v1/car/10,50?contours_minutes=100000", "too-big")]
    [InlineData("/isochrone/v1/car/10,50?contours_minutes=1,2,3,4,5,6,7,8,9,10,11", "too-big")]
    [InlineData("/isochrone/v1/car/0,0", "no-segment")]
    public async Task What_is_wrong_is_said(string path, string code)
    {
        var (status, json) = await town.Maps.Get(path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(code, json.GetProperty("code").GetString());
    }
}
