using MimeKit;
using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Channels;

/// <summary>Mails are laid into a folder, as files that mail programs open.</summary>
internal sealed partial class FolderMailRoute(IConfiguration configuration, ILogger<FolderMailRoute> log) : IMailRoute
{
    private readonly string folder = Path.Combine(Path.GetFullPath(configuration["Data"] ?? "data"), "outbox-mail");

    public async Task<Outcome> Send(MimeMessage mail, Guid deliveryId, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, $"{deliveryId}.eml");
        try
        {
            Directory.CreateDirectory(folder);
            await mail.WriteToAsync(file, cancellationToken);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return Outcome.Later($"{folder} cannot be written: {failed.GetType().Name}.");
        }

        LogMail(log, file);
        return Outcome.Taken;
    }

    [LoggerMessage(311, LogLevel.Information, "Mail: {File}")]
    private static partial void LogMail(ILogger log, string file);
}
