using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Doors;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Endpoints;

public sealed class DoorsTests
{
    private static readonly Dictionary<string, int> AnswersToAStranger = new(StringComparer.Ordinal)
    {
        ["POST /api/drivers/{driverId:guid}/pairing-codes"] = 401,
        ["POST /api/devices/pair"] = 404,
        ["GET /api/devices/"] = 401,
        ["DELETE /api/devices/{deviceId:guid}"] = 401,
        ["GET /api/route/"] = 401,
        ["POST /api/route/acknowledge"] = 401,
        ["POST /api/route/unavailable"] = 401,
        ["POST /api/stops/{moveId:guid}/{stopIndex:int}/depart"] = 401,
        ["POST /api/stops/{moveId:guid}/{stopIndex:int}/arrive"] = 401,
        ["POST /api/stops/{moveId:guid}/{stopIndex:int}/collect"] = 401,
        ["POST /api/stops/{moveId:guid}/{stopIndex:int}/hand-over"] = 401,
        ["POST /api/stops/{moveId:guid}/{stopIndex:int}/fail"] = 401,
        ["POST /api/stops/{moveId:guid}/{stopIndex:int}/late"] = 401,
        ["GET /api/stops/{moveId:guid}/{stopIndex:int}/contact"] = 401,
        ["POST /api/positions"] = 401,
        ["POST /api/roads/closed"] = 401,
        ["GET /api/messages/"] = 401,
        ["POST /api/messages/"] = 401,
        ["GET /api/reports"] = 401,
        ["GET /api/corrections"] = 401,
        ["POST /api/stops/{moveId:guid}/{stopIndex:int}/corrections"] = 401,
        ["GET /api/workshops/{workshopId:guid}/steps/"] = 401,
        ["PUT /api/workshops/{workshopId:guid}/steps/"] = 401,
        ["GET /api/reports/{reportId:guid}/"] = 401,
        ["GET /api/reports/{reportId:guid}/photos/{photoId:guid}"] = 401,
        ["POST /api/reports/{reportId:guid}/photos"] = 401,
        ["GET /api/route.json"] = 401,
        ["GET /api/route.html"] = 401,
        ["GET /api/route.gpx"] = 401,
        ["GET /api/route.pdf"] = 401,
        ["GET /api/drivers/{driverId:guid}/routes/{day}"] = 401,
        ["GET /api/drivers/{driverId:guid}/routes/{day}.html"] = 401,
        ["GET /api/drivers/{driverId:guid}/routes/{day}.gpx"] = 401,
        ["GET /api/drivers/{driverId:guid}/routes/{day}.pdf"] = 401,
        ["GET /sheet/{secret}"] = 404,
        ["GET /api/devices/tracker"] = 401,
        ["GET /api/trackers/{deviceId:guid}/{secret}/"] = 404,
        ["POST /api/trackers/{deviceId:guid}/{secret}/"] = 404,
        ["GET /api/drivers/{driverId:guid}/picture/"] = 401,
        ["PUT /api/drivers/{driverId:guid}/picture/"] = 401,
        ["DELETE /api/drivers/{driverId:guid}/picture/"] = 401,
        ["GET /api/visits/{requestId:guid}/{secret}/driver"] = 404,
        ["GET /api/visits/{requestId:guid}/{secret}/driver/picture"] = 404,
        ["GET /api/visits/{requestId:guid}/{secret}/reports"] = 404,
        ["GET /api/visits/{requestId:guid}/{secret}/reports/{reportId:guid}/photos/{photoId:guid}"] = 404,
        ["POST /api/visits/{requestId:guid}/{secret}/reports/{reportId:guid}/photos"] = 404,
        ["GET /openapi/{documentName}.json"] = 200,
        ["GET /health/live"] = 200,
        ["GET /health/ready"] = 200,
    };

    /// <summary>Whom else a door keeps out, by a role that it does not admit.</summary>
    private static readonly Dictionary<Door, string> KeptOut = new()
    {
        [Door.Device] = Roles.Operator,
        [Door.Dispatcher] = Roles.Device,
        [Door.Adviser] = Roles.Device,
    };

    [Fact]
    public async Task Every_endpoint_answers_a_stranger_as_listed()
    {
        await using var app = await DriversApp.Start();
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, endpoint, method) in Endpoints(app)) found[name] = await Ask(app.Client, endpoint, method);
        Assert.Equal(AnswersToAStranger.OrderBy(each => each.Key, StringComparer.Ordinal), found.OrderBy(each => each.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_token_of_another_role_does_not_open_a_door()
    {
        await using var app = await DriversApp.Start();
        using var device = await app.Pair(Guid.CreateVersion7());
        using var chief = app.As(Roles.Operator);
        var tried = 0;
        foreach (var (name, endpoint, method) in Endpoints(app))
        {
            var door = endpoint.Metadata.GetMetadata<DoorMetadata>();
            Assert.True(door is not null, $"{name} states no door");
            if (!KeptOut.TryGetValue(door.Door, out var role)) continue;
            Assert.Equal((name, 403), (name, await Ask(role == Roles.Device ? device : chief, endpoint, method)));
            tried++;
        }

        Assert.True(tried >= 23);
    }

    [Fact]
    public async Task A_device_token_without_a_paired_device_opens_nothing()
    {
        await using var app = await DriversApp.Start();
        using var forged = app.As(Roles.Device, new System.Security.Claims.Claim("device", Guid.CreateVersion7().ToString()));
        foreach (var (name, endpoint, method) in Endpoints(app))
        {
            if (endpoint.Metadata.GetMetadata<DoorMetadata>()!.Door is not (Door.Device or Door.SignedIn)) continue;
            var status = await Ask(forged, endpoint, method);
            Assert.True(status is 401 or 400, $"{name}: {status}");
        }
    }

    [Fact]
    public void Every_fault_is_in_the_table_once()
    {
        var fields = typeof(DriversFaults).GetFields().Select(field => field.GetValue(null)).ToList();
        Assert.Equal(fields.Count, DriversFaults.All.Count);
        Assert.Empty(fields.Except(DriversFaults.All));
        Assert.Equal(DriversFaults.All.Count, DriversFaults.All.Select(fault => fault.Code).Distinct(StringComparer.Ordinal).Count());
    }

    private static IEnumerable<(string Name, RouteEndpoint Endpoint, string Method)> Endpoints(DriversApp app) =>
        app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => ($"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}", endpoint, method)));

    private static async Task<int> Ask(HttpClient client, RouteEndpoint endpoint, string method)
    {
        var path = new StringBuilder(endpoint.RoutePattern.RawText!)
            .Replace("{driverId:guid}", $"{Guid.CreateVersion7()}").Replace("{deviceId:guid}", $"{Guid.CreateVersion7()}")
            .Replace("{moveId:guid}", $"{Guid.CreateVersion7()}").Replace("{requestId:guid}", $"{Guid.CreateVersion7()}").Replace("{reportId:guid}", $"{Guid.CreateVersion7()}")
            .Replace("{workshopId:guid}", $"{Guid.CreateVersion7()}").Replace("{photoId:guid}", $"{Guid.CreateVersion7()}").Replace("{stopIndex:int}", "0")
            .Replace("{documentName}", "v1").Replace("{day}", "2026-03-02").Replace("{secret}", "a-guess");
        using var request = new HttpRequestMessage(new HttpMethod(method), path.ToString());
        if (method == "POST")
        {
            request.Content = new StringContent("""{"code":"AAAAAAAA","name":"x"}""", Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }
}
