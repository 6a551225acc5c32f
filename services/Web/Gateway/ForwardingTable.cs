using Yarp.ReverseProxy.Configuration;

namespace Routing.Web.Gateway;

/// <summary>Which service answers which paths. A test holds it to every endpoint that the services have.</summary>
internal static class ForwardingTable
{
    /// <summary>Service to paths, as ASP.NET Core's route templates; the more particular one wins.</summary>
    private static readonly Dictionary<string, string[]> Paths = new(StringComparer.Ordinal)
    {
        ["maps"] =
        [
            "/api/geocode", "/api/reverse", "/api/region/{**rest}", "/api/road-conditions/{**rest}",
            "/tiles.json", "/tiles/{**rest}", "/style/{**rest}", "/glyphs/{**rest}", "/sprites/{**rest}", "/static/{**rest}",
            "/route/{**rest}", "/table/{**rest}", "/nearest/{**rest}", "/match/{**rest}", "/trip/{**rest}", "/tile/{**rest}", "/isochrone/{**rest}",
        ],
        ["intake"] = ["/api/booking/{**rest}", "/api/booking-keys/{**rest}", "/api/requests/{**rest}", "/api/slots", "/api/track/{**rest}", "/api/vehicles/{**rest}", "/api/imports/requests"],
        ["planning"] = ["/api/areas/{**rest}", "/api/workshops/{**rest}", "/api/courtesy-cars/{**rest}", "/api/drivers/{**rest}", "/api/imports/drivers", "/api/imports/workshops", "/vroom"],
        ["drivers"] =
        [
            "/api/drivers/{driverId}/routes/{**rest}", "/api/drivers/{driverId}/pairing-codes", "/api/drivers/{driverId}/picture", "/api/workshops/{workshopId}/steps", "/api/visits/{**rest}", "/api/trackers/{**rest}", "/api/messages",
            "/api/devices/{**rest}", "/api/positions", "/api/roads/closed",
            "/api/reports/{**rest}", "/api/corrections", "/api/route/{**rest}", "/api/route.json", "/api/route.html", "/api/route.gpx", "/api/route.pdf", "/api/stops/{**rest}", "/sheet/{**rest}",
        ],
        ["dispatch"] = ["/api/days/{**rest}", "/api/boards/{**rest}", "/api/commands/{**rest}", "/api/sign-in/{**rest}", "/api/accounts/{**rest}"],
        ["notifications"] = ["/api/notifications/{**rest}", "/api/webhooks/{**rest}", "/api/templates/{**rest}"],
    };

    public static IReadOnlyList<RouteConfig> Routes =>
        [.. from service in Paths from path in service.Value select new RouteConfig { RouteId = path, ClusterId = service.Key, Match = new() { Path = path } }];

    /// <summary>Each service's processes: <c>Services:{name}</c>, several addresses separated by semicolons.</summary>
    public static IReadOnlyList<ClusterConfig> Clusters(IConfiguration configuration) => [.. Paths.Keys.Select(name => ClusterOf(name, configuration))];

    private static ClusterConfig ClusterOf(string name, IConfiguration configuration)
    {
        var addresses = configuration[$"Services:{name}"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses is not { Length: > 0 })
            throw new InvalidOperationException($"Services:{name} is not set: give the URL of the {name} service, such as http://127.0.0.1:5081; several are separated by semicolons");
        return new()
        {
            ClusterId = name,
            Destinations = addresses.ToDictionary(address => address, address => new DestinationConfig { Address = address }, StringComparer.Ordinal),

            // A process that is down is passed over for a while; the next call meets another.
            HealthCheck = new() { Passive = new() { Enabled = true, Policy = "TransportFailureRate", ReactivationPeriod = TimeSpan.FromSeconds(5) } },
            HttpRequest = new() { ActivityTimeout = TimeSpan.FromSeconds(150) },
        };
    }
}
