using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Routing.Maps.Osrm;
using Routing.RoadNetwork;
using Routing.RoadNetwork.Guidance;

namespace Routing.Maps.Tests.Osrm;

public sealed class OsrmTests(TownFixture town)
{
    private static readonly string AtoD = $"{Town.At(0, 4)};{Town.At(10, 0)}";

    [Fact]
    public async Task A_route_has_the_shape_of_OSRM()
    {
        var (status, json) = await town.Maps.Get($"/route/v1/driving/{AtoD}?steps=true&geometries=geojson&overview=full&annotations=distance&alternatives=false&generate_hints=false");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Ok", json.GetProperty("code").GetString());
        var route = Assert.Single(json.GetProperty("routes").EnumerateArray());
        var leg = Assert.Single(route.GetProperty("legs").EnumerateArray());
        var steps = leg.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal("depart", steps[0].GetProperty("maneuver").GetProperty("type").GetString());
        Assert.Equal("arrive", steps[^1].GetProperty("maneuver").GetProperty("type").GetString());
        Assert.All(
            steps,
            step =>
            {
                Assert.Equal("driving", step.GetProperty("mode").GetString());
                Assert.True(step.GetProperty("geometry").GetProperty("coordinates").GetArrayLength() >= 2);
                Assert.True(step.GetProperty("intersections").GetArrayLength() > 0);
            }
        );
        // The parts add up to the whole.
        Assert.Equal(route.GetProperty("duration").GetDouble(), steps.Sum(step => step.GetProperty("duration").GetDouble()), 0.05);
        Assert.Equal(route.GetProperty("distance").GetDouble(), leg.GetProperty("annotation").GetProperty("distance").EnumerateArray().Sum(d => d.GetDouble()), 2.0);
        var line = route.GetProperty("geometry").GetProperty("coordinates").EnumerateArray().ToList();
        Assert.Equal("LineString", route.GetProperty("geometry").GetProperty("type").GetString());
        Assert.Equal(Town.Lon(0), line[0][0].GetDouble(), 1e-5);
        Assert.Equal(Town.Lat(4), line[0][1].GetDouble(), 1e-5);
        Assert.Equal(Town.Lon(10), line[^1][0].GetDouble(), 1e-5);
        Assert.Equal(2, json.GetProperty("waypoints").GetArrayLength());
        var summary = leg.GetProperty("summary").GetString();
        Assert.True(summary is "Upper Street, East Lane" or "West Lane, Lower Street", summary);
    }

    [Fact]
    public async Task A_oneway_street_is_not_driven_against_but_walked()
    {
        var (_, car) = await town.Maps.Get($"/route/v1/car/{Town.At(9, 0)};{Town.At(1, 0)}");
        var (_, foot) = await town.Maps.Get($"/route/v1/foot/{Town.At(9, 0)};{Town.At(1, 0)}");
        Assert.True(car.GetProperty("routes")[0].GetProperty("distance").GetDouble() > 1200);
        Assert.Equal(574, foot.GetProperty("routes")[0].GetProperty("distance").GetDouble(), 8.0);
    }

    [Theory]
    [InlineData("polyline", 5)]
    [InlineData("polyline6", 6)]
    public async Task Polylines_hold_the_same_points_as_GeoJSON(string form, int precision)
    {
        var (_, plain) = await town.Maps.Get($"/route/v1/car/{AtoD}?overview=full&geometries=geojson");
        var (_, encoded) = await town.Maps.Get($"/route/v1/car/{AtoD}?overview=full&geometries={form}");
        var expected = plain.GetProperty("routes")[0].GetProperty("geometry").GetProperty("coordinates").EnumerateArray().Select(c => new Coordinate(c[0].GetDouble(), c[1].GetDouble())).ToList();
        var decoded = Polyline.Decode(encoded.GetProperty("routes")[0].GetProperty("geometry").GetString(), precision);
        Assert.Equal(expected.Count, decoded.Count);
        Assert.All(expected.Zip(decoded), pair => Assert.True(pair.First.MetresTo(pair.Second) < 1.2 * Math.Pow(10, 5 - precision)));
    }

    [Fact]
    public async Task A_client_that_takes_all_from_the_first_brace_to_the_last_reads_a_large_table()
    {
        const int places = 200;
        var (status, json) = await AskAsVroom("table", "annotations=duration,distance", [.. Enumerable.Range(0, places).Select(i => Town.At(i % 10, 4))]);
        Assert.Equal("HTTP/1.1 200 OK", status);
        Assert.Equal("Ok", json.GetProperty("code").GetString());
        Assert.Equal(places, json.GetProperty("durations").GetArrayLength());
        Assert.All(json.GetProperty("distances").EnumerateArray(), row => Assert.Equal(places, row.GetArrayLength()));
    }

