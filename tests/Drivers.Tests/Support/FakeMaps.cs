using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SkiaSharp;

namespace Routing.Drivers.Tests.Support;

/// <summary>Answers for pictures as Maps does: of one colour.</summary>
internal sealed class FakeMaps : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeMaps(WebApplication app) => this.app = app;

    public Uri Url => new(app.Urls.First());

    /// <summary>What was asked.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<FakeMaps> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var started = builder.Build();
        var maps = new FakeMaps(started);
        started.MapGet("/static/day/{view}/{size}.jpg", (HttpContext http, string view, string size) =>
        {
            lock (maps.Asked) maps.Asked.Add($"{view}/{size} {http.Request.Headers.Authorization.ToString()[..6]}");
            using var picture = new SKBitmap(8, 8);
            picture.Erase(SKColors.Beige);
            using var bytes = picture.Encode(SKEncodedImageFormat.Jpeg, 90);
            return Results.Bytes(bytes.ToArray(), "image/jpeg");
        });
        await started.StartAsync(TestContext.Current.CancellationToken);
        return maps;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
