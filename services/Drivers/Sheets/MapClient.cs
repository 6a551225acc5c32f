using Polly;

namespace Routing.Drivers.Sheets;

/// <summary>Asks Maps for the picture under a route. A sheet is made without it if Maps does not answer in time.</summary>
internal sealed partial class MapClient(IHttpClientFactory clients, IConfiguration configuration, ILogger<MapClient> log)
{
    public const string Link = "maps";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <param name="pixelsPerPoint">2 for a screen, 3 for paper.</param>
    /// <returns>A JPEG; null where there is none.</returns>
    public async Task<byte[]?> Picture(MapFrame frame, int pixelsPerPoint, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(configuration[$"Services:{Link}"])) return null;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            return await clients.CreateClient(Link).GetByteArrayAsync(frame.Picture(pixelsPerPoint).Path, timeout.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogWithout(exception.Message);
            return null;
        }
    }

    [LoggerMessage(340, LogLevel.Warning, "Maps gives no picture ({Reason}); the route sheet is drawn without a map")]
    private partial void LogWithout(string reason);
}
