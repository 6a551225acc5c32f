using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace Routing.Notifications.Tests;

/// <summary>Somebody else's HTTP server, which fails as often as it is told to.</summary>
internal sealed class HttpReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private int failures;

    private HttpReceiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>The status of a failure.</summary>
    public int FailWith { get; set; } = 500;

    internal sealed record Call(string Url, string Body, Dictionary<string, string> Headers, int Status);

    public static async Task<HttpReceiver> Start(int failures = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var made = builder.Build();
        var receiver = new HttpReceiver(made) { failures = failures };
        made.Run(async http =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var body = await reader.ReadToEndAsync(http.RequestAborted);
            http.Response.StatusCode = Interlocked.Decrement(ref receiver.failures) >= 0 ? receiver.FailWith : 200;
            receiver.Calls.Enqueue(new(http.Request.GetEncodedUrl(), body, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), http.Response.StatusCode));
        });
        await made.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
