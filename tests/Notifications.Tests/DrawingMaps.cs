using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Routing.Notifications.Tests;

/// <summary>Maps as Notifications sees it, over real HTTP: every picture is the same few bytes.</summary>
internal sealed class DrawingMaps : IAsyncDisposable
{
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];
    private readonly WebApplication app;

    private DrawingMaps(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    public ConcurrentQueue<string> Asked { get; } = [];

    public static async Task<DrawingMaps> Start(bool isImporting = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var made = builder.Build();
        var maps = new DrawingMaps(made);
        made.MapGet("/static/{**rest}", (HttpContext http) =>
        {
            maps.Asked.Enqueue(http.Request.Path + http.Request.QueryString.Value);
            return isImporting ? Results.StatusCode(503) : Results.Bytes(Jpeg, "image/jpeg");
        });
        await made.StartAsync();
        return maps;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
