using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Routing.Drivers.Tests.Support;

/// <summary>Answers for roads as Maps does: a grid of streets over the whole rectangle, with names.</summary>
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
        started.MapGet("/api/roads", (HttpContext http, string bbox, string detail) =>
        {
            maps.Asked.Add(detail + http.Request.Headers.Authorization.ToString()[..6]);
            var box = bbox.Split(',').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
            return new
            {
                roads = Enumerable.Range(1, 19).SelectMany(line =>
                {
                    var lon = box[0] + ((box[2] - box[0]) * line / 20);
                    var lat = box[1] + ((box[3] - box[1]) * line / 20);
                    return new[]
                    {
                        new { @class = line == 10 ? "primary" : "residential", name = $"Calle {line}", geometry = Polyline.Write([(lon, box[1]), (lon, box[3])]) },
                        new { @class = line == 5 ? "livingStreet" : "footway", name = "", geometry = Polyline.Write([(box[0], lat), (box[2], lat)]) },
                    };
                }),
            };
        });
        await started.StartAsync(TestContext.Current.CancellationToken);
        return maps;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
