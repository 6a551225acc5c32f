using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults.Doors;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Visits;

public sealed class VisitTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_customer_sees_the_driver_only_while_they_are_on_the_way()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var stop = sheet.Stops[1];
        var link = LinkOf(app, stop);
        Assert.Equal(HttpStatusCode.NoContent, await Status(app, $"{link}/driver"));

        await device.Done(stop, "depart", 8.2);
        using var told = await device.PostAsJsonAsync(
            "/api/positions", new { positions = new[] { new { at = stop.Eta.AddMinutes(-10), lon = -56.17, lat = -34.9, accuracyMetres = 12 } } }, Token);
        Assert.Equal(HttpStatusCode.NoContent, told.StatusCode);
        var driver = await app.Client.GetFromJsonAsync<JsonElement>($"{link}/driver", Token);
        Assert.Equal(("María Núñez", false), (driver.GetProperty("name").GetString(), driver.GetProperty("hasPicture").GetBoolean()));
        Assert.Equal((-56.17, -34.9, 12), (driver.GetProperty("position").GetProperty("lon").GetDouble(), driver.GetProperty("position").GetProperty("lat").GetDouble(), driver.GetProperty("position").GetProperty("accuracyMetres").GetInt32()));
        await (await app.Client.GetAsync($"{link}/driver/picture", Token)).Is(404, "no-picture");

        // Planning knows the road; it is told a moment later.
        await app.Tell(new DriverLocated { DriverId = sheet.DriverId, Area = sheet.Area, Day = sheet.Day, Lon = -56.1701, Lat = -34.9001, At = stop.Eta.AddMinutes(-10) });
        await Wait.Until(async () => (await Position()).GetProperty("lon").GetDouble() == -56.1701, () => "the driver on the road");
        Assert.False((await Position()).TryGetProperty("accuracyMetres", out _));
        using var later = await device.PostAsJsonAsync("/api/positions", new { positions = new[] { new { at = stop.Eta.AddMinutes(-9), lon = -56.18, lat = -34.9, accuracyMetres = 12 } } }, Token);
        Assert.Equal(-56.18, (await Position()).GetProperty("lon").GetDouble());

        async Task<JsonElement> Position() => (await app.Client.GetFromJsonAsync<JsonElement>($"{link}/driver", Token)).GetProperty("position");

        using var dispatcher = app.As(Roles.Dispatcher);
        using var put = await dispatcher.PutAsync($"/api/drivers/{sheet.DriverId}/picture", new ByteArrayContent(Picture()), Token);
        Assert.Equal(HttpStatusCode.NoContent, put.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await Status(app, $"{link}/driver/picture"));

        await device.Done(stop, "arrive", 8.4);
        await device.Done(stop, "collect", 8.5, new { mileageKm = 70_000 });
        Assert.Equal(HttpStatusCode.NoContent, await Status(app, $"{link}/driver"));
        Assert.Equal(HttpStatusCode.NotFound, await Status(app, $"{link}/driver/picture"));
    }

    [Fact]
    public async Task A_customer_sees_their_cars_report_and_the_code_is_compared()
    {
        await using var app = await DriversApp.Start();
        var sheet = SampleRoutes.Make(Guid.CreateVersion7());
        using var device = await app.Pair(sheet.DriverId);
        await app.Assign(sheet);
        var stop = sheet.Stops[1];
        var (link, report) = (LinkOf(app, stop), Guid.CreateVersion7());
        var code = app.Services.GetRequiredService<CustomerLinks>().CodeOf(stop.RequestId!.Value);
        await device.Done(stop, "arrive", 8.4);
        await device.Done(stop, "collect", 8.5, new { mileageKm = 70_000, fuelPercent = 40, code, damages = new[] { new { part = "roof", kind = "dent", x = 0.5, y = 0.5 } } }, report);
        using var uploaded = await device.PostAsync($"/api/reports/{report}/photos", new ByteArrayContent(Picture()), Token);
        Assert.Equal(HttpStatusCode.Created, uploaded.StatusCode);

        var shown = Assert.Single((await app.Client.GetFromJsonAsync<JsonElement>($"{link}/reports", Token)).EnumerateArray());
        Assert.Equal((70_000, 40, "roof"), (shown.GetProperty("mileageKm").GetInt32(), shown.GetProperty("fuelPercent").GetInt32(), shown.GetProperty("damages")[0].GetProperty("part").GetString()));
        var photo = shown.GetProperty("photos")[0].GetProperty("photoId").GetGuid();
        Assert.Equal(HttpStatusCode.OK, await Status(app, $"{link}/reports/{report}/photos/{photo}"));
        using var adviser = app.As(Roles.Adviser);
        Assert.True((await adviser.GetFromJsonAsync<JsonElement>($"/api/reports/{report}", Token)).GetProperty("codeMatched").GetBoolean());

        var neighbour = LinkOf(app, sheet.Stops[3]);
        Assert.Empty((await app.Client.GetFromJsonAsync<JsonElement>($"{neighbour}/reports", Token)).EnumerateArray());
        await (await app.Client.GetAsync($"{neighbour}/reports/{report}/photos/{photo}", Token)).Is(404, "unknown-photo");
        await (await app.Client.GetAsync($"/api/visits/{stop.RequestId}/{Secret.New()}/reports", Token)).Is(404, "unknown-link");
    }

    private static string LinkOf(DriversApp app, RouteStop stop) =>
        $"/api/visits/{stop.RequestId}/{app.Services.GetRequiredService<CustomerLinks>().SecretOf(stop.RequestId!.Value)}";

    private static async Task<HttpStatusCode> Status(DriversApp app, string path)
    {
        using var answer = await app.Client.GetAsync(path, Token);
        return answer.StatusCode;
    }

    private static byte[] Picture()
    {
        using var bitmap = new SkiaSharp.SKBitmap(8, 8);
        using var encoded = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Png, 90);
        return encoded.ToArray();
    }
}
