using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Routing.Notifications.Deliveries;

namespace Routing.Notifications.Channels;

/// <summary>Mails go to a mail server.</summary>
internal sealed class SmtpMailRoute(IOptions<NotificationsOptions> options) : IMailRoute
{
    public async Task<Outcome> Send(MimeMessage mail, Guid deliveryId, CancellationToken cancellationToken)
    {
        var server = options.Value.Smtp;
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(server.Host, server.Port, Security(server.Security), cancellationToken);
            if (server.User is not null) await client.AuthenticateAsync(server.User, server.Password ?? "", cancellationToken);
            await client.SendAsync(mail, cancellationToken);
        }
        catch (SmtpCommandException refused)
        {
            // The text may repeat the address, so only the codes are kept.
            var problem = $"The mail server answered {(int)refused.StatusCode} ({refused.ErrorCode}).";
            return (int)refused.StatusCode >= 500 ? Outcome.Never(problem) : Outcome.Later(problem);
        }
        catch (Exception failed) when (failed is SocketException or IOException or ProtocolException or AuthenticationException or SslHandshakeException or NotSupportedException or ServiceNotConnectedException)
        {
            return Outcome.Later($"{failed.GetType().Name} at {server.Host}:{server.Port}: see Notifications:Smtp.");
        }

        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception ignored) when (ignored is SocketException or IOException or ProtocolException or OperationCanceledException)
        {
            // The server has taken the mail; how it says goodbye does not matter.
        }

        return Outcome.Taken;
    }

    private static SecureSocketOptions Security(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };
}
