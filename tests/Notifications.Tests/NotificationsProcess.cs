using System.Net.Http.Headers;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using Routing.Contracts.Dispatch;
using Routing.Contracts.Drivers;
using Routing.Contracts.Intake;
using Routing.Contracts.Planning;
using Routing.Contracts.Values;
using Routing.Defaults;
using Routing.Defaults.Doors;
using Routing.Messaging;

namespace Routing.Notifications.Tests;

/// <summary>Notifications on a real port with a SQLite file and an in-memory bus.</summary>
internal sealed class NotificationsProcess : IAsyncDisposable
{
    private readonly WebApplication app;

    private NotificationsProcess(WebApplication app, string data)
    {
        (this.app, Data) = (app, data);
        Stranger = new() { BaseAddress = new(app.Urls.Single()) };
        Operator = new() { BaseAddress = new(app.Urls.Single()) };
        Operator.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", app.Services.GetRequiredService<Tokens>().Issue("an operator", Roles.Operator, TimeSpan.FromHours(1)));
    }

    public string Data { get; }
    public HttpClient Stranger { get; }
    public HttpClient Operator { get; }
    public IServiceProvider Services => app.Services;

    public static async Task<NotificationsProcess> Start(string data, CancellationToken cancellationToken, params string[] settings)
    {
        // MassTransit keeps the log of the first bus of a test; a second one would write into what is closed.
        LogContext.Current = null;
        var builder = WebApplication.CreateBuilder([
            "--urls=http://127.0.0.1:0", $"--Data={data}", "--Notifications:PollMilliseconds=20", "--Notifications:FirstRetrySeconds=1", "--Notifications:UnservedGraceSeconds=0", "--Notifications:PicturesAfterSeconds=0", .. settings]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddDefaults();
        builder.AddNotifications();
        builder.AddBus();
        var made = builder.Build();
        made.UseDefaults();
        made.MapNotifications();
        await made.StartAsync(cancellationToken);
        var process = new NotificationsProcess(made, data);
        await Until(async () => (await process.Stranger.GetAsync("/health/ready", cancellationToken)).IsSuccessStatusCode);
        return process;
    }

    public Task Publish<T>(T message, Guid? messageId = null) where T : class =>
        app.Services.GetRequiredService<IBus>().Publish(message, context => context.MessageId = messageId ?? Guid.CreateVersion7());

    public async Task<JsonElement> Json(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Kinds of the deliveries on a channel, oldest first.</summary>
    public async Task<List<string>> Told(string channel, string? state = null)
    {
        var page = await Json(Operator.GetAsync($"/api/notifications?channel={channel}{(state is null ? "" : $"&state={state}")}"));
        return [.. page.GetProperty("notifications").EnumerateArray().Select(n => n.GetProperty("what").GetString()!).Reverse()];
    }

    /// <summary>Mails in the folder, by subject.</summary>
    public async Task<List<MimeMessage>> Mails()
    {
        var folder = Path.Combine(Data, "outbox-mail");
        if (!Directory.Exists(folder)) return [];
        var mails = new List<MimeMessage>();
        foreach (var file in Directory.GetFiles(folder, "*.eml").Order(StringComparer.Ordinal)) mails.Add(await MimeMessage.LoadAsync(file));
        return mails;
    }

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
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}

/// <summary>The messages of one request's life.</summary>
internal sealed class Story
{
    public static readonly DateTimeOffset Morning = new(2020, 11, 25, 11, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2020, 11, 25);
    private static readonly Place Home = new(-56.15, -34.89, "Avenida Italia 2500, Montevideo");

    public Guid Request { get; } = Guid.CreateVersion7();
    public Guid Collection { get; } = Guid.CreateVersion7();
    public Guid Return { get; } = Guid.CreateVersion7();
    public Guid Driver { get; } = Guid.CreateVersion7();
    public Guid Workshop { get; } = Guid.CreateVersion7();

    public static AreaChanged Area => new() { Area = "montevideo", Name = "Montevideo", TimeZone = "America/Montevideo" };

    public PickupRequested Requested(bool swap = false, bool back = true) => new()
    {
        RequestId = Request,
        Revision = 1,
        RequestedAt = Morning.AddDays(-1),
        Details = new()
        {
            WorkshopId = Workshop,
            Vehicle = new("SBA 1234", "Suzuki", "Swift", null, Gearbox.Manual, Contracts.Values.Drive.Petrol),
            CollectionMoveId = Collection,
            Places = [new(Home, [])],
            Windows = [],
            Swap = swap,
            ReturnMoveId = back ? Return : null,
            ReturnPlace = back ? Home : null,
            ReturnWindows = [],
            WorkSeconds = 3600,
        },
    };

    /// <summary>The driver says when they will be there.</summary>
    public DriverDelayed Delayed(int minutes, int saidAt) => new()
    {
        DriverId = Driver,
        Area = "montevideo",
        Day = Day,
        MoveId = Collection,
        StopIndex = 0,
        RequestId = Request,
        Eta = Morning.AddMinutes(minutes),
        At = Morning.AddMinutes(saidAt),
        ReceivedAt = Morning.AddMinutes(saidAt),
    };

    /// <summary>The customer says when the car is to be brought back.</summary>
    public RequestChanged Chosen() => new()
    {
        RequestId = Request,
        Revision = 2,
        Details = Requested().Details with { ReturnWindows = [new(Morning.AddHours(5), Morning.AddHours(6))] },
        ChangedAt = Morning.AddHours(4),
    };

    public VehicleReady Ready(bool isReady = true, int minutes = 180) => new()
    {
        RequestId = Request,
        WorkshopId = Workshop,
        Area = "montevideo",
        Day = Day,
        IsReady = isReady,
        ReadyAt = Morning.AddMinutes(isReady ? minutes : minutes + 120),
        By = "somebody",
        At = Morning.AddMinutes(minutes),
    };

    public DispatcherWrote Written() => new()
    {
        WrittenId = new("01980000-0000-7000-8000-00000000aaaa"), RequestId = Request, Area = "montevideo", Day = Day, Text = "Is the car in the garage?", By = "somebody", At = Morning,
    };

    public ContactChanged Contact(string? email = "someone@example.org", string? phone = null, string language = "en", int revision = 1) => new()
    {
        RequestId = Request,
        Revision = revision,
        Name = "Name of Somebody",
        Email = email,
        Phone = phone,
        Language = language,
        TrackingLink = "http://localhost/api/track/secret",
    };

    public PickupScheduled Scheduled(int version, int minutes = 0, MoveKind kind = MoveKind.Collection, int revision = 1, string driver = "Driver One") => new()
    {
        RequestId = Request,
        MoveId = kind == MoveKind.Return ? Return : Collection,
        Kind = kind,
        Revision = revision,
        Area = "montevideo",
        Day = Day,
        PlanVersion = version,
        Place = Home,
        Window = new(Morning.AddMinutes(minutes), Morning.AddMinutes(minutes + 60)),
        Eta = Morning.AddMinutes(minutes + 25),
        DriverId = Driver,
        DriverName = driver,
    };

    public PickupUnserved Unserved(int version) => new()
    {
        RequestId = Request,
        MoveId = Collection,
        Kind = MoveKind.Collection,
        Revision = 1,
        Area = "montevideo",
        Day = Day,
        PlanVersion = version,
        Reason = new("no-driver", "No driver is free then.", "If the window opened 20 minutes earlier."),
    };

    public EtaChanged Eta(int lateSeconds, int minute) => new()
    {
        RequestId = Request,
        MoveId = Collection,
        StopIndex = 0,
        Area = "montevideo",
        Day = Day,
        DriverId = Driver,
        Eta = Morning.AddMinutes(60).AddSeconds(lateSeconds),
        Window = new(Morning, Morning.AddMinutes(60)),
        LateSeconds = lateSeconds,
        At = Morning.AddMinutes(minute),
    };

    public DriverDeparted Departed(Guid move, int stop) =>
        new() { DriverId = Driver, Area = "montevideo", Day = Day, MoveId = move, StopIndex = stop, RequestId = Request, At = Morning, ReceivedAt = Morning };

    public StopArrived Arrived(Guid move, int stop) =>
        new() { DriverId = Driver, Area = "montevideo", Day = Day, MoveId = move, StopIndex = stop, RequestId = Request, At = Morning, ReceivedAt = Morning };

    public VehicleCollected Collected(Guid move, int stop) => new()
    {
        DriverId = Driver, Area = "montevideo", Day = Day, MoveId = move, StopIndex = stop, RequestId = Request, StopDone = true,
        ReportId = Guid.CreateVersion7(), MileageKm = 1, DamageCount = 0, PhotoCount = 0, At = Morning, ReceivedAt = Morning,
    };

    public VehicleHandedOver HandedOver(Guid move, int stop) => new()
    {
        DriverId = Driver, Area = "montevideo", Day = Day, MoveId = move, StopIndex = stop, RequestId = Request, StopDone = true,
        ReportId = Guid.CreateVersion7(), MileageKm = 2, At = Morning, ReceivedAt = Morning,
    };

    public StopFailed Failed() => new()
    {
        DriverId = Driver, Area = "montevideo", Day = Day, MoveId = Collection, StopIndex = 0, RequestId = Request,
        Reason = FailureReason.NoKey, Note = "a private note", At = Morning, ReceivedAt = Morning,
    };

    public RequestCancelled Cancelled() => new() { RequestId = Request, Revision = 2, CancelledAt = Morning };
}
