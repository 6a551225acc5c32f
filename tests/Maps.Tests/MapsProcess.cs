using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Defaults;
using Routing.Defaults.Doors;
using Routing.Maps.Import;
using Routing.Messaging;

namespace Routing.Maps.Tests;

/// <summary>A folder of its own for a test, removed after it.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("maps-");

    public string FullName => folder.FullName;

    public string File(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}

/// <summary>The service as the product runs it, on a free port, with its doors shut.</summary>
internal sealed class MapsProcess : IAsyncDisposable
{
    private readonly WebApplication app;

    private MapsProcess(WebApplication app)
    {
        this.app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    /// <summary>Signed in as a service.</summary>
    public HttpClient Http { get; }

    public ImportStatus Status => app.Services.GetRequiredService<ImportStatus>();

    public List<string> Warnings { get; } = [];

    public IServiceProvider Services => app.Services;

    /// <summary>Signed in as a person of a role.</summary>
    public HttpClient As(string role)
    {
        var http = new HttpClient { BaseAddress = Http.BaseAddress };
        http.DefaultRequestHeaders.Authorization = new("Bearer", app.Services.GetRequiredService<Tokens>().Issue("ana", role, TimeSpan.FromHours(12)));
        return http;
    }

    public static Task<MapsProcess> Start(string osm, string data, bool waits = true, params (string Key, string Value)[] settings) =>
        Start(osm, data, _ => { }, waits, settings);

    /// <param name="add">Adds what the test listens with, or a clock of its own.</param>
    /// <inheritdoc cref="Start(string, string, bool, ValueTuple{string, string}[])"/>
    public static async Task<MapsProcess> Start(string osm, string data, Action<WebApplicationBuilder> add, bool waits = true, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        add(builder);
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(settings.Select(s => new KeyValuePair<string, string?>(s.Key, s.Value)))
            {
                ["Maps:Osm"] = osm,
                ["Maps:MinIsland"] = "0",
                ["Data"] = data,
            }
        );
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var log = new WarningLog();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddDefaults();
        builder.AddMaps();
        builder.AddBus();
        var built = builder.Build();
        built.UseDefaults();
        built.MapMaps();
        await built.StartAsync(TestContext.Current.CancellationToken);
        var process = new MapsProcess(built);
        log.Target = process.Warnings;
        var token = built.Services.GetRequiredService<Tokens>().Issue("test", Roles.Service, TimeSpan.FromDays(30));
        process.Http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        if (waits)
            await process.Status.Completion.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return process;
    }

    public async Task<(HttpStatusCode Status, JsonElement Json)> Get(string path)
    {
        using var answer = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone());
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private sealed class WarningLog : ILoggerProvider, ILogger
    {
        private readonly List<string> early = [];

        public List<string>? Target
        {
            get;
            set
            {
                lock (early)
                {
                    field = value;
                    value?.AddRange(early);
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
                return;
            lock (early)
                (Target ?? early).Add(formatter(state, exception));
        }

        public void Dispose() { }
    }
}
