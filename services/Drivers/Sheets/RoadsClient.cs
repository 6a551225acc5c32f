using System.Globalization;
using System.Net.Http.Json;
using Polly;
using Routing.Contracts;
using Routing.Contracts.Values;

namespace Routing.Drivers.Sheets;

/// <summary>Asks Maps for the roads around a route. A sheet is made without them if it does not answer in time.</summary>
internal sealed partial class RoadsClient(IHttpClientFactory clients, IConfiguration configuration, ILogger<RoadsClient> log)
{
    public const string Link = "maps";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task<IReadOnlyList<Road>> Around(MapFrame frame, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(configuration[$"Services:{Link}"])) return [];
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        var (west, south, east, north) = frame.Bounds;
        var path = string.Create(
            CultureInfo.InvariantCulture, $"/api/roads?bbox={west:F5},{south:F5},{east:F5},{north:F5}&detail={frame.Detail}");
        try
        {
            var answer = await clients.CreateClient(Link).GetFromJsonAsync<RoadsAnswer>(path, WireJson.Options, timeout.Token);
            return [.. answer!.Roads.Select(road => new Road(road.Class, road.Name ?? "", Polyline6.Read(road.Geometry)))];
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException or System.Text.Json.JsonException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogWithout(exception.Message);
            return [];
        }
    }

    private sealed record RoadsAnswer(IReadOnlyList<RoadAnswer> Roads);

    private sealed record RoadAnswer(string Class, string? Name, string Geometry);

    [LoggerMessage(340, LogLevel.Warning, "Maps gives no roads ({Reason}); the route sheet is drawn without them")]
    private partial void LogWithout(string reason);
}
