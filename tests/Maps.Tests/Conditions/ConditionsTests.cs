using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Routing.Contracts.Drivers;
using Routing.Contracts.Maps;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Messaging;

namespace Routing.Maps.Tests.Conditions;

public sealed class ConditionsTests : IAsyncDisposable
{
    private const string Path = "/api/road-conditions";

    // From A to B along Upper Street; round over West Lane, Lower Street and East Lane when it is closed.
    private static readonly string AcrossTown = $"/route/v1/car/{Town.At(1, 4)};{Town.At(9, 4)}";

    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider clock = new(TimeProvider.System.GetUtcNow());
    private readonly Told told = new();
    private MapsProcess? maps;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (maps is not null) await maps.DisposeAsync();
        folder.Dispose();
    }

    private async Task<HttpClient> Start(params (string, string)[] settings)
    {
        if (maps is not null) await maps.DisposeAsync();
        var osm = File.Exists(folder.File("town.osm")) ? folder.File("town.osm") : Town.Write(folder.File("town.osm"));
        maps = await MapsProcess.Start(
            osm, folder.File("data"),
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Services.AddSingleton(told);
                builder.AddConsumers("listener", consumers => consumers.Add<Listener>());
            },
            settings: settings);
        return maps.As(Roles.Dispatcher);
    }

    private static object UpperStreet => new { closed = true, road = new { way = 1 }, note = "Burst pipe" };

    private async Task<double> Metres(string? query = null)
    {
        var (_, answer) = await maps!.Get(AcrossTown + query);
        return answer.TryGetProperty("routes", out var routes)
            ? routes[0].GetProperty("distance").GetDouble()
            : throw new InvalidOperationException($"{answer}\n{string.Join('\n', maps.Warnings)}");
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        using (answer) return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private static Guid IdOf(JsonElement answer) => answer.GetProperty("condition").GetProperty("conditionId").GetGuid();

    /// <summary>Lets the clock go on until something holds. In small steps: tokens tell the real time, which must not be left far behind.</summary>
    private async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; !await holds(); i++)
        {
            Assert.True(i < 500, "It never came true.");
            clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.Delay(20, Token);
        }
    }

    [Fact]
    public async Task A_closed_road_is_driven_around_at_once_and_opened_as_easily()
    {
        var staff = await Start();
        var usual = await Metres();
        using var added = await staff.PostAsJsonAsync(Path, UpperStreet, Token);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var condition = await added.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.Equal("name", condition.GetProperty("foundBy").GetString());
        Assert.True(condition.GetProperty("inForce").GetBoolean());
        Assert.Equal("Upper Street", condition.GetProperty("condition").GetProperty("road").GetProperty("name").GetString());
        Assert.Equal("ana", condition.GetProperty("condition").GetProperty("by").GetString());
        Assert.True(await Metres() > 1.5 * usual);
        var table = (await maps!.Get($"/table/v1/car/{Town.At(1, 4)};{Town.At(9, 4)}?annotations=distance")).Json;
        Assert.Equal(await Metres(), table.GetProperty("distances")[0][1].GetDouble(), tolerance: 1);
        Assert.Equal(usual, (await maps.Get(AcrossTown.Replace("car", "foot", StringComparison.Ordinal))).Json.GetProperty("routes")[0].GetProperty("distance").GetDouble() * 1, tolerance: 10_000);

        var listed = await staff.GetFromJsonAsync<JsonElement>(Path, Token);
        Assert.Equal(IdOf(condition), IdOf(listed.GetProperty("conditions")[0]));
        using var removed = await staff.DeleteAsync(added.Headers.Location, Token);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(usual, await Metres());
        using var gone = await staff.DeleteAsync(added.Headers.Location, Token);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Equal("unknown-condition", (await gone.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_dry_run_shows_the_road_that_would_be_closed_and_closes_nothing()
    {
        var staff = await Start();
        var usual = await Metres();
        var body = new { closed = true, road = new { lon = Town.Lon(5), lat = Town.Lat(4.1) } };
        using var tried = await staff.PostAsJsonAsync($"{Path}?dryRun=true", body, Token);
        Assert.Equal(HttpStatusCode.OK, tried.StatusCode);
        var shown = await tried.Content.ReadFromJsonAsync<JsonElement>(Token);
        double[][] upperStreet = [[Town.Lon(0), Town.Lat(4)], [Town.Lon(10), Town.Lat(4)]];
        Assert.Equal([upperStreet], LineOf(shown));
        Assert.Empty((await staff.GetFromJsonAsync<JsonElement>(Path, Token)).GetProperty("conditions").EnumerateArray());
        Assert.Equal(usual, await Metres());

        Assert.Equal([upperStreet], LineOf(await Json(await staff.PostAsJsonAsync(Path, body, Token))));
        var listed = await staff.GetFromJsonAsync<JsonElement>(Path, Token);
        Assert.Equal([upperStreet], LineOf(listed.GetProperty("conditions")[0]));

        using var nowhere = await staff.PostAsJsonAsync($"{Path}?dryRun=true", new { closed = true, road = new { lon = Town.Lon(100), lat = Town.Lat(100) } }, Token);
        Assert.Equal("no-segment", (await nowhere.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());

        static double[][][] LineOf(JsonElement answer) => answer.GetProperty("line").GetProperty("coordinates").Deserialize<double[][][]>()!;
    }

    [Fact]
    public async Task A_place_is_given_the_names_of_its_road_and_an_area_takes_all_roads_that_touch_it()
    {
        var staff = await Start();
        var usual = await Metres();
        var placed = await Json(await staff.PostAsJsonAsync(Path, new { closed = true, profiles = new[] { "car" }, road = new { lon = Town.Lon(5), lat = Town.Lat(4.1), bearing = 80, oneDirection = true } }, Token));
        var road = placed.GetProperty("condition").GetProperty("road");
        Assert.Equal((1, 1, 2), (road.GetProperty("way").GetInt64(), road.GetProperty("fromNode").GetInt64(), road.GetProperty("toNode").GetInt64()));
        Assert.True(await Metres() > 1.5 * usual);
        using (await staff.DeleteAsync($"{Path}/{IdOf(placed)}", Token))
            Assert.Equal(usual, await Metres());

        double[][] ring = [[Town.Lon(4), Town.Lat(3)], [Town.Lon(6), Town.Lat(3)], [Town.Lon(6), Town.Lat(5)], [Town.Lon(4), Town.Lat(5)], [Town.Lon(4), Town.Lat(3)]];
        var inArea = await Json(await staff.PostAsJsonAsync(Path, new { speedFactor = 0.5, area = new { type = "Polygon", coordinates = new[] { ring } } }, Token));
        Assert.Equal("MultiPolygon", inArea.GetProperty("condition").GetProperty("area").GetProperty("type").GetString());
        Assert.Equal("name", inArea.GetProperty("foundBy").GetString());
        Assert.Equal(usual, await Metres());
        var changed = await Json(await staff.PutAsJsonAsync($"{Path}/{IdOf(inArea)}", new { closed = true, area = new { type = "Polygon", coordinates = new[] { ring } } }, Token));
        Assert.Equal(IdOf(inArea), IdOf(changed));
        Assert.True(await Metres() > 1.5 * usual);
    }

    [Fact]
    public async Task Conditions_outlive_a_restart_and_begin_and_end_by_the_clock()
    {
        var staff = await Start();
        var usual = await Metres();
        var now = clock.GetUtcNow();
        var added = await Json(await staff.PostAsJsonAsync(Path, new { closed = true, road = new { way = 1 }, from = now.AddSeconds(8), until = now.AddSeconds(16) }, Token));
        Assert.False(added.GetProperty("inForce").GetBoolean());
        Assert.Equal(usual, await Metres());
        staff = await Start();
        Assert.Equal(usual, await Metres());
        await Until(async () => await Metres() > usual);
        Assert.InRange(clock.GetUtcNow(), now.AddSeconds(8), now.AddSeconds(15));
        await Start();
        Assert.True(await Metres() > usual);
        await Until(async () => await Metres() <= usual);
        Assert.InRange(clock.GetUtcNow(), now.AddSeconds(16), now.AddSeconds(25));
        await Until(async () => (await maps!.As(Roles.Operator).GetFromJsonAsync<JsonElement>(Path, Token)).GetProperty("conditions").GetArrayLength() == 0);
        await Until(() => Task.FromResult(told.Sets.Any(set => set.Conditions.Count == 1) && told.Sets.Last().Conditions.Count == 0));
    }

    [Fact]
    public async Task Every_change_is_told_as_the_whole_set_with_a_higher_version()
    {
        var staff = await Start();
        await Json(await staff.PostAsJsonAsync(Path, UpperStreet, Token));
        await Json(await staff.PostAsJsonAsync(Path, new { kilometresPerHour = 12, road = new { way = 4 } }, Token));
        await Until(() => Task.FromResult(told.Sets.Count >= 2));
        var sets = told.Sets.ToArray();
        Assert.Equal([1, 2], sets.Select(set => set.Conditions.Count));
        Assert.True(sets[1].Version > sets[0].Version);
        Assert.Equal("Burst pipe", sets[1].Conditions[0].Note);

        // Who was away is told at the next start.
        await Start();
        await Until(() => Task.FromResult(told.Sets.Count >= 3));
        Assert.Equal(sets[1].Version, told.Sets.Last().Version);
        Assert.Equal(2, told.Sets.Last().Conditions.Count);
    }

    [Fact]
    public async Task A_drivers_report_closes_the_road_for_a_while_until_staff_confirm_or_take_it_back()
    {
        var staff = await Start();
        var usual = await Metres();
        await Report(Guid.CreateVersion7(), 5, 4.1, 90);
        await Until(async () => await Metres() > 1.5 * usual);
        var reported = (await staff.GetFromJsonAsync<JsonElement>(Path, Token)).GetProperty("conditions").EnumerateArray().Single().GetProperty("condition");
        Assert.False(reported.GetProperty("confirmed").GetBoolean());
        var until = reported.GetProperty("until").GetDateTimeOffset();
        Assert.InRange(until - clock.GetUtcNow(), TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(60));

        // Another driver stands there later: the same condition, for longer.
        clock.Advance(TimeSpan.FromMinutes(10));
        await Report(Guid.CreateVersion7(), 6, 4.05, 85);
        await Until(async () => (await Single(staff)).GetProperty("until").GetDateTimeOffset() > until);
        var id = (await Single(staff)).GetProperty("conditionId").GetGuid();
        Assert.Equal(reported.GetProperty("conditionId").GetGuid(), id);

        using (var confirmed = await staff.PostAsJsonAsync($"{Path}/{id}/confirm", new { until = clock.GetUtcNow().AddDays(2) }, Token))
            Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);
        Assert.True((await Single(staff)).GetProperty("confirmed").GetBoolean());
        clock.Advance(TimeSpan.FromHours(3));
        Assert.True(await Metres() > 1.5 * usual);
        using (await staff.DeleteAsync($"{Path}/{id}", Token))
            Assert.Equal(usual, await Metres());

        async Task<JsonElement> Single(HttpClient http) =>
            (await http.GetFromJsonAsync<JsonElement>(Path, Token)).GetProperty("conditions").EnumerateArray().Single().GetProperty("condition");
    }

    [Fact]
    public async Task A_report_that_comes_too_late_says_nothing_and_one_that_comes_twice_says_it_once()
    {
        var staff = await Start();
        var id = Guid.CreateVersion7();
        await Report(Guid.CreateVersion7(), 5, 4.1, null, clock.GetUtcNow().AddHours(-2));
        await Report(id, 5, 4.1, null);
        await Report(id, 5, 4.1, null);
        await Until(() => Task.FromResult(told.Sets.Any()));
        await Report(Guid.CreateVersion7(), 5, 0, null);
        await Until(() => Task.FromResult(told.Sets.Last().Conditions.Count == 2));
        Assert.Equal(id, told.Sets.Last().Conditions[0].ConditionId);
    }

    private Task Report(Guid id, double x, double y, int? bearing, DateTimeOffset? at = null) => maps!.Services.GetRequiredService<IBus>().Publish(
        new RoadReported
        {
            ReportId = id,
            DriverId = Guid.CreateVersion7(),
            Lon = Town.Lon(x),
            Lat = Town.Lat(y),
            Bearing = bearing,
            Profiles = [RoadProfile.Car],
            At = at ?? clock.GetUtcNow(),
            ReceivedAt = clock.GetUtcNow(),
        },
        Token);

    [Fact]
    public async Task A_departure_takes_the_hours_speeds_and_the_conditions_of_then()
    {
        File.WriteAllText(folder.File("speeds.json"), """{ "rows": [ { "hours": "7-9", "factor": 0.5 } ] }""");
        var staff = await Start(("Maps:SpeedsByHour", folder.File("speeds.json")), ("Maps:TimeZone", "America/Montevideo"));
        await Json(await staff.PostAsJsonAsync(Path, new { closed = true, road = new { way = 1 }, from = "2099-03-04T12:00:00Z" }, Token));
        var usual = await Seconds("");
        Assert.Equal(usual, await Seconds("?depart_at=2099-03-04T06:59"));
        Assert.InRange(await Seconds("?depart_at=2099-03-04T07:00"), 1.9 * usual, 2.1 * usual);
        Assert.InRange(await Seconds("?depart_at=2099-03-04T10:30:00Z"), 1.9 * usual, 2.1 * usual);
        Assert.True(await Seconds("?depart_at=2099-03-04T12:00:00Z") > 1.5 * usual);
        Assert.Equal(usual, await Seconds("?depart_at=2099-03-04T08:59:00Z"));
        var (status, refusal) = await maps!.Get(AcrossTown + "?depart_at=tomorrow");
        Assert.Equal((HttpStatusCode.BadRequest, "InvalidQuery"), (status, refusal.GetProperty("code").GetString()));

        async Task<double> Seconds(string query)
        {
            var route = (await maps!.Get(AcrossTown + query)).Json.GetProperty("routes")[0].GetProperty("duration").GetDouble();
            var table = (await maps.Get($"/table/v1/car/{Town.At(1, 4)};{Town.At(9, 4)}{query}")).Json.GetProperty("durations")[0][1].GetDouble();
            Assert.Equal(route, table, tolerance: 0.2);
            return route;
        }
    }

    [Theory]
    [InlineData("""{ "road": { "way": 1 } }""", "closed")]
    [InlineData("""{ "closed": true, "speedFactor": 0.5, "road": { "way": 1 } }""", "closed")]
    [InlineData("""{ "kilometresPerHour": -1, "road": { "way": 1 } }""", "kilometresPerHour")]
    [InlineData("""{ "closed": true }""", "road")]
    [InlineData("""{ "closed": true, "road": { "way": 1, "fromNode": 1 } }""", "road.fromNode")]
    [InlineData("""{ "closed": true, "road": { "lon": 1 } }""", "road.way")]
    [InlineData("""{ "closed": true, "road": { "lon": 10, "lat": 50, "oneDirection": true } }""", "road.oneDirection")]
    [InlineData("""{ "closed": true, "road": { "way": 1 }, "until": "2020-01-01T00:00:00Z" }""", "until")]
    [InlineData("""{ "closed": true, "area": { "type": "Point", "coordinates": [1, 2] } }""", "area")]
    [InlineData("""{ "closed": true, "area": { "type": "Polygon", "coordinates": [[[0, 0], [1, 1]]] } }""", "area")]
    public async Task What_is_not_whole_is_refused_by_its_field(string body, string field)
    {
        var staff = await Start();
        using var answer = await staff.PostAsync(Path, new StringContent(body, System.Text.Encoding.UTF8, "application/json"), Token);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
        Assert.Equal(0, (await staff.GetFromJsonAsync<JsonElement>(Path, Token)).GetProperty("conditions").GetArrayLength());
    }

    [Fact]
    public async Task A_road_that_the_map_has_not_and_one_condition_too_many_are_refused()
    {
        var staff = await Start(("Maps:MaxConditions", "1"));
        Assert.Equal("no-segment", (await Json(await staff.PostAsJsonAsync(Path, new { closed = true, road = new { way = 4711 } }, Token))).GetProperty("code").GetString());
        Assert.Equal("no-segment", (await Json(await staff.PostAsJsonAsync(Path, new { closed = true, road = new { lon = 11.0, lat = 51.0 } }, Token))).GetProperty("code").GetString());
        await Json(await staff.PostAsJsonAsync(Path, UpperStreet, Token));
        Assert.Equal("too-many-conditions", (await Json(await staff.PostAsJsonAsync(Path, new { closed = true, road = new { way = 2 } }, Token))).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(Roles.Adviser)]
    [InlineData(Roles.Device)]
    [InlineData(Roles.Service)]
    public async Task Others_than_dispatchers_and_operators_are_not_let_in(string role)
    {
        await Start();
        using var other = maps!.As(role);
        using var answer = await other.PostAsJsonAsync(Path, UpperStreet, Token);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private sealed class Told
    {
        public ConcurrentQueue<RoadConditionsChanged> Sets { get; } = new();
    }

    private sealed class Listener(Told told) : IConsumer<RoadConditionsChanged>
    {
        public Task Consume(ConsumeContext<RoadConditionsChanged> context)
        {
            told.Sets.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}
