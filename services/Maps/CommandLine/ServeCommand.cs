using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Routing.Defaults;
using Routing.Maps.Conditions;
using Routing.Maps.Import;
using Routing.Maps.Osrm;

namespace Routing.Maps.CommandLine;

/// <summary>The OSRM API and the addresses alone, open to anyone who reaches the port: no sign-in, broker or database.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(MapSource source, string urls, CancellationToken ct)
    {
        foreach (var url in urls.Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                return ConsoleImport.Complain($"--urls {url} is no address. Write it like http://127.0.0.1:5000");
        }
        if (ConsoleImport.Run(source, ct) is not { } map)
            return ConsoleImport.WrongInput;
        using (map)
        {
            var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
            builder.WebHost.UseUrls(urls.Split(';'));
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            builder.AddOpenMaps(map, source);
            await using var app = builder.Build();
            // With the road conditions that were kept: the first request heeds them too.
            await app.Services.GetRequiredService<LiveConditions>().TakeUp(map, ct);
            app.Use(AllowPages);
            app.UseOpenDefaults();
            app.MapOpenMaps();
            app.MapHealthChecks("/health/ready");
            app.MapFallback("{**path}", OsrmEndpoints.Unknown);
            try
            {
                await app.StartAsync(ct);
            }
            catch (IOException busy) when (busy.InnerException is AddressInUseException)
            {
                return ConsoleImport.Complain($"{urls} is in use by another program. Stop it, or choose another address: --urls http://127.0.0.1:5001");
            }
            // Not by the first who looks at the map. Whoever asks for tiles before they are there waits for them; everything else
            // is answered at once.
            _ = map.Drawn.Value;
            Console.WriteLine($"Ready: {map.Region.Info.Name} at {string.Join(' ', app.Urls)}");
            await app.WaitForShutdownAsync(ct);
            return 0;
        }
    }

    // As osrm-routed does: whoever may reach the port may do so from a page of another address too.
    private static Task AllowPages(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.AccessControlAllowMethods = "GET";
        http.Response.Headers.AccessControlAllowHeaders = "X-Requested-With, Content-Type";
        return next(http);
    }

    private static void AddOpenMaps(this WebApplicationBuilder builder, LoadedMap map, MapSource source)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Maps:Osm"] = source.Osm,
            ["Maps:MinIsland"] = source.MinIsland.ToString(CultureInfo.InvariantCulture),
            ["Maps:SpeedsByHour"] = source.SpeedsByHour,
            ["Maps:TimeZone"] = source.TimeZone,
            ["Data"] = source.Data,
        });
        builder.AddOpenDefaults();
        builder.Services.AddSingleton<CurrentMap>();
        var status = new ImportStatus();
        status.Succeed(map.Reused);
        builder.Services.AddSingleton(status);
        builder.Services.AddSingleton<IConditionStore>(_ => new FileConditions(Path.Combine(map.Files.Folder, "conditions.json")));
        builder.AddMapKeeping(announces: false);
    }
}
