using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Polly;

namespace Routing.Defaults;

/// <summary>Asks Maps for still pictures of the map. Whatever they are for is made without one if Maps does not answer in time.</summary>
public sealed partial class MapPictures(IHttpClientFactory clients, IConfiguration configuration, TimeProvider clock, ILogger<MapPictures> log)
{
    internal const string Link = "maps";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // Maps that draws its tiles still, or is away, is not waited for once more by each of a hundred mails.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);
    private DateTimeOffset restsUntil = DateTimeOffset.MinValue;

    /// <param name="path">Of <c>GET /static</c> at Maps, with its query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>A JPEG or PNG, as the path says; null where there is none.</returns>
    public async Task<byte[]?> Draw(string path, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(configuration[$"Services:{Link}"]) || clock.GetUtcNow() < restsUntil) return null;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Patience);
        try
        {
            return await clients.CreateClient(Link).GetByteArrayAsync(new Uri(path, UriKind.Relative), timeout.Token);
        }
        catch (Exception exception) when (exception is HttpRequestException or ExecutionRejectedException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            restsUntil = clock.GetUtcNow() + Rest;
            LogWithout(exception.Message);
            return null;
        }
    }

    [LoggerMessage(120, LogLevel.Warning, "Maps gives no picture ({Reason}); what it is for is made without")]
    private partial void LogWithout(string reason);
}