    [Fact]
    public async Task VROOM_gets_the_legs_and_the_line_of_a_route()
    {
        var (_, json) = await AskAsVroom("route", "alternatives=false&steps=false&overview=full&continue_straight=false", [Town.At(0, 4), Town.At(5, 4), Town.At(1, 4), Town.At(10, 0)]);
        Assert.Equal("Ok", json.GetProperty("code").GetString());
        var route = Assert.Single(json.GetProperty("routes").EnumerateArray());
        var legs = route.GetProperty("legs").EnumerateArray().ToList();
        Assert.Equal(3, legs.Count);
        Assert.Equal(route.GetProperty("duration").GetDouble(), legs.Sum(leg => leg.GetProperty("duration").GetDouble()), 0.05);
        Assert.Equal(route.GetProperty("distance").GetDouble(), legs.Sum(leg => leg.GetProperty("distance").GetDouble()), 0.5);
        Assert.True(Polyline.Decode(route.GetProperty("geometry").GetString(), 5).Count >= 4);
    }

    /// <summary>It takes the number behind these words for the place that it names to its user.</summary>
    [Theory]
    [InlineData("table", "annotations=duration,distance")]
    [InlineData("route", "alternatives=false&steps=false&overview=full&continue_straight=false")]
    public async Task VROOM_is_told_which_coordinate_is_on_no_road(string service, string options)
    {
        var (status, json) = await AskAsVroom(service, options, [Town.At(0, 4), Town.At(5, 4), "100.000000,50.000000"]);
        Assert.Equal("HTTP/1.1 400 Bad Request", status);
        Assert.Equal("NoSegment", json.GetProperty("code").GetString());
        Assert.StartsWith("Could not find a matching segment for coordinate 2:", json.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>As VROOM 1.14 does: no chunks, no Content-Length, whatever comes until the connection is closed; a radius of 35 km for each place.</summary>
    private async Task<(string Status, JsonElement Json)> AskAsVroom(string service, string options, string[] places)
    {
        var ct = TestContext.Current.CancellationToken;
        var path = $"/{service}/v1/driving/{string.Join(';', places)}?{options}&radiuses={string.Join(';', Enumerable.Repeat("35000", places.Length))}";
        var address = town.Maps.Http.BaseAddress!;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, ct);
        await using var stream = client.GetStream();
        var request = $"GET {path} HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: {town.Maps.Http.DefaultRequestHeaders.Authorization}\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), ct);
        using var reader = new StreamReader(stream);
        var all = await reader.ReadToEndAsync(ct);
        return (all[..all.IndexOf('\r', StringComparison.Ordinal)], JsonDocument.Parse(all[all.IndexOf('{', StringComparison.Ordinal)..(all.LastIndexOf('}') + 1)]).RootElement);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0000004, "0")]
    [InlineData(180, "180")]
    [InlineData(-180, "-180")]
    [InlineData(-56.1234564, "-56.123456")]
    [InlineData(0.1, "0.1")]
    [InlineData(-0.000001, "-0.000001")]
    [InlineData(89.9999996, "90")]
    [InlineData(10.050500, "10.0505")]
    public void Degrees_have_six_decimals_and_no_zeros_at_the_end(double degrees, string expected)
    {
        Span<byte> text = stackalloc byte[11];
        Assert.Equal(expected, Encoding.ASCII.GetString(text[..OsrmWriter.Degrees(degrees, text)]));
    }

    [Fact]
    public async Task Overview_false_leaves_the_geometry_out()
    {
        var (_, json) = await town.Maps.Get($"/route/v1/car/{AtoD}?overview=false");
        Assert.False(json.GetProperty("routes")[0].TryGetProperty("geometry", out _));
    }

    [Fact]
    public async Task Polyline_coordinates_are_understood()
    {
        var line = Uri.EscapeDataString(Polyline.Encode([new(Town.Lon(0), Town.Lat(4)), new(Town.Lon(10), Town.Lat(0))], 5));
        var (status, json) = await town.Maps.Get($"/route/v1/car/polyline({line})?overview=false");
        Assert.Equal(HttpStatusCode.OK, status);
        var (_, plain) = await town.Maps.Get($"/route/v1/car/{AtoD}?overview=false");
        Assert.Equal(plain.GetProperty("routes")[0].GetProperty("duration").GetDouble(), json.GetProperty("routes")[0].GetProperty("duration").GetDouble(), 0.3);
    }

