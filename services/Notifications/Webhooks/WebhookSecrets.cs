using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Routing.Defaults.Doors;

namespace Routing.Notifications.Webhooks;

/// <summary>Signs what webhooks are sent. A secret follows from its webhook's id and the installation's key; none is stored.</summary>
internal sealed class WebhookSecrets(Tokens tokens)
{
    private readonly byte[] key = tokens.DeriveKey("notifications webhooks");

    /// <summary>43 characters; the receiver checks signatures with their UTF-8 bytes as the key.</summary>
    public string SecretOf(Guid webhookId) => Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(webhookId.ToString("N"))));

    /// <summary>HMAC-SHA256 over <c>timestamp.body</c>, as <c>v1=</c> and lower-case hexadecimal.</summary>
    /// <param name="webhookId">Whose secret.</param>
    /// <param name="timestamp">Seconds since 1970, as in the header.</param>
    /// <param name="body">As sent.</param>
    public string Sign(Guid webhookId, string timestamp, string body) =>
        "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SecretOf(webhookId)), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));
}
