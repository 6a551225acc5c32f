using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;

namespace Routing.Planning.Tests;

public sealed class EndpointsTests(SharedRegion region)
{
    private static readonly string[] Ours =
    [
        "GET /api/areas Adviser", "GET /api/areas/{area} Adviser", "PUT /api/areas/{area} Operator", "GET /api/areas/{area}/charging-stations Adviser", "PUT /api/areas/{area}/charging-stations Operator",
        "GET /api/workshops Adviser", "GET /api/workshops/{workshopId:guid} Adviser", "GET /api/workshops/{workshopId:guid}/service-area Adviser", "POST /api/workshops Dispatcher", "PUT /api/workshops/{workshopId:guid} Dispatcher",
        "GET /api/courtesy-cars Adviser", "GET /api/courtesy-cars/{courtesyCarId:guid} Adviser", "GET /api/courtesy-cars/{courtesyCarId:guid}/loans Adviser", "POST /api/courtesy-cars Adviser", "PUT /api/courtesy-cars/{courtesyCarId:guid} Adviser",
        "PUT /api/courtesy-cars/{courtesyCarId:guid}/loan Adviser", "DELETE /api/courtesy-cars/{courtesyCarId:guid}/loan Adviser", "PUT /api/courtesy-cars/{courtesyCarId:guid}/loan/back Adviser",
        "GET /api/drivers Adviser", "GET /api/drivers/{driverId:guid} Adviser", "POST /api/drivers Dispatcher", "PUT /api/drivers/{driverId:guid} Dispatcher",
        "POST /api/imports/drivers Dispatcher", "POST /api/imports/workshops Dispatcher",
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public async Task The_same_key_at_the_same_moment_makes_one_driver_on_either_database(string database)
    {
        await using var process = await PlanningProcess.Start(region, Cancellation, null, null, Databases.Settings(database));
        await process.MakeTown(1);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var call = new HttpRequestMessage(HttpMethod.Post, "/api/drivers") { Content = JsonContent.Create(Town.Driver(7), options: WireJson.Options) };
            call.Headers.Add("Idempotency-Key", "seven");
            using var answer = await process.Operator.SendAsync(call, Cancellation);
            return (answer.StatusCode, answer.Headers.Location, Body: await answer.Content.ReadAsStringAsync(Cancellation));
        }));
        var (status, location, body) = Assert.Single(answers.Distinct());
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.EndsWith(JsonDocument.Parse(body).RootElement.GetProperty("driverId").GetString()!, location!.ToString(), StringComparison.Ordinal);
        var drivers = await process.Operator.GetFromJsonAsync<JsonElement>("/api/drivers", Cancellation);
        Assert.Equal(2, drivers.GetArrayLength());
    }

    [Fact]
    public async Task Every_endpoint_has_its_door_and_is_shut_to_strangers()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var endpoints = process.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)).ToList();
        var found = new List<string>();
        foreach (var endpoint in endpoints)
        {
            var method = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0];
            var path = endpoint.RoutePattern.RawText!.TrimEnd('/');
            found.Add($"{method} {path} {endpoint.Metadata.GetRequiredMetadata<DoorMetadata>().Door}");
            using var call = new HttpRequestMessage(new HttpMethod(method), path.Replace("{area}", "x", StringComparison.Ordinal)
                .Replace("{workshopId:guid}", $"{Guid.Empty}", StringComparison.Ordinal).Replace("{driverId:guid}", $"{Guid.Empty}", StringComparison.Ordinal).Replace("{courtesyCarId:guid}", $"{Guid.Empty}", StringComparison.Ordinal));
            if (method is "POST" or "PUT") call.Content = JsonContent.Create(new { });
            Assert.Equal(HttpStatusCode.Unauthorized, (await process.Stranger.SendAsync(call, Cancellation)).StatusCode);
        }

        Assert.Equal(Ours.Order(), found.Order());
        using var adviser = process.Client(Roles.Adviser);
        Assert.Equal(HttpStatusCode.OK, (await adviser.GetAsync("/api/drivers", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await adviser.PostAsJsonAsync("/api/drivers", Town.Driver(1), WireJson.Options, Cancellation)).StatusCode);
        using var dispatcher = process.Client(Roles.Dispatcher);
        Assert.Equal(HttpStatusCode.Forbidden, (await dispatcher.PutAsJsonAsync("/api/areas/x", new { name = "X", timeZone = "Etc/UTC" }, Cancellation)).StatusCode);
    }

    [Fact]
    public async Task Bad_fields_are_named_with_what_is_wrong_with_them()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        await process.MakeTown(0);
        var far = await Errors(process.Operator.PostAsJsonAsync("/api/workshops", new { area = PlanningProcess.Area, name = "W", place = new Place(-56.2, -35.2), openingHours = Array.Empty<object>(), lifts = 0, technicians = 1, highVoltageTechnicians = 2, receptionPerQuarter = 1, parking = 1 }, Cancellation));
        Assert.Contains("any road", far["place"], StringComparison.Ordinal);
        Assert.Equal(["highVoltageTechnicians", "lifts", "openingHours", "place"], far.Keys.Order());
        var shift = new { day = "monday", from = "10:00", until = "09:00" };
        var driver = await Errors(process.Operator.PostAsJsonAsync("/api/drivers", new { area = PlanningProcess.Area, name = "", means = "car", startPlace = Town.Depot, shifts = new[] { shift } }, Cancellation));
        Assert.Equal(["means", "name", "shifts[0]"], driver.Keys.Order());
        var zone = await Errors(process.Operator.PutAsJsonAsync("/api/areas/x", new { name = "X", timeZone = "Montevideo" }, Cancellation));
        Assert.Contains("America/Montevideo", zone["timeZone"], StringComparison.Ordinal);
        Assert.Contains("area", (await Errors(process.Operator.PutAsJsonAsync("/api/areas/Montevideo%20Centro", new { name = "X", timeZone = "Etc/UTC" }, Cancellation))).Keys);
    }

    [Fact]
    public async Task An_area_has_charging_stations_of_its_own_besides_the_maps()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        await process.MakeTown(0);
        var path = $"/api/areas/{PlanningProcess.Area}/charging-stations";
        var none = await PlanningProcess.Json<JsonElement>(process.Operator.GetAsync(path, Cancellation));
        Assert.Equal((0, 1), (none.GetProperty("stations").GetArrayLength(), none.GetProperty("ofTheMap").GetArrayLength()));
        var wrong = await Errors(process.Operator.PutAsJsonAsync(path, new { stations = new[] { new { place = new Place(-56.2, -35.2), kilowatts = 0 } } }, Cancellation));
        Assert.Equal(["stations[0].kilowatts", "stations[0].place"], wrong.Keys.Order());
        Assert.Contains("stations", (await Errors(process.Operator.PutAsJsonAsync(path, new { }, Cancellation))).Keys);

        await PlanningProcess.Json<JsonElement>(process.Operator.PutAsJsonAsync(path, new { stations = new object[] { new { place = Town.Home(3), kilowatts = 22.5 }, new { place = Town.Home(4) } } }, WireJson.Options, Cancellation));
        // Changed settings of the area leave them alone.
        await PlanningProcess.Json<JsonElement>(process.Operator.PutAsJsonAsync($"/api/areas/{PlanningProcess.Area}", new { name = "Montevideo", timeZone = "America/Montevideo" }, Cancellation));
        var two = (await PlanningProcess.Json<JsonElement>(process.Operator.GetAsync(path, Cancellation))).GetProperty("stations");
        Assert.Equal([("Home 3", "22.5"), ("Home 4", null)], two.EnumerateArray().Select(station => (station.GetProperty("place").GetProperty("address").GetString(), station.TryGetProperty("kilowatts", out var power) ? power.ToString() : null)));
        var unknown = await PlanningProcess.Json<JsonElement>(process.Operator.GetAsync("/api/areas/nowhere/charging-stations", Cancellation), 404);
        Assert.Equal("unknown-area", unknown.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Master_data_is_kept_and_told()
    {
        await using var process = await PlanningProcess.Start(region, Cancellation);
        var workshop = await process.MakeTown(1);
        Assert.Equal("America/Montevideo", (await process.Heard.First<AreaChanged>(_ => true)).TimeZone);
        Assert.Equivalent(workshop, await process.Heard.First<WorkshopChanged>(_ => true));
        var driver = await process.Heard.First<DriverChanged>(_ => true);
        Assert.Equal(Town.Depot, driver.EndPlace);
        var changed = await PlanningProcess.Json<WorkshopChanged>(process.Operator.PutAsJsonAsync($"/api/workshops/{workshop.WorkshopId}", Town.Workshop("Otro", lifts: 2), WireJson.Options, Cancellation));
        Assert.Equal((2, "Otro", 2), (changed.Revision, changed.Name, changed.Lifts));
        await process.Heard.First<WorkshopChanged>(w => w.Revision == 2);
        Assert.Equivalent(changed, (await PlanningProcess.Json<List<WorkshopChanged>>(process.Operator.GetAsync("/api/workshops?area=montevideo", Cancellation))).Single());
        await PlanningProcess.Json<JsonElement>(process.Operator.GetAsync($"/api/workshops/{Guid.Empty}", Cancellation), 404);
        var unknown = await PlanningProcess.Json<JsonElement>(process.Operator.PutAsJsonAsync($"/api/drivers/{Guid.Empty}", Town.Driver(1), WireJson.Options, Cancellation), 404);
        Assert.Equal("unknown-driver", unknown.GetProperty("code").GetString());
    }

    [Fact]
    public void Faults_have_codes_of_their_own() =>
        Assert.Equal(PlanningFaults.All.Count, PlanningFaults.All.Select(fault => fault.Code).Distinct().Count());

    private static async Task<Dictionary<string, string>> Errors(Task<HttpResponseMessage> call) =>
        (await PlanningProcess.Json<JsonElement>(call, 400)).GetProperty("errors").EnumerateObject().ToDictionary(e => e.Name, e => e.Value[0].GetString()!, StringComparer.Ordinal);
}
