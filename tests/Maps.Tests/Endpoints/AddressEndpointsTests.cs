using System.Net;

namespace Routing.Maps.Tests.Endpoints;

public sealed class AddressEndpointsTests(TownFixture town)
{
    [Fact]
    public async Task Geocode_answers_as_Photon_does()
    {
        var (status, json) = await town.Maps.Get("/api/geocode?q=upper+street+5&limit=3");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("FeatureCollection", json.GetProperty("type").GetString());
        var first = json.GetProperty("features")[0];
        Assert.Equal("Feature", first.GetProperty("type").GetString());
        Assert.Equal(Town.Lon(5), first.GetProperty("geometry").GetProperty("coordinates")[0].GetDouble(), 1e-6);
        Assert.Equal(Town.Lat(4.1), first.GetProperty("geometry").GetProperty("coordinates")[1].GetDouble(), 1e-6);
        var properties = first.GetProperty("properties");
        Assert.Equal("house", properties.GetProperty("exactness").GetString());
        Assert.Equal("house", properties.GetProperty("type").GetString());
        Assert.Equal("N", properties.GetProperty("osm_type").GetString());
        Assert.Equal(13, properties.GetProperty("osm_id").GetInt64());
        Assert.Equal("Upper Street", properties.GetProperty("street").GetString());
        Assert.Equal("5", properties.GetProperty("housenumber").GetString());
        Assert.Equal("Tinytown", properties.GetProperty("city").GetString());
        Assert.Equal("Upper Street 5, Tinytown", properties.GetProperty("label").GetString());
    }

    [Fact]
    public async Task A_street_tells_how_far_it_reaches_in_Photons_order()
    {
        var (_, json) = await town.Maps.Get("/api/geocode?q=upper+street");
        var extent = json.GetProperty("features")[0].GetProperty("properties").GetProperty("extent").EnumerateArray().Select(degrees => Math.Round(degrees.GetDouble(), 4));
        Assert.Equal([Town.Lon(0), Math.Round(Town.Lat(4.1), 4), Town.Lon(10), Town.Lat(4)], extent);
    }

    [Theory]
    [InlineData("/api/geocode?q=uper+stret+7", "house")]
    [InlineData("/api/geocode?q=upper+street+6", "interpolated")]
    [InlineData("/api/geocode?q=west+lane+and+lower+street", "corner")]
    [InlineData("/api/geocode?q=lower+str", "street")]
    [InlineData("/api/geocode?q=cruegers+garage", "place")]
    [InlineData("/api/geocode?q=crugers", "place")]
    public async Task Every_answer_says_how_exact_it_is(string path, string exactness)
    {
        var (_, json) = await town.Maps.Get(path);
        Assert.Equal(exactness, json.GetProperty("features")[0].GetProperty("properties").GetProperty("exactness").GetString());
    }

    [Fact]
    public async Task Reverse_gives_the_house_at_a_pin_with_its_distance()
    {
        var (status, json) = await town.Maps.Get(FormattableString.Invariant($"/api/reverse?lon={Town.Lon(3.1)}&lat={Town.Lat(4.05)}"));
        Assert.Equal(HttpStatusCode.OK, status);
        var properties = json.GetProperty("features")[0].GetProperty("properties");
        Assert.Equal("Upper Street 3, Tinytown", properties.GetProperty("label").GetString());
        Assert.InRange(properties.GetProperty("distance").GetDouble(), 5, 12);
    }

    [Fact]
    public async Task Reverse_far_from_everything_is_an_empty_collection()
    {
        var (status, json) = await town.Maps.Get("/api/reverse?lon=0&lat=0");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(0, json.GetProperty("features").GetArrayLength());
    }

    [Theory]
    [InlineData("/api/geocode", "invalid-value")]
    [InlineData("/api/geocode?q=%20", "invalid-value")]
    [InlineData("/api/geocode?q=upper&limit=0", "invalid-value")]
    [InlineData("/api/geocode?q=upper&limit=many", "invalid-value")]
    [InlineData("/api/geocode?q=upper&lon=10", "invalid-value")]
    [InlineData("/api/geocode?q=upper&lon=10&lat=north", "invalid-value")]
    [InlineData("/api/reverse", "invalid-value")]
    [InlineData("/api/reverse?lon=500&lat=50", "invalid-value")]
    public async Task What_is_wrong_is_answered_with_problem_details(string path, string code)
    {
        var (status, json) = await town.Maps.Get(path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(code, json.GetProperty("code").GetString());
        Assert.True(json.GetProperty("detail").GetString()!.Length > 10);
    }

    [Fact]
    public async Task A_text_without_end_is_refused()
    {
        var (status, json) = await town.Maps.Get($"/api/geocode?q={new string('a', 2000)}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("too-big", json.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_region_says_what_it_covers_and_whose_data_it_is()
    {
        var (status, json) = await town.Maps.Get("/api/region");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("town", json.GetProperty("name").GetString());
        Assert.Equal("(c) OpenStreetMap contributors, ODbL", json.GetProperty("attribution").GetString());
        Assert.Equal(5, json.GetProperty("houses").GetInt32());
        Assert.Equal(Town.Lon(0), json.GetProperty("bounds")[0].GetDouble(), 1e-6);
        Assert.Equal(Town.Lat(300), json.GetProperty("bounds")[3].GetDouble(), 1e-6);
    }
}
