using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Routing.Defaults.Doors;

namespace Routing.Intake.Tracking;

/// <summary>
/// Customers' secret links. A secret follows from its request's id and the installation's key, so that the answer that
/// held it can be given again although only its hash is stored.
/// </summary>
internal sealed class TrackingLinks(Tokens tokens, IOptions<IntakeOptions> options)
{
    private const int SecretBytes = 20;
    private readonly byte[] key = tokens.DeriveKey("intake tracking links");

    /// <summary>160 bits, 27 characters that need no escaping in a URL.</summary>
    public string SecretOf(Guid requestId)
    {
        Span<byte> id = stackalloc byte[16];
        requestId.TryWriteBytes(id, bigEndian: true, out _);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, id).AsSpan(0, SecretBytes));
    }

    /// <summary>What is stored of it.</summary>
    public string HashOf(Guid requestId) => Secret.Hash(SecretOf(requestId));

    /// <summary>The link that a customer gets.</summary>
    public string LinkOf(Guid requestId, HttpRequest call) => Prefix(call) + SecretOf(requestId);

    /// <summary>A link without its secret.</summary>
    public string Prefix(HttpRequest call) =>
        (options.Value.PublicUrl?.TrimEnd('/') ?? $"{call.Scheme}://{call.Host}") + options.Value.TrackingPath;
}
