using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Routing.Contracts;
using Routing.Defaults.Doors;

namespace Routing.Defaults.Tests.Support;

/// <summary>A process that has nothing but our defaults, on a real port, and what a test maps.</summary>
internal sealed class DefaultsApp : IAsyncDisposable
{
    private readonly WebApplication web;
    private readonly string folder;

    private DefaultsApp(WebApplication web, string folder)
    {
        this.web = web;
        this.folder = folder;
        Stranger = new HttpClient { BaseAddress = new Uri(web.Urls.First()) };
    }

    public HttpClient Stranger { get; }

    public IServiceProvider Services => web.Services;

    public static async Task<DefaultsApp> Start(Action<WebApplication>? map = null, Action<WebApplicationBuilder>? add = null)
    {
        var data = Directory.CreateTempSubdirectory("defaults-tests-").FullName;
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.ClearProviders();
        builder.Configuration["Data"] = data;
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddDefaults();
        add?.Invoke(builder);
        var made = builder.Build();
        made.UseDefaults();
        map?.Invoke(made);
        await made.StartAsync(TestContext.Current.CancellationToken);
        return new(made, data);
    }

    public HttpClient As(string role) => With(Services.GetRequiredService<Tokens>().Issue("somebody", role, TimeSpan.FromHours(1)));

    public HttpClient With(string token)
    {
        var client = new HttpClient { BaseAddress = Stranger.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static Task<JsonElement> Json(HttpResponseMessage answer) =>
        answer.Content.ReadFromJsonAsync<JsonElement>(WireJson.Options, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        await web.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