    [Fact]
    public async Task A_table_equals_its_routes()
    {
        (double X, double Y)[] points = [(0, 4), (10, 0), (1, 0), (5, 4)];
        var text = string.Join(';', points.Select(p => Town.At(p.X, p.Y)));
        var (status, json) = await town.Maps.Get($"/table/v1/car/{text}?annotations=duration,distance");
        Assert.Equal(HttpStatusCode.OK, status);
        for (var i = 0; i < points.Length; i++)
        {
            for (var j = 0; j < points.Length; j++)
            {
                var (_, route) = await town.Maps.Get($"/route/v1/car/{Town.At(points[i].X, points[i].Y)};{Town.At(points[j].X, points[j].Y)}?overview=false");
                Assert.Equal(route.GetProperty("routes")[0].GetProperty("duration").GetDouble(), json.GetProperty("durations")[i][j].GetDouble());
                Assert.Equal(route.GetProperty("routes")[0].GetProperty("distance").GetDouble(), json.GetProperty("distances")[i][j].GetDouble(), 1.0);
            }
        }
        Assert.Equal(4, json.GetProperty("sources").GetArrayLength());
        Assert.Equal(4, json.GetProperty("destinations").GetArrayLength());
    }

    [Fact]
    public async Task A_table_of_some_sources_and_destinations_is_that_part_of_the_whole()
    {
        var text = $"{Town.At(0, 4)};{Town.At(10, 0)};{Town.At(1, 0)};{Town.At(300, 300)}";
        var (_, whole) = await town.Maps.Get($"/table/v1/car/{text}");
        var (_, part) = await town.Maps.Get($"/table/v1/car/{text}?sources=2;0&destinations=1;3;0");
        Assert.False(whole.TryGetProperty("distances", out _));
        var rows = part.GetProperty("durations");
        Assert.Equal(2, rows.GetArrayLength());
        Assert.Equal(3, rows[0].GetArrayLength());
        Assert.Equal(whole.GetProperty("durations")[2][1].GetDouble(), rows[0][0].GetDouble());
        // Far Road is an island.
        Assert.Equal(JsonValueKind.Null, rows[0][1].ValueKind);
        Assert.Equal(0, rows[1][2].GetDouble());
    }

    [Fact]
    public async Task Nearest_gives_as_many_roads_as_asked_for_the_nearest_first()
    {
        var (status, json) = await town.Maps.Get($"/nearest/v1/foot/{Town.At(9.9, 3)}?number=3");
        Assert.Equal(HttpStatusCode.OK, status);
        var waypoints = json.GetProperty("waypoints").EnumerateArray().ToList();
        Assert.Equal(3, waypoints.Count);
        Assert.Equal("East Lane", waypoints[0].GetProperty("name").GetString());
        Assert.Equal(7.2, waypoints[0].GetProperty("distance").GetDouble(), 0.3);
        Assert.Equal(waypoints.Select(w => w.GetProperty("distance").GetDouble()).Order(), waypoints.Select(w => w.GetProperty("distance").GetDouble()));
    }

