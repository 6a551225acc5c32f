using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults;
using Routing.Defaults.Doors;
using Routing.Messaging;
using Routing.Planning.Data;
using Routing.Planning.Plans;

namespace Routing.Planning.Tests;

/// <summary>Planning on a real port with a SQLite file and an in-memory bus, on which a probe hears what is published.</summary>
internal sealed class PlanningProcess : IAsyncDisposable
{
    public const string Area = "montevideo";

    private readonly WebApplication app;
    private readonly bool ownsData;
    private readonly ConcurrentQueue<string> faults;

    private PlanningProcess(WebApplication app, ShiftedClock clock, string data, bool ownsData, ConcurrentQueue<string> faults)
    {
        (this.app, Clock, Data, this.ownsData, this.faults) = (app, clock, data, ownsData, faults);
        Heard = app.Services.GetRequiredService<Heard>();
        Stranger = new() { BaseAddress = new(app.Urls.Single()) };
        Operator = Client(Roles.Operator);
    }

    public Heard Heard { get; }

    public ShiftedClock Clock { get; }

    public string Data { get; }

    public HttpClient Stranger { get; }

    public HttpClient Operator { get; }

    public IServiceProvider Services => app.Services;

    public static async Task<PlanningProcess> Start(
        SharedRegion region, CancellationToken cancellationToken, string? data = null, DateTimeOffset? now = null, params string[] settings)
    {
        LogContext.Current = null; // MassTransit would go on with the logger of a process that has ended.
        var folder = data ?? Directory.CreateTempSubdirectory("planning-").FullName;
        var clock = new ShiftedClock(now ?? Town.Morning);
        var builder = WebApplication.CreateBuilder(
            ["--urls=http://127.0.0.1:0", $"--Data={folder}", $"--Maps:Directory={region.Folder}", "--Planning:ImproveSeconds=1", "--Planning:PollSeconds=1", .. settings]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<Heard>();
        var found = new ConcurrentQueue<string>();
        builder.Services.AddSingleton<PlanWitness>((model, plan) =>
        {
            // A day on which nothing is placed has a plan without routes.
            if (plan.Routes.Count == 0) return;
            foreach (var fault in PlanChecker.Check.FaultsOfServed(model.Problem, plan)) found.Enqueue(fault);
        });
        builder.AddDefaults();
        builder.AddPlanning();
        builder.AddConsumers("probe", consumers => consumers.Add<Probe>());
        builder.AddBus();
        var made = builder.Build();
        made.UseDefaults();
        made.MapPlanning();
        await made.StartAsync(cancellationToken);
        var process = new PlanningProcess(made, clock, folder, data is null, found);
        await Until(async () => (await process.Stranger.GetAsync("/health/ready", cancellationToken)).IsSuccessStatusCode, "ready");
        return process;
    }

    /// <summary>With the area, a workshop and drivers.</summary>
    public async Task<WorkshopChanged> MakeTown(int drivers = 3, bool autoPublish = true, Func<int, object>? driver = null)
    {
        await Json<JsonElement>(Operator.PutAsJsonAsync($"/api/areas/{Area}", new { name = "Montevideo", timeZone = "America/Montevideo", autoPublish }));
        var workshop = await Json<WorkshopChanged>(Operator.PostAsJsonAsync("/api/workshops", Town.Workshop(), WireJson.Options));
        for (var i = 0; i < drivers; i++)
            await Json<DriverChanged>(Operator.PostAsJsonAsync("/api/drivers", driver?.Invoke(i) ?? Town.Driver(i), WireJson.Options));
        return workshop;
    }

    public HttpClient Client(string role)
    {
        var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", app.Services.GetRequiredService<Tokens>().Issue($"a {role}", role, TimeSpan.FromDays(3650)));
        return client;
    }

    /// <summary>Asks the service's own database.</summary>
    public async Task<T> In<T>(Func<PlanningContext, Task<T>> ask)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<PlanningContext>());
    }

    public Task InTransaction(Func<PlanningContext, Task> act) => In(async context =>
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        await act(context);
        await transaction.CommitAsync();
        return 0;
    });

    public Task Publish<T>(T message) where T : class => app.Services.GetRequiredService<IBus>().Publish(message);

    public static async Task<T> Json<T>(Task<HttpResponseMessage> call, int status = 0)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status == 0 ? answer.IsSuccessStatusCode : status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<T>(text, WireJson.Options)!;
    }

    /// <summary>Waits for something that others do; fails after a while.</summary>
    public static async Task Until(Func<Task<bool>> isDone, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isDone())
        {
            if (deadline.IsCancellationRequested) Assert.Fail($"Not within half a minute: {what}");
            await Task.Delay(20, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        Operator.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsData)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Data, recursive: true);
        }

        // Every plan that it made, judged by the independent checker.
        Assert.Empty(faults);
    }
}

/// <summary>What was published, in order.</summary>
internal sealed class Heard
{
    private readonly ConcurrentQueue<object> messages = [];

    public void Add(object message) => messages.Enqueue(message);

    public IReadOnlyList<object> Everything => [.. messages];

    public IReadOnlyList<T> All<T>() => [.. messages.OfType<T>()];

    public async Task<T> First<T>(Func<T, bool> isIt)
    {
        await PlanningProcess.Until(() => Task.FromResult(All<T>().Any(isIt)), $"a {typeof(T).Name}");
        return All<T>().First(isIt);
    }

    /// <summary>The newest sheet of every driver who still has a route.</summary>
    public IReadOnlyDictionary<Guid, RouteSheet> Sheets()
    {
        var sheets = new Dictionary<Guid, RouteSheet>();
        foreach (var message in messages)
        {
            if (message is RouteAssigned assigned) sheets[assigned.Sheet.DriverId] = assigned.Sheet;
            if (message is RouteRevoked revoked) sheets.Remove(revoked.DriverId);
        }

        return sheets;
    }
}

internal sealed class Probe(Heard heard) :
    IConsumer<RouteAssigned>, IConsumer<RouteRevoked>, IConsumer<PickupScheduled>, IConsumer<PickupUnserved>, IConsumer<EtaChanged>,
    IConsumer<PlanPublished>, IConsumer<CommandApplied>, IConsumer<CommandRefused>, IConsumer<AreaChanged>, IConsumer<WorkshopChanged>, IConsumer<ServiceAreaChanged>, IConsumer<DriverLocated>, IConsumer<DriverChanged>
{
    public Task Consume(ConsumeContext<RouteAssigned> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<RouteRevoked> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<PickupScheduled> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<PickupUnserved> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<EtaChanged> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<PlanPublished> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<CommandApplied> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<CommandRefused> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<AreaChanged> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<WorkshopChanged> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<DriverLocated> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<ServiceAreaChanged> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<DriverChanged> context) => Keep(context.Message);

    private Task Keep(object message)
    {
        heard.Add(message);
        return Task.CompletedTask;
    }
}
