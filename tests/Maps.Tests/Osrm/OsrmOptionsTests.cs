using System.Net;
using System.Text.Json;
using Routing.RoadNetwork.Guidance;

namespace Routing.Maps.Tests.Osrm;

/// <summary>Each option of the OSRM API does what OSRM's documentation says.</summary>
public sealed class OsrmOptionsTests(TownFixture town)
{
    private async Task<JsonElement> Ok(string path)
    {
        var (status, json) = await town.Maps.Get(path);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {json}");
        Assert.Equal("Ok", json.GetProperty("code").GetString());
        return json;
    }

    private static double Distance(JsonElement answer) => answer.GetProperty("routes")[0].GetProperty("distance").GetDouble();

    [Fact]
    public async Task A_hint_leads_back_to_its_place_and_is_given_unless_told_not_to()
    {
        var nearest = await Ok($"/nearest/v1/car/{Town.At(9.9, 3)}?number=3");
        var third = nearest.GetProperty("waypoints")[2];
        var hint = third.GetProperty("hint").GetString();
        var route = await Ok($"/route/v1/car/{Town.At(9.9, 3)};{Town.At(0, 4)}?hints={hint};");
        Assert.Equal(third.GetProperty("location").ToString(), route.GetProperty("waypoints")[0].GetProperty("location").ToString());
        Assert.Equal(hint, route.GetProperty("waypoints")[0].GetProperty("hint").GetString());
        var bare = await Ok($"/nearest/v1/car/{Town.At(9.9, 3)}?generate_hints=false");
        Assert.False(bare.GetProperty("waypoints")[0].TryGetProperty("hint", out _));

        // A hint of OSRM's, or of another map, is passed over.
        await Ok($"/route/v1/car/{Town.At(9.9, 3)};{Town.At(0, 4)}?hints=KSoKADRYroqUBAEAEAAAABkAAAAGAAAAAAAAABhnCQCLtwAA_0vMAKlYIQM8TMwArVghAwEAAQH1a66g;AAAAAAAAAAAAAAAA");
    }

    [Fact]
    public async Task Nearest_names_the_two_points_of_its_road()
    {
        var waypoint = (await Ok($"/nearest/v1/car/{Town.At(5, 4)}")).GetProperty("waypoints")[0];
        Assert.Equal([1L, 2L], waypoint.GetProperty("nodes").EnumerateArray().Select(node => node.GetInt64()));
    }

    [Fact]
    public async Task A_bearing_sets_the_direction_in_which_a_route_begins()
    {
        var path = $"/route/v1/car/{Town.At(5, 4)};{Town.At(7, 4)}?overview=false";
        var east = Distance(await Ok(path + "&bearings=90,45;"));
        var west = Distance(await Ok(path + "&bearings=270,45;"));
        Assert.Equal(143, east, 3.0);
        Assert.True(west > 1000, $"{west} m");
    }

    [Fact]
    public async Task An_approach_by_the_curb_comes_from_the_side_where_the_place_is()
    {
        // Upper Street runs west to east; a house north of it is on the right of who drives west.
        var path = $"/route/v1/car/{Town.At(0.5, 4)};{Town.At(5, 4.3)}?overview=false";
        var free = Distance(await Ok(path));
        Assert.Equal(free, Distance(await Ok(path + "&approaches=unrestricted;unrestricted")));
        Assert.True(Distance(await Ok(path + "&approaches=;curb")) > free + 500);
        Assert.Equal(free, Distance(await Ok(path + "&approaches=;opposite")));
    }

    [Theory]
    [InlineData("duration", "duration")]
    [InlineData("nodes,distance", "distance,nodes")]
    [InlineData("speed,weight,datasources", "datasources,metadata,speed,weight")]
    [InlineData("true", "datasources,distance,duration,metadata,nodes,speed,weight")]
    public async Task Annotations_are_those_asked_for(string asked, string given)
    {
        var leg = (await Ok($"/route/v1/car/{Town.At(0, 2)};{Town.At(10, 2)}?annotations={asked}&overview=full&geometries=geojson")).GetProperty("routes")[0];
        var annotation = leg.GetProperty("legs")[0].GetProperty("annotation");
        Assert.Equal(given, string.Join(',', annotation.EnumerateObject().Select(property => property.Name).Order()));
        var pieces = leg.GetProperty("geometry").GetProperty("coordinates").GetArrayLength() - 1;
        foreach (var list in annotation.EnumerateObject().Where(property => property.Name != "metadata"))
            Assert.Equal(list.Name == "nodes" ? pieces + 1 : pieces, list.Value.GetArrayLength());
    }

