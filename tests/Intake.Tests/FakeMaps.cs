using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Routing.Intake.Places;

namespace Routing.Intake.Tests;

/// <summary>Maps as Intake sees it, over real HTTP: a town whose every road lies west of the meridian -56.</summary>
internal sealed class FakeMaps : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeMaps(WebApplication app) => this.app = app;

    public string Url => app.Urls.Single();

    /// <summary>As while it imports.</summary>
    public bool IsImporting { get; set; }

    /// <summary>Calls answered.</summary>
    public int Calls { get; private set; }

    public static async Task<FakeMaps> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var made = builder.Build();
        var maps = new FakeMaps(made);
        made.Use(async (http, next) =>
        {
            maps.Calls++;
            if (maps.IsImporting) http.Response.StatusCode = 503;
            else await next(http);
        });
        made.MapGet("/api/geocode", (string q, int limit) => Collection(Known(q).Take(limit)));
        made.MapGet("/api/reverse", (double lon, double lat) => Collection([new MapsAddress("house", lon, lat, "Calle Inversa 1", "addr", 1)]));
        made.MapGet("/nearest/v1/car/{point}", (string point) =>
        {
            var lon = double.Parse(point.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture);
            if (lon > 0) return Results.Json(new { code = "NoSegment" }, statusCode: 400);
            return Results.Json(new { code = "Ok", waypoints = new[] { new { distance = lon > -56 ? (lon + 56) * 100_000 : 4.2 } } });
        });
        await made.StartAsync();
        return maps;
    }

    private static object Collection(IEnumerable<MapsAddress> addresses) => new
    {
        type = "FeatureCollection",
        features = addresses.Select(a => new
        {
            type = "Feature",
            geometry = new { type = "Point", coordinates = new[] { a.Lon, a.Lat } },
            properties = new { osm_key = a.Key, exactness = a.Exactness, label = a.Label, score = a.Score },
        }),
    };

    private static MapsAddress[] Known(string text) => text switch
    {
        "Avenida Italia 2500" => [new("house", -56.15, -34.89, "Avenida Italia 2500, Montevideo", "addr", 9)],
        "Bulevar Artigas 1000" => [new("interpolated", -56.17, -34.91, "Bulevar Artigas 1000, Montevideo", "addr", 8)],
        "Avenida Italia" or "Avenida Italia 99999" => [new("street", -56.1, -34.88, "Avenida Italia, Montevideo", "highway", 9)],
        "Calle Doble 5" => [new("house", -56.2, -34.8, "Calle Doble 5, Norte", "addr", 9), new("house", -56.2, -34.9, "Calle Doble 5, Sur", "addr", 9)],
        _ => [],
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
