using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Routing.Defaults.Doors;
using Routing.Defaults.Tests.Support;

namespace Routing.Defaults.Tests;

public sealed class ServiceDefaultsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private enum Colour
    {
        DarkRed,
    }

    private sealed record Car(string LicencePlate, Colour Colour, string? Note);

    [Fact]
    public async Task Ready_says_what_it_waits_for_and_live_does_not_ask()
    {
        var isUp = false;
        await using var app = await DefaultsApp.Start(add: builder => builder.Services.AddHealthChecks()
            .AddCheck("harbour", () => isUp ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The ferry is late."), tags: ["ready"])
            .AddCheck("weather", () => HealthCheckResult.Unhealthy("It rains.")));
        Assert.Equal(HttpStatusCode.OK, (await app.Stranger.GetAsync("/health/live", Token)).StatusCode);
        using (var waiting = await app.Stranger.GetAsync("/health/ready", Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, waiting.StatusCode);
            var health = await DefaultsApp.Json(waiting);
            Assert.Equal("unhealthy", health.GetProperty("status").GetString());
            var check = Assert.Single(health.GetProperty("checks").EnumerateObject());
            Assert.Equal(("harbour", "The ferry is late."), (check.Name, check.Value.GetProperty("description").GetString()));
        }

        isUp = true;
        using var ready = await app.Stranger.GetAsync("/health/ready", Token);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal("healthy", (await DefaultsApp.Json(ready)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Answers_have_the_form_of_the_messages()
    {
        await using var app = await DefaultsApp.Start(web => web.MapGet("/car", () => TypedResults.Ok(new Car("SBA 1234", Colour.DarkRed, null))).Admits(Door.Anyone));
        Assert.Equal("""{"licencePlate":"SBA 1234","colour":"darkRed"}""", await app.Stranger.GetStringAsync("/car", Token));
    }

    [Fact]
    public async Task The_API_is_described()
    {
        await using var app = await DefaultsApp.Start(web => web.MapGet("/car", () => "a car").WithSummary("A car.").Admits(Door.Operator));
        using var answer = await app.Stranger.GetAsync("/openapi/v1.json", Token);
        var described = (await DefaultsApp.Json(answer)).GetProperty("paths").GetProperty("/car").GetProperty("get");
        Assert.Equal("A car.", described.GetProperty("summary").GetString());
    }

    [Fact]
    public async Task A_link_to_another_service_carries_a_service_token()
    {
        await using var maps = await DefaultsApp.Start(web => web.MapGet("/who", (System.Security.Claims.ClaimsPrincipal me) => me.Identity!.Name).Admits(Door.SignedIn));
        await using var planning = await DefaultsApp.Start(add: builder =>
        {
            builder.Configuration["Services:maps"] = maps.Stranger.BaseAddress!.ToString();

            // An installation's processes share their data directory's key, or this setting.
            builder.Configuration["Doors:SigningKey"] = Convert.ToBase64String(
                SigningKey.Load(maps.Services.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>()).Key);
            builder.AddServiceLink("maps", asService: "planning");
        });
        using var link = planning.Services.GetRequiredService<IHttpClientFactory>().CreateClient("maps");
        Assert.Equal("planning", await link.GetStringAsync("/who", Token));
    }

    [Fact]
    public async Task A_link_without_an_address_says_which_setting_is_missing()
    {
        await using var planning = await DefaultsApp.Start(add: builder => builder.AddServiceLink("maps", asService: "planning"));
        var refused = Assert.Throws<InvalidOperationException>(() => planning.Services.GetRequiredService<IHttpClientFactory>().CreateClient("maps"));
        Assert.Contains("Services:maps", refused.Message, StringComparison.Ordinal);
    }
}
