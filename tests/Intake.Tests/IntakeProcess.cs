using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults;
using Routing.Defaults.Doors;
using Routing.Messaging;

namespace Routing.Intake.Tests;

/// <summary>Intake on a real port with a SQLite file and an in-memory bus, on which a probe hears what is published.</summary>
internal sealed class IntakeProcess : IAsyncDisposable
{
    public static readonly Guid Workshop = new("01980000-0000-7000-8000-000000000001");
    public static readonly Guid OtherWorkshop = new("01980000-0000-7000-8000-000000000002");

    private readonly WebApplication app;
    private readonly string data;
    private readonly bool ownsData;

    private IntakeProcess(WebApplication app, FakeMaps maps, string data, bool ownsData)
    {
        (this.app, Maps, this.data, this.ownsData) = (app, maps, data, ownsData);
        Heard = app.Services.GetRequiredService<Heard>();
        Stranger = new() { BaseAddress = new(app.Urls.Single()) };
        Operator = Client(Roles.Operator);
        Adviser = Client(Roles.Adviser);
    }

    public FakeMaps Maps { get; }
    public Heard Heard { get; }
    public IServiceProvider Services => app.Services;
    public HttpClient Stranger { get; }
    public HttpClient Operator { get; }
    public HttpClient Adviser { get; }
    public string Url => app.Urls.Single();
    public string Data => data;

    public static async Task<IntakeProcess> Start(CancellationToken cancellationToken, string? data = null, FakeMaps? maps = null, params string[] settings)
    {
        var folder = data ?? Directory.CreateTempSubdirectory("intake-").FullName;
        maps ??= await FakeMaps.Start();
        // MassTransit keeps the log of the first bus of a test; a second one would write into what is closed.
        LogContext.Current = null;
        var builder = WebApplication.CreateBuilder([
            "--urls=http://127.0.0.1:0", $"--Data={folder}", $"--Services:maps={maps.Url}", "--Intake:MapsTimeoutSeconds=10", "--Intake:TrackingPath=/api/track/", "--Intake:QuoteTimeoutSeconds=2", .. settings]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<Heard>();
        builder.AddDefaults();
        builder.AddIntake();
        builder.AddConsumers("probe", consumers => consumers.Add<Probe>());
        builder.AddConsumers("planning", consumers => consumers.AddResponder<PlanningStub>());
        builder.AddBus();
        var made = builder.Build();
        made.UseDefaults();
        made.MapIntake();
        await made.StartAsync(cancellationToken);
        var process = new IntakeProcess(made, maps, folder, data is null);
        await Until(async () => (await process.Stranger.GetAsync("/health/ready", cancellationToken)).IsSuccessStatusCode);
        if (data is null) await process.TellOfWorkshops(cancellationToken);
        return process;
    }

    public async Task TellOfWorkshops(CancellationToken cancellationToken)
    {
        await Publish(new AreaChanged { Area = "montevideo", Name = "Montevideo", TimeZone = "America/Montevideo" });
        await Publish(WorkshopMessage(Workshop, "Taller Uno"));
        await Publish(WorkshopMessage(OtherWorkshop, "Taller Dos"));
        await Until(async () => (await Json(Operator.GetAsync("/api/booking/workshops", cancellationToken))).GetArrayLength() == 2);
    }

    public HttpClient Client(string role)
    {
        var client = new HttpClient { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", app.Services.GetRequiredService<Tokens>().Issue($"a {role}", role, TimeSpan.FromHours(1)));
        return client;
    }

    public async Task<HttpClient> CustomerOf(Guid workshop, CancellationToken cancellationToken)
    {
        var made = await Json(Operator.PostAsJsonAsync("/api/booking-keys", new { workshopId = workshop, label = "page" }, cancellationToken));
        var client = new HttpClient { BaseAddress = new(Url) };
        client.DefaultRequestHeaders.Add("Booking-Key", made.GetProperty("key").GetString());
        return client;
    }

    public Task Publish<T>(T message) where T : class => app.Services.GetRequiredService<IBus>().Publish(message);

    public async Task<JsonElement> Json(Task<HttpResponseMessage> call, int status = 0)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync();
        if (status == 0) Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        else Assert.True(status == (int)answer.StatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>A wish that nothing is wrong with.</summary>
    public static Dictionary<string, object?> GoodWish() => new(StringComparer.Ordinal)
    {
        ["workshopId"] = Workshop,
        ["vehicle"] = new { plate = "SBA 1234", make = "Suzuki", gearbox = "manual", drive = "petrol" },
        ["places"] = new object[] { new { address = "Avenida Italia 2500" } },
        ["contact"] = new { name = "Name", email = "someone@example.org", phone = "099 123 456", language = "es", noteForDriver = "Ring twice", fewMessages = true },
    };

    /// <summary>Waits for something that others do; fails after a while.</summary>
    public static async Task Until(Func<Task<bool>> isDone)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isDone()) await Task.Delay(20, deadline.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (!ownsData) return;
        await Maps.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }

    public static WorkshopChanged WorkshopMessage(Guid id, string name) => new()
    {
        WorkshopId = id,
        Revision = 1,
        Area = "montevideo",
        Name = name,
        Place = new(-56.16, -34.9, "Calle Taller 1"),
        TimeZone = "America/Montevideo",
        OpeningHours = [new(DayOfWeek.Monday, new(8, 0), new(18, 0))],
        Lifts = 2,
        Technicians = 2,
        HighVoltageTechnicians = 1,
        ReceptionPerQuarter = 2,
        Parking = 10,
    };
}

/// <summary>Messages that came over the bus, in their order.</summary>
internal sealed class Heard
{
    private readonly ConcurrentQueue<object> messages = new();

    public void Add(object message) => messages.Enqueue(message);

    public IReadOnlyList<T> All<T>() => [.. messages.OfType<T>()];

    public async Task<T> Wait<T>(Func<T, bool> isIt)
    {
        await IntakeProcess.Until(() => Task.FromResult(All<T>().Any(isIt)));
        return All<T>().First(isIt);
    }
}

internal sealed class Probe(Heard heard) :
    IConsumer<PickupRequested>, IConsumer<RequestChanged>, IConsumer<RequestCancelled>, IConsumer<ContactChanged>, IConsumer<CustomerWrote>,
    IConsumer<PlaceAsked>, IConsumer<LiftReleased>, IConsumer<RequestStateChanged>
{
    public Task Consume(ConsumeContext<PickupRequested> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<PlaceAsked> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<LiftReleased> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<RequestStateChanged> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<RequestChanged> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<RequestCancelled> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<ContactChanged> context) => Keep(context.Message);

    public Task Consume(ConsumeContext<CustomerWrote> context) => Keep(context.Message);

    private Task Keep(object message)
    {
        heard.Add(message);
        return Task.CompletedTask;
    }
}

/// <summary>Answers with one slot, or, for the plate SLOW, not at all.</summary>
internal sealed class PlanningStub : IConsumer<QuoteSlots>
{
    public Task Consume(ConsumeContext<QuoteSlots> context)
    {
        var question = context.Message;
        if (question.Details.Vehicle.Plate == "SLOW") return Task.CompletedTask;
        var from = new DateTimeOffset(2030, 5, 20, 12, 0, 0, TimeSpan.Zero);
        return context.RespondAsync(new SlotsQuoted
        {
            Slots = [new(new(2030, 5, 20), question.Details is { Places: [var first, ..] } ? first.Place : question.Details.ReturnPlace!, new Window(from, from.AddHours(1)), $"{question.Days} days, {question.Limit} slots", null)],
        });
    }
}
