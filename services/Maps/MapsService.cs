using FluentValidation;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Routing.Defaults.Doors;
using Routing.Maps.Conditions;
using Routing.Maps.Consumers;
using Routing.Maps.Data;
using Routing.Maps.Endpoints;
using Routing.Maps.Geocoding;
using Routing.Maps.Glyphs;
using Routing.Maps.Import;
using Routing.Maps.Osrm;
using Routing.Messaging;

namespace Routing.Maps;

/// <summary>The Maps service, for its own process and for Host.</summary>
public static class MapsService
{
    private const string Name = "maps";

    // A table of 1,000 coordinates is a request line of some 25 kB; Kestrel's own limit is 8.
    private const int MaxRequestLineBytes = 512 * 1024;

    /// <summary>
    /// Adds the map of <c>Maps:Osm</c> (default: the bundled city), imported into <c>{Data}/maps</c> in the background
    /// after the start, with its road conditions. <see cref="ImportStatus"/> tells how far it is. The bus is added after it.
    /// </summary>
    public static void AddMaps(this WebApplicationBuilder builder)
    {
        builder.AddServiceDatabase<MapsContext, SqliteMapsContext, PostgresMapsContext>(Name);
        builder.Services.AddSingleton<DatabaseConditions>();
        builder.Services.AddSingleton<IConditionStore>(services => services.GetRequiredService<DatabaseConditions>());
        builder.Services.AddSingleton<ImportStatus>();
        builder.Services.AddSingleton<CurrentMap>();
        builder.AddMapKeeping(announces: true);
        builder.Services.AddHealthChecks().AddCheck<ImportHealth>(Name, tags: ["ready"]);
        builder.AddConsumers(Name, consumers => consumers.Add<RoadReportedConsumer>());
    }

    /// <summary>What the endpoints need besides a map, where it stands and a store of conditions; and what keeps the map up to date.</summary>
    internal static void AddMapKeeping(this WebApplicationBuilder builder, bool announces)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<MapsOptions>().BindConfiguration("Maps").ValidateDataAnnotations()
            .Validate(options => options.Zone is not null, "Maps:TimeZone is no time zone: give an IANA name, such as America/Montevideo.").ValidateOnStart();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestLineSize = MaxRequestLineBytes);
        services.AddSingleton<GlyphRanges>();
        services.AddSingleton<IValidator<ConditionBody>, ConditionBodyValidator>();
        services.AddSingleton(new ImportRole(announces));
        services.AddSingleton<MapReload>();
        services.AddSingleton<LiveConditions>();
        services.AddSingleton<ImportService>();
        services.AddSingleton<IBeginsEarly>(provider => provider.GetRequiredService<ImportService>());
        services.AddHostedService(provider => provider.GetRequiredService<ImportService>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveConditions>());
        builder.AddGeocoder();
    }

    /// <summary>Maps the OSRM API, isochrones, addresses and the region for whoever is signed in, and road conditions for dispatchers.</summary>
    public static void MapMaps(this WebApplication app)
    {
        app.MapMaps(Door.SignedIn);
        app.MapConditions().Admits(Door.Dispatcher);
        app.MapReload().Admits(Door.Operator);
    }

    /// <summary>The same for anyone, as the standalone <c>serve</c> does.</summary>
    internal static void MapOpenMaps(this WebApplication app)
    {
        app.MapMaps(Door.Anyone);
        app.MapConditions().Admits(Door.Anyone);
        app.MapReload().Admits(Door.Anyone);
    }

    private static void MapMaps(this WebApplication app, Door door)
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
