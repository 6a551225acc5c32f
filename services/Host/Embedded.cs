using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Routing.Defaults;
using Routing.Dispatch;
using Routing.Drivers;
using Routing.Intake;
using Routing.Maps;
using Routing.Messaging;
using Routing.Notifications;
using Routing.Planning;
using Routing.Web;
using Spectre.Console;

namespace Routing.Host;

/// <summary>Every service in one process: an in-memory bus, SQLite files and the bundled city.</summary>
internal static class Embedded
{
    // What a start allocates until requests are taken; nearly all of it stays.
    private const long StartBytes = 200L << 20;

    public static async Task<int> Run(StartOptions options, CancellationToken ct)
    {
        if (Wrong(options) is { } wrong) return Complain(wrong);
        if (options.Urls.Split(';').FirstOrDefault(IsTaken) is { } taken) return Complain(InUse(taken));
        PutOffCollections();
        var app = Compose(options);
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException busy) when (busy.InnerException is AddressInUseException)
        {
            return Complain(InUse(options.Urls));
        }

        await using (app)
        {
            var status = await Startup.Show(app, options, ct);
            if (status != 0)
            {
                await app.StopAsync(CancellationToken.None);
                return status;
            }

            await app.WaitForShutdownAsync(ct);
            return 0;
        }
    }

    private static string? Wrong(StartOptions options)
    {
        if (options.Osm is { } osm && !File.Exists(osm)) return $"There is no file {osm}. --osm takes an OpenStreetMap extract: .osm.pbf, .osm or .osm.gz";
        foreach (var url in options.Urls.Split(';'))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                return $"--urls {url} is no address. Write it like http://127.0.0.1:5080";
        }

        return null;
    }

    /// <summary>Looked at before anything starts, so that a taken port costs no import.</summary>
    private static bool IsTaken(string url)
    {
        var address = new Uri(url);
        if (address.Port == 0) return false;
        var at = IPAddress.TryParse(address.Host.Trim('[', ']'), out var parsed) ? parsed : IPAddress.Loopback;
        try
        {
            using var listener = new TcpListener(at, address.Port);
            listener.Start();
            return false;
        }
        catch (SocketException busy) when (busy.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return true;
        }
    }

    private static string InUse(string urls) =>
        $"{urls} is in use by another program. Stop it, or choose another address: --urls http://127.0.0.1:5081";

    private static int Complain(string text)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{text}[/]");
        return 2;
    }

    /// <summary>No garbage collection before so much is allocated: it would free little, and takes a twelfth of a start.</summary>
    private static void PutOffCollections()
    {
        if (GC.GetGCMemoryInfo().TotalAvailableMemoryBytes > 10 * StartBytes) GC.TryStartNoGCRegion(StartBytes);
    }

    /// <summary>Ready to be started, and what can begin before that has begun.</summary>
    /// <param name="arrange">Settings and services that come before all others.</param>
    internal static WebApplication Compose(StartOptions options, Action<WebApplicationBuilder>? arrange = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        var self = options.Urls.Split(';')[0].Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = options.Urls,
            ["Data"] = Path.GetFullPath(options.Data),
            ["Maps:Osm"] = options.Osm is { } osm ? Path.GetFullPath(osm) : null,
            ["Services:maps"] = self,
            ["Bus:Transport"] = "memory",
            ["Database:Provider"] = "sqlite",
            ["Drivers:Queue"] = "table",
        }.Where(setting => setting.Value is not null));
        // The console is for people: what they read there is the progress, the table and the day. Logging:LogLevel overrides.
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        // Five databases are looked at on both cores. What has to come first does so in StartingAsync.
        builder.Services.Configure<HostOptions>(host => host.ServicesStartConcurrently = true);
        arrange?.Invoke(builder);
        builder.AddDefaults();
        builder.AddMaps();
        builder.AddPlanning();
        builder.AddIntake();
        builder.AddDrivers();
        builder.AddDispatch();
        builder.AddNotifications();
        builder.AddPages();
        builder.AddBus();
        var app = builder.Build();
        app.Services.Begin();
        app.UseDefaults();
        app.MapMaps();
        app.MapPlanning();
        app.MapIntake();
        app.MapDrivers();
        app.MapDispatch();
        app.MapNotifications();
        app.MapPages();
        return app;
    }
}