    [Theory]
    [InlineData("/route/v1/car", "InvalidUrl")]
    [InlineData("/route/v1", "InvalidUrl")]
    [InlineData("/route/v2/car/10,50;10.01,50", "InvalidVersion")]
    [InlineData("/trip/v1/car/10,50;10.01,50", "InvalidService")]
    [InlineData("/route/v1/car/nonsense", "InvalidQuery")]
    [InlineData("/route/v1/car/1,2;3", "InvalidQuery")]
    [InlineData("/route/v1/car/NaN,50;10,50", "InvalidQuery")]
    [InlineData("/route/v1/car/polyline(%01)", "InvalidQuery")]
    [InlineData("/route/v1/car/10,95;10,50", "InvalidValue")]
    [InlineData("/route/v1/car/-181,50;10,50", "InvalidValue")]
    [InlineData("/route/v1/hoverboard/10,50;10.01,50", "InvalidValue")]
    [InlineData("/route/v1/car/10,50", "InvalidOptions")]
    [InlineData("/route/v1/car/10,50;10.01,50?overview=some", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?geometries=wkt", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?steps=maybe", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?colour=red", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?sources=0", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?annotations=colour", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?alternatives=some", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?alternatives=9", "TooBig")]
    [InlineData("/route/v1/car/10,50;10.01,50?continue_straight=perhaps", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?radiuses=10", "InvalidOptions")]
    [InlineData("/route/v1/car/10,50;10.01,50?radiuses=10;many", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?radiuses=10;-1", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?bearings=90,20", "InvalidOptions")]
    [InlineData("/route/v1/car/10,50;10.01,50?bearings=90,20;east", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?bearings=90,20;900,20", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?approaches=curb", "InvalidOptions")]
    [InlineData("/route/v1/car/10,50;10.01,50?approaches=curb;above", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?hints=abc", "InvalidOptions")]
    [InlineData("/route/v1/car/10,50;10.01,50?hints=%21;", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?snapping=none", "InvalidQuery")]
    [InlineData("/route/v1/car/10,50;10.01,50?exclude=hills", "InvalidValue")]
    [InlineData("/route/v1/car/10,50;10.01,50?waypoints=0", "InvalidValue")]
    [InlineData("/route/v1/car/10,50;10.01,50?waypoints=0;5", "InvalidOptions")]
    [InlineData("/route/v1/car/10,50;0,0", "NoSegment")]
    [InlineData("/route/v1/car/10.005,50.002;10.01,50?radiuses=20;unlimited", "NoSegment")]
    [InlineData("/route/v1/car/10.005,50;10.01,50?bearings=0,5;&radiuses=50;", "NoSegment")]
    [InlineData("/route/v1/car/10,50;10.3,50.3", "NoRoute")]
    [InlineData("/table/v1/car/10,50", "InvalidOptions")]
    [InlineData("/table/v1/car/10,50;10.01,50?sources=7", "InvalidOptions")]
    [InlineData("/table/v1/car/10,50;10.01,50?destinations=x", "InvalidQuery")]
    [InlineData("/table/v1/car/10,50;10.01,50?annotations=speed", "InvalidQuery")]
    [InlineData("/table/v1/car/10,50;10.01,50?fallback_speed=0", "InvalidOptions")]
    [InlineData("/table/v1/car/10,50;10.01,50?fallback_speed=fast", "InvalidQuery")]
    [InlineData("/table/v1/car/10,50;10.01,50?fallback_coordinate=home", "InvalidQuery")]
    [InlineData("/table/v1/car/10,50;10.01,50?scale_factor=-1", "InvalidOptions")]
    [InlineData("/table/v1/car/10,50;0,0", "NoSegment")]
    [InlineData("/nearest/v1/car/10,50;10.01,50", "InvalidOptions")]
    [InlineData("/nearest/v1/car/10,50?number=0", "InvalidOptions")]
    [InlineData("/nearest/v1/car/10,50?number=many", "InvalidQuery")]
    [InlineData("/nearest/v1/car/10,50?number=101", "TooBig")]
    [InlineData("/nearest/v1/car/0,0", "NoSegment")]
    [InlineData("/match/v1/car/10,50", "InvalidOptions")]
    [InlineData("/route/v1/car/10,50;10.01,50.flatbuffers", "InvalidQuery")]
    [InlineData("/match/v1/car/0,0;0,1", "NoMatch")]
    [InlineData("/match/v1/car/10,50;10.01,50?timestamps=5", "InvalidOptions")]
    [InlineData("/match/v1/car/10,50;10.01,50?timestamps=5;noon", "InvalidQuery")]
    [InlineData("/match/v1/car/10,50;10.01,50?timestamps=5;4", "InvalidValue")]
    [InlineData("/match/v1/car/10,50;10.01,50?gaps=mind", "InvalidQuery")]
    [InlineData("/match/v1/car/10,50;10.01,50?tidy=very", "InvalidQuery")]
    public async Task What_is_wrong_is_answered_with_OSRMs_code_and_a_text(string path, string code)
    {
        var (status, json) = await town.Maps.Get(path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(code, json.GetProperty("code").GetString());
        Assert.True(json.GetProperty("message").GetString()!.Length > 20);
    }

    [Fact]
    public async Task A_thousand_coordinates_fit_in_an_address()
    {
        var text = string.Join(';', Enumerable.Range(0, 1000).Select(i => Town.At(i % 10, 4)));
        var (status, json) = await town.Maps.Get($"/table/v1/car/{text}?sources=0;1");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(1000, json.GetProperty("durations")[1].GetArrayLength());
    }

    [Theory]
    [InlineData("/route/v1/car/10,50;10.01,50")]
    [InlineData("/api/geocode?q=upper")]
    [InlineData("/api/reverse?lon=10&lat=50")]
    [InlineData("/api/region")]
    [InlineData("/static/day/10,50,14/300x200.png")]
    [InlineData("/trip/v1/car/10,50")]
    public async Task A_stranger_is_turned_away(string path)
    {
        using var stranger = new HttpClient { BaseAddress = town.Maps.Http.BaseAddress };
        using var answer = await stranger.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
