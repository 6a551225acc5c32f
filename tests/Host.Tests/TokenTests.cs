using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Routing.Defaults.Doors;

namespace Routing.Host.Tests;

/// <summary>A token that was withdrawn opens no door of any service in the process.</summary>
public sealed class TokenTests(HostFixture host) : IClassFixture<HostFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_has_lost_their_account_enters_no_service_any_more()
    {
        using var chief = With(host.App.Services.GetRequiredService<Tokens>().Issue("chief", Roles.Operator, TimeSpan.FromHours(1)));
        using var made = await chief.PostAsJsonAsync("/api/accounts", new { name = "eva", role = "dispatcher", password = "a-long-password" }, Ct);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using var signedIn = await host.App.Stranger.PostAsJsonAsync("/api/sign-in", new { name = "eva", password = "a-long-password" }, Ct);
        using var eva = With((await signedIn.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("token").GetString()!);

        // A page of each service.
        string[] paths = ["/api/workshops", "/api/requests", "/api/devices", "/api/days", "/api/notifications", "/api/region"];
        foreach (var path in paths) Assert.Equal((path, HttpStatusCode.OK), (path, (await eva.GetAsync(path, Ct)).StatusCode));
        Assert.Equal(HttpStatusCode.NoContent, (await chief.DeleteAsync("/api/accounts/eva", Ct)).StatusCode);
        foreach (var path in paths) Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await eva.GetAsync(path, Ct)).StatusCode));
    }

    [Fact]
    public async Task A_device_that_is_not_paired_gets_no_roads_either()
    {
        using var device = With(host.App.Services.GetRequiredService<Tokens>().Issue(
            "a-phone", Roles.Device, TimeSpan.FromHours(1), new System.Security.Claims.Claim("device", $"{Guid.CreateVersion7()}")));
        using var refused = await device.GetAsync("/route/v1/driving/10.001,50;10.009,50", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("device-revoked", (await refused.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("code").GetString());
    }

    private HttpClient With(string token)
    {
        var client = new HttpClient { BaseAddress = host.App.Stranger.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}
