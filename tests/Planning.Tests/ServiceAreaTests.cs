using System.Net.Http.Json;
using System.Text.Json;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Planning.Areas;
using Routing.RoadNetwork;

namespace Routing.Planning.Tests;

public sealed class ServiceAreaTests(SharedRegion region, ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Whose_car_is_at_the_workshop_in_time_is_inside()
    {
        const int minutes = 8;
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var router = region.Roads.Router;
        var depot = new Coordinate(Town.Depot.Lon, Town.Depot.Lat);
        var outline = Outlines.Of(new ServiceArea { Minutes = minutes }, Town.Depot, region.Roads, Cancellation)!;
        var (inside, outside, wrong) = (0, 0, 0);
        for (var i = 0; i < 400; i++)
        {
            var at = new Coordinate(depot.Lon + ((random.NextDouble() - 0.5) * 0.12), depot.Lat + ((random.NextDouble() - 0.5) * 0.1));
            var near = router.Nearest(Profile.Car, at);
            if (near.Outcome != SnapOutcome.Ok || near.Candidates[0].MetresAway > 20) continue;
            var route = router.Route(Profile.Car, [near.Candidates[0].Location, depot], geometry: false, steps: false, Cancellation);
            if (route.Outcome != RouteOutcome.Ok) continue;

            // The grid knows places to some 20 m, which a car drives in some seconds; a one-way street beside it may be far away.
            var seconds = route.DurationDeciseconds / 10;
            if (Math.Abs(seconds - (60 * minutes)) < 60) continue;
            if (seconds < 60 * minutes) inside += Check(near.Candidates[0].Location, true);
            else outside += Check(near.Candidates[0].Location, false);
        }

        output.WriteLine($"{inside} inside, {outside} outside, {outline.Coordinates.Sum(polygon => polygon.Sum(ring => ring.Count))} points");
        Assert.True(inside > 20 && outside > 20);
        Assert.True(wrong <= (inside + outside) / 50, $"{wrong} of {inside + outside} on the wrong side");

        int Check(Coordinate at, bool isInside)
        {
            if (Contains(outline, at) != isInside) wrong++;
            return 1;
        }
    }

    [Fact]
    public void A_radius_is_as_wide_in_every_direction()
    {
        var outline = Outlines.Of(new ServiceArea { RadiusMetres = 5000 }, Town.Depot, region.Roads, Cancellation)!;
        var ring = Assert.Single(Assert.Single(outline.Coordinates));
        Assert.Equal(ring[0], ring[^1]);
        Assert.All(ring, corner => Assert.InRange(new Coordinate(Town.Depot.Lon, Town.Depot.Lat).MetresTo(new Coordinate(corner[0], corner[1])), 4995, 5006));
    }

    [Fact]
    public async Task It_is_drawn_told_and_drawn_again_when_the_workshop_moves_or_comes_everywhere()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var free = await process.MakeTown(0);
        await PlanningProcess.Json<JsonElement>(process.Operator.GetAsync($"/api/workshops/{free.WorkshopId}/service-area", Cancellation), 404);
        await PlanningProcess.Json<JsonElement>(process.Operator.GetAsync($"/api/workshops/{Guid.Empty}/service-area", Cancellation), 404);

        var workshop = await Post(process, Body(Town.Depot, new { minutes = 5 }));
        Assert.Equal(5, workshop.ServiceArea!.Minutes);
        var first = await process.Heard.First<ServiceAreaChanged>(area => area.WorkshopId == workshop.WorkshopId);
        Assert.Equal((1, 5, null), (first.Version, first.Minutes, first.RadiusMetres));
        Assert.True(Contains(first.Outline!, new Coordinate(Town.Depot.Lon, Town.Depot.Lat)));
        var feature = await PlanningProcess.Json<JsonElement>(process.Operator.GetAsync($"/api/workshops/{workshop.WorkshopId}/service-area", Cancellation));
        Assert.Equal(("Feature", "MultiPolygon", 5), (feature.GetProperty("type").GetString(), feature.GetProperty("geometry").GetProperty("type").GetString(), feature.GetProperty("properties").GetProperty("minutes").GetInt32()));
        Assert.Equal(JsonSerializer.Serialize(first.Outline, WireJson.Options), JsonSerializer.Serialize(feature.GetProperty("geometry").Deserialize<MultiPolygon>(WireJson.Options), WireJson.Options));

        var elsewhere = new Place(-56.12, -34.88);
        await Put(process, workshop, Body(elsewhere, new { minutes = 5 }));
        var moved = await process.Heard.First<ServiceAreaChanged>(area => area.Version == 2);
        Assert.False(Contains(moved.Outline!, new Coordinate(Town.Depot.Lon, Town.Depot.Lat)));
        Assert.True(Contains(moved.Outline!, new Coordinate(elsewhere.Lon, elsewhere.Lat)));

        object square = new { type = "Polygon", coordinates = new[] { new[] { Degrees(-56.2, -34.95), Degrees(-56.1, -34.95), Degrees(-56.1, -34.85), Degrees(-56.2, -34.95) } } };
        var drawn = await Put(process, workshop, Body(elsewhere, new { area = square }));
        Assert.Equal(4, Assert.Single(drawn.ServiceArea!.Area!.Coordinates)[0].Count);
        await process.Heard.First<ServiceAreaChanged>(area => area is { Version: 3, Minutes: null } && area.Outline!.Coordinates[0][0].Count == 4);

        await Put(process, workshop, Body(elsewhere, null));
        await process.Heard.First<ServiceAreaChanged>(area => area is { Version: 4, Outline: null });
        await PlanningProcess.Json<JsonElement>(process.Operator.GetAsync($"/api/workshops/{workshop.WorkshopId}/service-area", Cancellation), 404);
        Assert.DoesNotContain(process.Heard.All<ServiceAreaChanged>(), area => area.WorkshopId == free.WorkshopId);
    }

    [Fact]
    public async Task A_newer_map_has_times_drawn_again_and_a_radius_left_alone()
    {
        var maps = Directory.CreateTempSubdirectory("planning-areas-").FullName;
        File.CreateSymbolicLink(Path.Combine(maps, "old.region"), Path.Combine(region.Folder, "montevideo.region"));
        await File.WriteAllTextAsync(Path.Combine(maps, "current"), "old.region", Cancellation);
        await using (var process = await PlanningProcess.Start(region, Cancellation, settings: $"--Maps:Directory={maps}"))
        {
            await process.MakeTown(0);
            var timed = await Post(process, Body(Town.Depot, new { minutes = 5 }));
            var round = await Post(process, Body(Town.Depot, new { radiusMetres = 3000 }));
            await process.Heard.First<ServiceAreaChanged>(area => area.WorkshopId == round.WorkshopId);
            var before = await process.Heard.First<ServiceAreaChanged>(area => area.WorkshopId == timed.WorkshopId);

            // On the newer map nothing is left but a street of a kilometre.
            await File.WriteAllTextAsync(Path.Combine(maps, "new.osm"), FormattableString.Invariant($"""
                <?xml version="1.0"?>
                <osm version="0.6">
                  <node id="1" version="1" lon="{Town.Depot.Lon - 0.005}" lat="{Town.Depot.Lat}"/>
                  <node id="2" version="1" lon="{Town.Depot.Lon + 0.005}" lat="{Town.Depot.Lat}"/>
                  <way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
                </osm>
                """), Cancellation);
            RegionBuilder.Build(Path.Combine(maps, "new.osm"), Path.Combine(maps, "new.region"), null, Cancellation);
            await File.WriteAllTextAsync(Path.Combine(maps, "current.new"), "new.region", Cancellation);
            File.Move(Path.Combine(maps, "current.new"), Path.Combine(maps, "current"), overwrite: true);

            var after = await process.Heard.First<ServiceAreaChanged>(area => area.WorkshopId == timed.WorkshopId && area.Version == 2);
            var north = new Coordinate(Town.Depot.Lon, Town.Depot.Lat + 0.01);
            Assert.True(Contains(before.Outline!, north));
            Assert.False(Contains(after.Outline!, north));
            Assert.True(Contains(after.Outline!, new Coordinate(Town.Depot.Lon, Town.Depot.Lat)));
            Assert.Equal(after.Version, (await process.In(context => Task.FromResult(context.ServiceAreas.Single(area => area.WorkshopId == timed.WorkshopId)))).Version);
            Assert.Single(process.Heard.All<ServiceAreaChanged>(), area => area.WorkshopId == round.WorkshopId);
        }

        Directory.Delete(maps, recursive: true);
    }

    [Fact]
    public async Task What_is_no_area_is_told_with_what_would_be_one()
    {
        (string Given, string Field, string Text)[] cases =
        [
            ("{}", "serviceArea", "one of radiusMetres, minutes and area"),
            ("""{ "minutes": 20, "radiusMetres": 3000 }""", "serviceArea", "one of radiusMetres, minutes and area"),
            ("""{ "minutes": 0 }""", "serviceArea.minutes", "between 1 and 180"),
            ("""{ "radiusMetres": 5 }""", "serviceArea.radiusMetres", "between 100 and 500000"),
            ("""{ "area": "here" }""", "serviceArea.area", "GeoJSON Polygon or MultiPolygon"),
            ("""{ "area": { "type": "Point", "coordinates": [1, 2] } }""", "serviceArea.area", "GeoJSON Polygon or MultiPolygon"),
            ("""{ "area": { "type": "Polygon", "coordinates": [] } }""", "serviceArea.area", "GeoJSON Polygon or MultiPolygon"),
            ("""{ "area": { "type": "Polygon", "coordinates": [[[0, 0], [1, 1]]] } }""", "serviceArea.area", "each ring closed"),
            ("""{ "area": { "type": "Polygon", "coordinates": [[[0, 0], ["a", 1], [1, 0], [0, 0]]] } }""", "serviceArea.area", "each ring closed"),
            ("""{ "area": { "type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]] } }""", "serviceArea.area", "0.5, 0.5"),
            ("""{ "area": { "type": "Polygon", "coordinates": [[[0, 0], [200, 0], [200, 1], [0, 0]]] } }""", "serviceArea.area", "in degrees"),
        ];
        await using var process = await PlanningProcess.Start(region, Cancellation);
        foreach (var (given, field, text) in cases)
        {
            var body = Body(Town.Depot, JsonDocument.Parse(given).RootElement);
            var problem = await PlanningProcess.Json<JsonElement>(process.Operator.PostAsJsonAsync("/api/workshops", body, WireJson.Options, Cancellation), 400);
            var error = Assert.Single(problem.GetProperty("errors").EnumerateObject());
            Assert.Equal(field, error.Name);
            Assert.Contains(text, error.Value[0].GetString(), StringComparison.Ordinal);
        }
    }

    private static Task<WorkshopChanged> Post(PlanningProcess process, object body) =>
        PlanningProcess.Json<WorkshopChanged>(process.Operator.PostAsJsonAsync("/api/workshops", body, WireJson.Options, Cancellation));

    private static Task<WorkshopChanged> Put(PlanningProcess process, WorkshopChanged workshop, object body) =>
        PlanningProcess.Json<WorkshopChanged>(process.Operator.PutAsJsonAsync($"/api/workshops/{workshop.WorkshopId}", body, WireJson.Options, Cancellation));

    private static Dictionary<string, object?> Body(Place place, object? serviceArea)
    {
        var body = JsonSerializer.SerializeToElement(Town.Workshop(), WireJson.Options).EnumerateObject().ToDictionary(field => field.Name, object? (field) => field.Value, StringComparer.Ordinal);
        (body["place"], body["serviceArea"]) = (place, serviceArea);
        return body;
    }

    private static double[] Degrees(double lon, double lat) => [lon, lat];

    /// <summary>By the winding of each ring, apart from how others do it.</summary>
    private static bool Contains(MultiPolygon area, Coordinate at) => area.Coordinates.Any(polygon =>
        Winds(polygon[0], at) && !polygon.Skip(1).Any(hole => Winds(hole, at)));

    private static bool Winds(IReadOnlyList<IReadOnlyList<double>> ring, Coordinate at)
    {
        var turned = 0.0;
        for (var i = 1; i < ring.Count; i++)
        {
            var turn = Math.Atan2(ring[i][1] - at.Lat, ring[i][0] - at.Lon) - Math.Atan2(ring[i - 1][1] - at.Lat, ring[i - 1][0] - at.Lon);
            turned += turn > Math.PI ? turn - (2 * Math.PI) : turn < -Math.PI ? turn + (2 * Math.PI) : turn;
        }

        return Math.Abs(turned) > Math.PI;
    }
}
