using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Routing.Maps.Import;

namespace Routing.Host.Tests;

/// <summary>The whole embedded form, over a map of one street.</summary>
internal sealed class HostApp : IAsyncDisposable
{
    private const string Street = """
        <?xml version="1.0"?>
        <osm version="0.6">
          <node id="1" version="1" lon="10.000" lat="50.000"/>
          <node id="2" version="1" lon="10.010" lat="50.000"/>
          <way id="1" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Long Street"/></way>
        </osm>
        """;

    private readonly WebApplication web;
    private readonly string folder;

    private HostApp(WebApplication web, string folder)
    {
        this.web = web;
        this.folder = folder;
        Stranger = new HttpClient { BaseAddress = new Uri(web.Urls.First()) };
    }

    public HttpClient Stranger { get; }

    public IServiceProvider Services => web.Services;

    public IEnumerable<Endpoint> Endpoints => Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints);

    /// <summary>Ready to take requests.</summary>
    public static async Task<HostApp> Start()
    {
        var ct = TestContext.Current.CancellationToken;
        var data = Directory.CreateTempSubdirectory("routing-host-").FullName;
        var osm = Path.Combine(data, "street.osm");
        await File.WriteAllTextAsync(osm, Street, ct);
        var host = Embedded.Compose(new StartOptions(osm, data, $"http://127.0.0.1:{FreePort()}", Demo: false, Speed: 0, Picture: null));
        await host.StartAsync(ct);
        var import = host.Services.GetRequiredService<ImportStatus>();
        await import.Completion.WaitAsync(ct);
        Assert.True(import.Stage == ImportStage.Ready, import.Problem);
        var app = new HostApp(host, data);
        while ((await app.Stranger.GetAsync("/health/ready", ct)).StatusCode != HttpStatusCode.OK) await Task.Delay(50, ct);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        Stranger.Dispose();
        await web.StopAsync();
        await web.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
