using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Channels;

/// <summary>Text messages are laid into a folder.</summary>
internal sealed partial class FolderTextRoute(IConfiguration configuration, ILogger<FolderTextRoute> log) : ITextRoute
{
    private readonly string folder = Path.Combine(Path.GetFullPath(configuration["Data"] ?? "data"), "outbox-sms");

    public async Task<Outcome> Send(string phone, string text, Guid deliveryId, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, $"{deliveryId}.txt");
        try
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(file, $"To: {phone}\n\n{text}\n", cancellationToken);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return Outcome.Later($"{folder} cannot be written: {failed.GetType().Name}.");
        }

        LogText(log, file);
        return Outcome.Taken;
    }

    [LoggerMessage(312, LogLevel.Information, "Text message: {File}")]
    private static partial void LogText(ILogger log, string file);
}
