using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Routing.Defaults.Doors;
using Routing.Maps.Endpoints;
using Routing.Maps.Geocoding;
using Routing.Maps.Glyphs;
using Routing.Maps.Import;
using Routing.Maps.Osrm;

namespace Routing.Maps;

/// <summary>The Maps service, for its own process and for Host.</summary>
public static class MapsService
{
    // A table of 1,000 coordinates is a request line of some 25 kB; Kestrel's own limit is 8.
    private const int MaxRequestLineBytes = 512 * 1024;

    /// <summary>
    /// Adds the map of <c>Maps:Osm</c> (default: the bundled city), imported into <c>{Data}/maps</c> in the background
    /// after the start. <see cref="ImportStatus"/> tells how far it is.
    /// </summary>
    public static void AddMaps(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.AddMapsEndpoints();
        builder.Services.AddSingleton<ImportStatus>();
        builder.Services.AddSingleton<CurrentMap>();
        builder.Services.AddHostedService<ImportService>();
        builder.Services.AddHealthChecks().AddCheck<ImportHealth>("maps", tags: ["ready"]);
    }

    /// <summary>What the endpoints need besides a map.</summary>
    internal static void AddMapsEndpoints(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<GlyphRanges>();
        builder.Services.AddOptions<MapsOptions>().BindConfiguration("Maps").ValidateDataAnnotations().ValidateOnStart();
        builder.AddGeocoder();
        builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes);
    }

    /// <summary>Maps the OSRM API, isochrones, the addresses and the region, for whoever is signed in.</summary>
    public static void MapMaps(this WebApplication app) => app.MapMaps(Door.SignedIn);

    /// <summary>The same for another door; the standalone <c>serve</c> opens it to anyone.</summary>
    internal static void MapMaps(this WebApplication app, Door door)
    {
        app.MapOsrm().Admits(door);
        app.MapAddresses().Admits(door);
        app.MapRegion().Admits(door);
        app.MapIsochrones().Admits(door);
        // The map itself is public data and holds nobody's: decision 0024.
        app.MapTiles().Admits(Door.Anyone);
        app.MapStyle().Admits(Door.Anyone);
        app.MapPictures().Admits(door);
    }
}
