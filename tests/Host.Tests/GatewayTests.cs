using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Routing.Defaults;
using Routing.Web;

namespace Routing.Host.Tests;

/// <summary>The process that browsers talk to in the distributed form, before stand-ins that say who they are.</summary>
public sealed class GatewayTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static readonly string[] Services = ["maps", "intake", "planning", "drivers", "dispatch", "notifications"];

    /// <summary>Of each process, not of a service.</summary>
    private static readonly string[] EachProcess = ["/health/live", "/health/ready", "/openapi/{documentName}.json"];

    [Fact]
    public async Task Every_endpoint_is_passed_on_to_its_service()
    {
        await using var services = await StandIn();
        await using var gateway = await Gateway(services.Urls.First());
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.First()) };
        var wrong = new List<string>();
        foreach (var endpoint in host.App.Endpoints.OfType<RouteEndpoint>())
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (EachProcess.Contains(route, StringComparer.Ordinal) || DoorsTests.Pages.Contains(route, StringComparer.Ordinal)) continue;
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var call = new HttpRequestMessage(new HttpMethod(method), DoorsTests.PathOf(route));
                using var answer = await http.SendAsync(call, TestContext.Current.CancellationToken);
                var reached = answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : $"{(int)answer.StatusCode}";
                if (reached != ServiceOf(endpoint)) wrong.Add($"{method} {route} reaches {reached}, not {ServiceOf(endpoint)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task A_call_arrives_as_it_was_sent()
    {
        await using var services = await StandIn();
        await using var gateway = await Gateway(services.Urls.First());
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.First()) };
        using var call = new HttpRequestMessage(HttpMethod.Post, "/api/slots?echo=1") { Content = new StringContent("{\"a\":\"é\"}") };
        call.Headers.Add("Booking-Key", "a key");
        call.Headers.Authorization = new("Bearer", "a token");

        using var answer = await http.SendAsync(call, TestContext.Current.CancellationToken);

        Assert.Equal("POST a key Bearer a token {\"a\":\"é\"}", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_service_that_is_not_configured_is_named()
    {
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(() => Gateway(root: null));

        Assert.Contains("Services:maps", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_down_is_a_bad_gateway()
    {
        await using var gateway = await Gateway("http://127.0.0.1:9");
        using var http = new HttpClient { BaseAddress = new Uri(gateway.Urls.First()) };

        using var answer = await http.GetAsync(new Uri("/api/areas", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
    }

    private static string ServiceOf(RouteEndpoint endpoint)
    {
        var handler = endpoint.Metadata.GetMetadata<MethodInfo>() ?? endpoint.RequestDelegate!.Method;
        return handler.Module.Assembly.GetName().Name!["Routing.".Length..].ToLowerInvariant();
    }

    /// <summary>All services in one: the first part of the path, which the gateway's settings put there, says which.</summary>
    private static async Task<WebApplication> StandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            await http.Response.WriteAsync(http.Request.Query.ContainsKey("echo")
                ? $"{http.Request.Method} {http.Request.Headers["Booking-Key"]} {http.Request.Headers.Authorization} {await body.ReadToEndAsync(http.RequestAborted)}"
                : http.Request.Path.Value!.Split('/')[1], http.RequestAborted);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static async Task<WebApplication> Gateway(string? root)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(Services.Where(_ => root is not null).Select(name => KeyValuePair.Create($"Services:{name}", (string?)$"{root}/{name}")));
        builder.Configuration["Data"] = Path.Combine(Path.GetTempPath(), $"gateway-{Guid.CreateVersion7():N}");
        builder.AddDefaults();
        builder.AddPages();
        builder.AddGateway();
        var app = builder.Build();
        app.UseDefaults();
        app.MapGateway();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