    [Fact]
    public async Task Without_annotations_a_leg_has_none()
    {
        var leg = (await Ok($"/route/v1/car/{Town.At(0, 2)};{Town.At(10, 2)}?annotations=false")).GetProperty("routes")[0].GetProperty("legs")[0];
        Assert.False(leg.TryGetProperty("annotation", out _));
        Assert.Equal("", leg.GetProperty("summary").GetString());
        Assert.Equal(0, leg.GetProperty("steps").GetArrayLength());
    }

    [Fact]
    public async Task A_car_goes_straight_on_at_a_point_in_between_unless_told_otherwise()
    {
        var path = $"/route/v1/car/{Town.At(2, 4)};{Town.At(5, 4)};{Town.At(1, 4)}?overview=false";
        var straight = Distance(await Ok(path));
        Assert.Equal(straight, Distance(await Ok(path + "&continue_straight=true")));
        Assert.Equal(straight, Distance(await Ok(path + "&continue_straight=default")));
        Assert.Equal(502, Distance(await Ok(path + "&continue_straight=false")), 6.0);
        Assert.True(straight > 1000);
        Assert.Equal(502, Distance(await Ok(path.Replace("/car/", "/foot/", StringComparison.Ordinal))), 6.0);
    }

    [Theory]
    [InlineData("true", 2)]
    [InlineData("3", 2)]
    [InlineData("false", 1)]
    [InlineData("0", 1)]
    public async Task Alternatives_come_after_the_fastest_when_there_are_any(string asked, int routes)
    {
        // Round the block either way: Upper Street and East Lane, or West Lane and Lower Street.
        var json = await Ok($"/route/v1/car/{Town.At(0, 3)};{Town.At(10, 1)}?alternatives={asked}&steps=true");
        var durations = json.GetProperty("routes").EnumerateArray().Select(route => route.GetProperty("duration").GetDouble()).ToList();
        Assert.Equal(routes, durations.Count);
        Assert.Equal(durations.Order(), durations);
        Assert.Equal(routes, json.GetProperty("routes").EnumerateArray().Select(route => route.GetProperty("legs")[0].GetProperty("summary").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task What_is_excluded_is_left_out_and_what_is_not_there_changes_nothing()
    {
        var path = $"{Town.At(0, 4)};{Town.At(10, 0)}";
        foreach (var kinds in (string[])["ferry", "motorway,toll", "motorway,toll,ferry,tunnel,narrow", ""])
        {
            Assert.Equal(Distance(await Ok($"/route/v1/car/{path}")), Distance(await Ok($"/route/v1/car/{path}?exclude={kinds}")));
            await Ok($"/table/v1/car/{path}?exclude={kinds}");
            await Ok($"/nearest/v1/car/{Town.At(0, 4)}?exclude={kinds}");
        }
    }

    [Fact]
    public async Task Points_that_are_no_waypoints_are_passed_without_a_stop()
    {
        var path = $"/route/v1/car/{Town.At(0, 2)};{Town.At(5, 4)};{Town.At(10, 2)}?steps=true&annotations=true";
        var all = (await Ok(path)).GetProperty("routes")[0];
        var json = await Ok(path + "&waypoints=0;2");
        var route = json.GetProperty("routes")[0];
        Assert.Equal(2, json.GetProperty("waypoints").GetArrayLength());
        Assert.Equal(2, all.GetProperty("legs").GetArrayLength());
        var leg = Assert.Single(route.GetProperty("legs").EnumerateArray());
        Assert.Equal(all.GetProperty("duration").GetDouble(), route.GetProperty("duration").GetDouble());
        Assert.Equal(all.GetProperty("geometry").GetString(), route.GetProperty("geometry").GetString());
        var types = leg.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("maneuver").GetProperty("type").GetString()).ToList();
        Assert.Equal("depart", types[0]);
        Assert.Equal("arrive", types[^1]);
        Assert.Single(types, "arrive");
        Assert.Equal(leg.GetProperty("distance").GetDouble(), leg.GetProperty("steps").EnumerateArray().Sum(step => step.GetProperty("distance").GetDouble()), 0.5);
        Assert.Equal(leg.GetProperty("annotation").GetProperty("nodes").GetArrayLength(), leg.GetProperty("annotation").GetProperty("distance").GetArrayLength() + 1);
    }

    [Fact]
    public async Task Waypoints_can_be_left_out()
    {
        Assert.False((await Ok($"/route/v1/car/{Town.At(0, 2)};{Town.At(10, 2)}?skip_waypoints=true")).TryGetProperty("waypoints", out _));
        var table = await Ok($"/table/v1/car/{Town.At(0, 2)};{Town.At(10, 2)}?skip_waypoints=true");
        Assert.False(table.TryGetProperty("sources", out _));
        Assert.False(table.TryGetProperty("destinations", out _));
        var match = await Ok($"/match/v1/car/{Town.At(1, 4)};{Town.At(3, 4)}?skip_waypoints=true");
        Assert.False(match.TryGetProperty("tracepoints", out _));
        Assert.Equal(1, match.GetProperty("matchings").GetArrayLength());
        Assert.False((await Ok($"/nearest/v1/car/{Town.At(1, 4)}?skip_waypoints=true")).TryGetProperty("waypoints", out _));
    }

    [Fact]
    public async Task A_radius_is_what_it_says_however_far_the_road_is()
    {
        // Nobody means a road kilometres away, unless they say so.
        var far = Town.At(60, 60);
        Assert.Equal(HttpStatusCode.BadRequest, (await town.Maps.Get($"/nearest/v1/car/{far}")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await town.Maps.Get($"/nearest/v1/car/{far}?radiuses=1500")).Status);
        var distance = (await Ok($"/nearest/v1/car/{far}?radiuses=35000")).GetProperty("waypoints")[0].GetProperty("distance").GetDouble();
        Assert.InRange(distance, 2000, 35_000);
    }

    /// <summary>Every option of OSRM 6 at once, each with a value that it documents.</summary>
    [Theory]
    [InlineData("/route/v1/driving/{0};{1}?alternatives=3&steps=true&annotations=duration,nodes,distance,weight,datasources,speed&geometries=polyline6&overview=simplified&continue_straight=default&waypoints=0;1&bearings=;0,180&radiuses=unlimited;200.5&generate_hints=false&hints=;&approaches=unrestricted;opposite&exclude=toll&snapping=any&skip_waypoints=false")]
    [InlineData("/table/v1/driving/{0};{1}?sources=0;1&destinations=all&annotations=distance,duration&fallback_speed=10.5&fallback_coordinate=input&scale_factor=0.5&bearings=;&radiuses=;&generate_hints=true&hints=;&approaches=;&exclude=ferry&snapping=default&skip_waypoints=true")]
    [InlineData("/match/v1/driving/{0};{1}.json?steps=false&geometries=geojson&annotations=true&overview=full&timestamps=1424684612;1424684616&radiuses=49;49&gaps=ignore&tidy=true&waypoints=0;1&bearings=;&generate_hints=false&hints=;&approaches=;&snapping=any&skip_waypoints=true")]
    [InlineData("/nearest/v1/driving/{0}.json?number=2&bearings=0,180&radiuses=500&generate_hints=false&hints=&approaches=curb&exclude=motorway&snapping=any&skip_waypoints=false")]
    public async Task Every_option_of_OSRM_is_known(string path) =>
        await Ok(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Town.At(0.5, 4), Town.At(7, 4)));

    [Fact]
    public async Task A_step_tells_its_junctions()
    {
        var steps = (await Ok($"/route/v1/car/{Town.At(0, 2)};{Town.At(10, 2)}?steps=true")).GetProperty("routes")[0].GetProperty("legs")[0].GetProperty("steps").EnumerateArray().ToList();
        foreach (var junction in steps.SelectMany(step => step.GetProperty("intersections").EnumerateArray()))
        {
            var bearings = junction.GetProperty("bearings").EnumerateArray().Select(bearing => bearing.GetInt32()).ToList();
            Assert.Equal(bearings.Order(), bearings);
            Assert.Equal(bearings.Count, junction.GetProperty("entry").GetArrayLength());
            if (junction.TryGetProperty("out", out var leaving))
                Assert.True(junction.GetProperty("entry")[leaving.GetInt32()].GetBoolean());
            Assert.True(junction.TryGetProperty("out", out _) || junction.TryGetProperty("in", out _));
        }
        Assert.False(steps[0].GetProperty("intersections")[0].TryGetProperty("in", out _));
        Assert.False(steps[^1].GetProperty("intersections")[0].TryGetProperty("out", out _));
        Assert.All(steps, step => Assert.Equal("right", step.GetProperty("driving_side").GetString()));
        Assert.Equal(steps[1].GetProperty("maneuver").GetProperty("location").ToString(), steps[1].GetProperty("intersections")[0].GetProperty("location").ToString());
    }

    [Fact]
    public async Task A_table_falls_back_on_the_crow_and_says_where()
    {
        var points = $"{Town.At(0, 4)};{Town.At(300, 300)}";
        var json = await Ok($"/table/v1/car/{points}?annotations=duration,distance&fallback_speed=36");
        Assert.Equal("[[0,1],[1,0]]", json.GetProperty("fallback_speed_cells").GetRawText());
        var metres = json.GetProperty("distances")[0][1].GetDouble();
        Assert.InRange(metres, 35_000, 45_000);
        Assert.Equal(metres / 10, json.GetProperty("durations")[0][1].GetDouble(), 0.2);
        var snapped = await Ok($"/table/v1/car/{points}?annotations=distance&fallback_speed=36&fallback_coordinate=snapped");
        Assert.Equal(metres, snapped.GetProperty("distances")[0][1].GetDouble(), 5.0);
        var plain = await Ok($"/table/v1/car/{points}");
        Assert.Equal(JsonValueKind.Null, plain.GetProperty("durations")[0][1].ValueKind);
        Assert.False(plain.TryGetProperty("fallback_speed_cells", out _));
    }

    [Fact]
    public async Task A_table_scales_its_durations_alone()
    {
        var path = $"/table/v1/car/{Town.At(0, 4)};{Town.At(10, 0)}?annotations=duration,distance";
        var (plain, scaled) = (await Ok(path), await Ok(path + "&scale_factor=2.5"));
        Assert.Equal(plain.GetProperty("durations")[0][1].GetDouble() * 2.5, scaled.GetProperty("durations")[0][1].GetDouble(), 0.06);
        Assert.Equal(plain.GetProperty("distances")[0][1].GetDouble(), scaled.GetProperty("distances")[0][1].GetDouble());
    }

    [Fact]
    public async Task A_trace_is_matched_in_the_shape_of_OSRM()
    {
        (double X, double Y)[] trace = [(1, 4.05), (3, 3.95), (5, 4.06), (7, 4), (9.9, 3), (10, 1.5)];
        var text = string.Join(';', trace.Select(p => Town.At(p.X, p.Y)));
        var json = await Ok($"/match/v1/car/{text}?steps=true&geometries=geojson&overview=full&annotations=true&timestamps=10;20;30;40;50;60&radiuses=10;10;10;10;10;10&gaps=split&tidy=false");
        var matching = Assert.Single(json.GetProperty("matchings").EnumerateArray());
        Assert.InRange(matching.GetProperty("confidence").GetDouble(), 0.5, 1);
        Assert.Equal(5, matching.GetProperty("legs").GetArrayLength());
        Assert.Equal("duration", matching.GetProperty("weight_name").GetString());
        var points = json.GetProperty("tracepoints").EnumerateArray().ToList();
        Assert.Equal(["Upper Street", "Upper Street", "Upper Street", "Upper Street", "East Lane", "East Lane"], points.Select(point => point.GetProperty("name").GetString()));
        for (var i = 0; i < points.Count; i++)
        {
            Assert.Equal(0, points[i].GetProperty("matchings_index").GetInt32());
            Assert.Equal(i, points[i].GetProperty("waypoint_index").GetInt32());
            Assert.Equal(0, points[i].GetProperty("alternatives_count").GetInt32());
            Assert.True(points[i].TryGetProperty("hint", out _));
        }
        var joined = await Ok($"/match/v1/car/{text}?waypoints=0;3;5&steps=true");
        Assert.Equal(2, joined.GetProperty("matchings")[0].GetProperty("legs").GetArrayLength());
        Assert.Equal([0, -1, -1, 1, -1, 2], joined.GetProperty("tracepoints").EnumerateArray().Select(point => point.GetProperty("waypoint_index") is { ValueKind: JsonValueKind.Number } index ? index.GetInt32() : -1));
    }

    [Fact]
    public async Task A_point_off_the_map_is_null_among_the_tracepoints()
    {
        var json = await Ok($"/match/v1/foot/{Town.At(1, 4)};{Town.At(3, 4)};{Town.At(5, 9)};{Town.At(7, 4)}");
        Assert.Equal([false, false, true, false], json.GetProperty("tracepoints").EnumerateArray().Select(point => point.ValueKind == JsonValueKind.Null));
    }

    [Fact]
    public async Task The_ending_json_and_both_polylines_are_understood()
    {
        var plain = Distance(await Ok($"/route/v1/driving/{Town.At(0, 4)};{Town.At(10, 0)}.json?overview=false"));
        var line = Uri.EscapeDataString(Polyline.Encode([new(Town.Lon(0), Town.Lat(4)), new(Town.Lon(10), Town.Lat(0))], 6));
        Assert.Equal(plain, Distance(await Ok($"/route/v1/driving/polyline6({line})?overview=false")), 0.3);
    }
}
