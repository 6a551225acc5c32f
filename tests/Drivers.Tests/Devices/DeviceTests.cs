using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Routing.Contracts;
using Routing.Defaults.Doors;
using Routing.Drivers.Tests.Support;

namespace Routing.Drivers.Tests.Devices;

public sealed class DeviceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_pairs_one_phone_once_however_it_is_typed()
    {
        await using var app = await DriversApp.Start();
        var driver = Guid.CreateVersion7();
        (await app.Pair(driver)).Dispose();
        using var dispatcher = app.As(Roles.Dispatcher);
        var code = await NewCode(dispatcher, driver);
        Assert.Matches("^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$", code);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Pair(app.Client, $" {code.ToLowerInvariant().Replace('-', ' ')} ")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var refused in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK)) await refused.Is(404, "wrong-pairing-code");
    }

    [Fact]
    public async Task A_code_runs_out_and_guessing_is_slowed_down()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var app = await DriversApp.Start(clock: clock);
        var driver = Guid.CreateVersion7();
        (await app.Pair(driver)).Dispose();
        using var dispatcher = app.As(Roles.Dispatcher);
        var code = await NewCode(dispatcher, driver);
        clock.Advance(TimeSpan.FromMinutes(16));
        await (await Pair(app.Client, code)).Is(404, "wrong-pairing-code");
        var guesses = new List<HttpStatusCode>();
        for (var guess = 0; guess < 12; guess++) guesses.Add((await Pair(app.Client, $"AAAA-AA{guess:00}")).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, guesses[^1]);
        Assert.Equal(HttpStatusCode.NotFound, guesses[0]);
    }

    [Fact]
    public async Task A_device_that_was_taken_away_is_refused_at_once()
    {
        await using var app = await DriversApp.Start();
        var driver = Guid.CreateVersion7();
        using var device = await app.Pair(driver);
        using var dispatcher = app.As(Roles.Dispatcher);
        var listed = Assert.Single((await dispatcher.GetFromJsonAsync<JsonElement>($"/api/devices?driverId={driver}", Token)).EnumerateArray());
        Assert.Equal(("a phone", "María Núñez"), (listed.GetProperty("name").GetString(), listed.GetProperty("driverName").GetString()));
        Assert.Equal(HttpStatusCode.NoContent, (await device.GetAsync("/api/route", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await dispatcher.DeleteAsync($"/api/devices/{listed.GetProperty("deviceId").GetGuid()}", Token)).StatusCode);
        await (await device.GetAsync("/api/route", Token)).Is(401, "device-revoked");
        await (await device.PostAsJsonAsync("/api/positions", new { positions = new[] { new { at = SampleRoutes.At(8), lon = 1, lat = 1 } } }, Token)).Is(401, "device-revoked");
    }

    [Fact]
    public async Task A_driver_who_has_left_gets_in_no_more()
    {
        await using var app = await DriversApp.Start();
        var driver = Guid.CreateVersion7();
        using var device = await app.Pair(driver);
        await app.Tell(SampleRoutes.Driver(driver, active: false, revision: 2));
        await Wait.Until(async () => (await device.GetAsync("/api/route", Token)).StatusCode == HttpStatusCode.Unauthorized, () => "the refusal");
        using var dispatcher = app.As(Roles.Dispatcher);
        await (await dispatcher.PostAsync($"/api/drivers/{driver}/pairing-codes", null, Token)).Is(404, "unknown-driver");
    }

    private static async Task<string> NewCode(HttpClient dispatcher, Guid driver)
    {
        using var made = await dispatcher.PostAsync($"/api/drivers/{driver}/pairing-codes", null, Token);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return (await made.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString()!;
    }

    private static Task<HttpResponseMessage> Pair(HttpClient client, string code) =>
        client.PostAsJsonAsync("/api/devices/pair", new { code, name = "a phone" }, WireJson.Options, Token);
}
