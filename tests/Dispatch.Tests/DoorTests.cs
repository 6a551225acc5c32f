using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Doors;
using Routing.Dispatch.Tests.Support;

namespace Routing.Dispatch.Tests;

public sealed class DoorTests
{
    /// <summary>Every endpoint, its door and what it answers to a stranger.</summary>
    private static readonly string[] Expected =
    [
        "DELETE /api/accounts/{name} Operator 401",
        "GET /api/accounts/ Operator 401",
        "GET /api/boards/{workshopId:guid} Adviser 401",
        "GET /api/commands/{id:guid} Dispatcher 401",
        "GET /api/days/ Dispatcher 401",
        "GET /api/days/{area}/figures Dispatcher 401",
        "GET /api/days/{area}/moves.csv Dispatcher 401",
        "GET /api/days/{area}/{day} Dispatcher 401",
        "GET /api/days/{area}/{day}/draft Dispatcher 401",
        "GET /api/days/{area}/{day}/events Dispatcher 401",
        "GET /api/days/{area}/{day}/history Dispatcher 401",
        "GET /api/days/{area}/{day}/messages/ Dispatcher 401",
        "GET /api/days/{area}/{day}/moves/{moveId:guid}/drivers Dispatcher 401",
        "GET /health/live Anyone 200",
        "GET /health/ready Anyone 200",
        "GET /openapi/{documentName}.json Anyone 200",
        "POST /api/accounts/ Operator 401",
        "POST /api/boards/{workshopId:guid}/cars/{requestId:guid}/check-in Adviser 401",
        "POST /api/boards/{workshopId:guid}/cars/{requestId:guid}/ready Adviser 401",
        "POST /api/days/{area}/{day}/commands/add-driver Dispatcher 401",
        "POST /api/days/{area}/{day}/commands/discard-draft Dispatcher 401",
        "POST /api/days/{area}/{day}/commands/lock-stop Dispatcher 401",
        "POST /api/days/{area}/{day}/commands/move-stop Dispatcher 401",
        "POST /api/days/{area}/{day}/commands/publish Dispatcher 401",
        "POST /api/days/{area}/{day}/commands/remove-driver Dispatcher 401",
        "POST /api/days/{area}/{day}/commands/replan Dispatcher 401",
        "POST /api/days/{area}/{day}/commands/unassign-stop Dispatcher 401",
        "POST /api/days/{area}/{day}/messages/ Dispatcher 401",
        "POST /api/days/{area}/{day}/messages/read Dispatcher 401",
        "POST /api/days/{area}/{day}/trials Dispatcher 401",
        "POST /api/sign-in Anyone 400",
        "POST /api/sign-in/renew Adviser 401",
        "PUT /api/accounts/me/password Adviser 401",
        "PUT /api/accounts/{name} Operator 401",
    ];

    [Fact]
    public async Task Every_endpoint_states_its_door_and_keeps_strangers_out()
    {
        await using var app = await DispatchApp.Start();
        await app.Settle();
        var found = new List<string>();
        foreach (var endpoint in Endpoints(app))
        {
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            var pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            using var answer = await Call(app.Stranger, method, pattern);
            found.Add($"{method} {pattern} {endpoint.Metadata.GetMetadata<DoorMetadata>()?.Door} {(int)answer.StatusCode}");
        }

        Assert.Equal(Expected, found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_role_opens_its_own_doors_alone()
    {
        await using var app = await DispatchApp.Start();
        foreach (var (role, opens) in new (string, Door[])[]
        {
            (Roles.Adviser, [Door.Adviser]), (Roles.Dispatcher, [Door.Adviser, Door.Dispatcher]), (Roles.Operator, [Door.Adviser, Door.Dispatcher, Door.Operator]),
            (Roles.Device, []), (Roles.Service, []),
        })
        {
            using var client = app.As(role);
            foreach (var endpoint in Endpoints(app))
            {
                var door = endpoint.Metadata.GetMetadata<DoorMetadata>()!.Door;
                if (door == Door.Anyone) continue;
                var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
                using var answer = await Call(client, method, endpoint.RoutePattern.RawText!);
                Assert.True(
                    (answer.StatusCode == HttpStatusCode.Forbidden) == !opens.Contains(door),
                    $"{role} at {method} {endpoint.RoutePattern.RawText}: {(int)answer.StatusCode}");
            }
        }
    }

    private static IEnumerable<RouteEndpoint> Endpoints(DispatchApp app) =>
        app.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    private static async Task<HttpResponseMessage> Call(HttpClient client, string method, string pattern)
    {
        // An area that does not exist: no stream opens, nothing is changed.
        var path = pattern.Replace("{area}", "atlantis", StringComparison.Ordinal).Replace("{day}", "2031-03-05", StringComparison.Ordinal)
            .Replace("{name}", "nobody", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{id:guid}", "01890a5d-ac96-774b-bcce-000000000001", StringComparison.Ordinal)
            .Replace("{workshopId:guid}", "01890a5d-ac96-774b-bcce-000000000002", StringComparison.Ordinal)
            .Replace("{requestId:guid}", "01890a5d-ac96-774b-bcce-000000000003", StringComparison.Ordinal)
            .Replace("{moveId:guid}", "01890a5d-ac96-774b-bcce-000000000004", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new(method), path);
        if (method is "POST" or "PUT") request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
