using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Contracts;
using Routing.Contracts.Planning;
using Routing.Defaults;
using Routing.Defaults.Doors;
using Routing.Dispatch.Data;
using Routing.Messaging;

namespace Routing.Dispatch.Tests.Support;

/// <summary>Dispatch on a real port, with an in-memory bus and, on it, a Planning that the test plays.</summary>
internal sealed class DispatchApp : IAsyncDisposable
{
    /// <summary>Whoever <see cref="As"/> signs in.</summary>
    public const string Name = "somebody";

    private readonly Database? own;

    private DispatchApp(WebApplication web, Database? own)
    {
        Web = web;
        this.own = own;
        Stranger = new HttpClient { BaseAddress = new Uri(web.Urls.First()) };
        Dispatcher = As(Roles.Dispatcher);
    }

    public WebApplication Web { get; }

    public IServiceProvider Services => Web.Services;

    public HttpClient Stranger { get; }

    public HttpClient Dispatcher { get; }

    public FakePlanning Planning => Services.GetRequiredService<FakePlanning>();

    /// <param name="database">Kept by the caller; one of its own when null.</param>
    /// <param name="settings">Configuration.</param>
    public static async Task<DispatchApp> Start(Database? database = null, params IEnumerable<(string Key, string? Value)> settings)
    {
        var made = database is null ? Database.Sqlite() : null;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        foreach (var (key, value) in (database ?? made!).Settings.Concat([("Accounts:OperatorPassword", "open-sesame-1"), ("Accounts:DispatcherPassword", "open-sesame-2"), ("Accounts:AdviserPassword", "open-sesame-3")]).Concat(settings))
            builder.Configuration[key] = value;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<FakePlanning>();
        builder.AddDefaults();
        builder.AddDispatch();
        builder.AddConsumers("planning", FakePlanning.Subscribe);
        builder.AddBus();
        var web = builder.Build();
        web.UseDefaults();
        web.MapDispatch();
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new DispatchApp(web, made);
    }

    /// <summary>Tells messages as other services would, in this order, and waits until Dispatch has handled them.</summary>
    public async Task Tell(params IEnumerable<object> messages)
    {
        var bus = Services.GetRequiredService<IBus>();
        foreach (var message in messages) await bus.Publish(message, message.GetType(), TestContext.Current.CancellationToken);
        await Settle();
    }

    /// <summary>The queue is handled in order: when a last message shows, those before it are done.</summary>
    public async Task Settle()
    {
        var mark = $"~{Guid.CreateVersion7()}";
        await Services.GetRequiredService<IBus>().Publish(
            new AreaChanged { Area = mark, Name = "", TimeZone = "UTC" }, TestContext.Current.CancellationToken);
        await Wait.Until(() => Look(async data => await data.Areas.FindAsync(mark) is not null), "the messages before");
    }

    public async Task<T> Look<T>(Func<DispatchContext, Task<T>> look)
    {
        await using var scope = Services.CreateAsyncScope();
        return await look(scope.ServiceProvider.GetRequiredService<DispatchContext>());
    }

    public HttpClient As(string role, string name = Name) =>
        With(Services.GetRequiredService<Tokens>().Issue(name, role, TimeSpan.FromHours(1)));

    public HttpClient With(string token)
    {
        var client = new HttpClient { BaseAddress = Stranger.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<JsonElement> Get(string path)
    {
        using var answer = await Dispatcher.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"GET {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>(WireJson.Options, TestContext.Current.CancellationToken);
    }

    public Task<JsonElement> Day(string query = "") => Get($"/api/days/{Days.Area}/{Days.Day:yyyy-MM-dd}{query}");

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        Dispatcher.Dispose();
        await Web.DisposeAsync();
        if (own is not null) await own.DisposeAsync();
    }
}
