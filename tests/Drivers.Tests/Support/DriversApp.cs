using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Contracts;
using Routing.Contracts.Drivers;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults;
using Routing.Defaults.Doors;
using Routing.Drivers.Data;
using Routing.Messaging;

namespace Routing.Drivers.Tests.Support;

/// <summary>Drivers on a real port, with its own data in a temporary folder.</summary>
internal sealed class DriversApp : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string? ownFolder;

    private DriversApp(WebApplication app, string? ownFolder, Heard heard)
    {
        this.app = app;
        this.ownFolder = ownFolder;
        Heard = heard;
        Client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public Heard Heard { get; }

    /// <summary>A stranger.</summary>
    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    public WebApplication Web => app;

    public static async Task<DriversApp> Start(
        string? data = null, TimeProvider? clock = null, Action<WebApplicationBuilder>? configure = null, params IEnumerable<(string Key, string? Value)> settings)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("drivers-tests-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Configuration["Data"] = folder;
        foreach (var (key, value) in settings) builder.Configuration[key] = value;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        if (clock is not null) builder.Services.AddSingleton(clock);
        var heard = new Heard();
        builder.Services.AddSingleton(heard);
        builder.AddDefaults();
        builder.AddDrivers();
        configure?.Invoke(builder);
        builder.AddConsumers($"listener", consumers => consumers
            .Add<Recorder<AssignmentAcknowledged>>().Add<Recorder<DriverDeparted>>().Add<Recorder<StopArrived>>()
            .Add<Recorder<VehicleCollected>>().Add<Recorder<VehicleHandedOver>>().Add<Recorder<StopFailed>>().Add<Recorder<DriverDelayed>>()
            .Add<Recorder<DriverPositioned>>().Add<Recorder<DriverUnavailable>>().Add<Recorder<RoadReported>>().Add<Recorder<DriverWrote>>());
        builder.AddBus();
        var started = builder.Build();
        started.UseDefaults();
        started.MapDrivers();
        await started.StartAsync(TestContext.Current.CancellationToken);
        return new DriversApp(started, data is null ? folder : null, heard);
    }

    /// <summary>Tells a message as another service would.</summary>
    public Task Tell<T>(T message) where T : class => Services.GetRequiredService<IBus>().Publish(message, TestContext.Current.CancellationToken);

    /// <summary>Looks into the database.</summary>
    public async Task<T> Read<T>(Func<DriversContext, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<DriversContext>());
    }

    public HttpClient As(string role, params System.Security.Claims.Claim[] claims) =>
        With(Services.GetRequiredService<Tokens>().Issue("somebody", role, TimeSpan.FromHours(1), claims));

    public HttpClient With(string token)
    {
        var client = new HttpClient { BaseAddress = Client.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A driver whom Planning told of, and a device paired with them.</summary>
    public async Task<HttpClient> Pair(Guid driverId)
    {
        var token = TestContext.Current.CancellationToken;
        await Tell(SampleRoutes.Driver(driverId));
        await Wait.Until(async () => await Read(async context => await context.Drivers.FindAsync([driverId], token)) is not null, () => "the driver");
        using var dispatcher = As(Roles.Dispatcher);
        using var made = await dispatcher.PostAsync($"/api/drivers/{driverId}/pairing-codes", null, token);
        made.EnsureSuccessStatusCode();
        var code = (await made.Content.ReadFromJsonAsync<JsonElement>(WireJson.Options, token)).GetProperty("code").GetString();
        using var paired = await Client.PostAsJsonAsync("/api/devices/pair", new { code, name = "a phone" }, WireJson.Options, token);
        paired.EnsureSuccessStatusCode();
        return With((await paired.Content.ReadFromJsonAsync<JsonElement>(WireJson.Options, token)).GetProperty("token").GetString()!);
    }

    /// <summary>Assigns a sheet and waits until it is on the queue.</summary>
    public async Task Assign(RouteSheet sheet)
    {
        await Tell(new RouteAssigned { Sheet = sheet });
        await Posted(sheet);
    }

    public Task Posted(RouteSheet sheet) => Wait.Until(
        async () => await Read(async context => await context.Sheets.FindAsync([sheet.DriverId, sheet.Day, sheet.Area], TestContext.Current.CancellationToken))
            is { } row && row.PostedVersion >= sheet.PlanVersion,
        () => $"version {sheet.PlanVersion} on the queue");

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        if (ownFolder is null) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(ownFolder, recursive: true);
    }
}
