using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Routing.Defaults.Doors;

/// <summary>
/// What a customer holds for a request: the secret of their link, and the code that they read out to the driver. Both
/// follow from the request's id and the installation's key, so that every service can check them and none has to store
/// them. Thread-safe.
/// </summary>
public sealed class CustomerLinks(Tokens tokens)
{
    private const int SecretBytes = 20;
    private const uint Codes = 10_000;
    private readonly byte[] secrets = tokens.DeriveKey("intake tracking links");
    private readonly byte[] codes = tokens.DeriveKey("handover codes");

    /// <summary>160 bits, 27 characters that need no escaping in a URL.</summary>
    public string SecretOf(Guid requestId) => Base64Url.EncodeToString(Mac(secrets, requestId).AsSpan(0, SecretBytes));

    /// <summary>True where the secret is that of the request.</summary>
    public bool Opens(Guid requestId, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(SecretOf(requestId)), Encoding.UTF8.GetBytes(secret));

    /// <summary>Four digits: enough to tell a driver from a stranger at the door, where nobody tries them all.</summary>
    public string CodeOf(Guid requestId) =>
        (BinaryPrimitives.ReadUInt32BigEndian(Mac(codes, requestId)) % Codes).ToString("0000", CultureInfo.InvariantCulture);

    private static byte[] Mac(byte[] key, Guid requestId)
    {
        Span<byte> id = stackalloc byte[16];
        requestId.TryWriteBytes(id, bigEndian: true, out _);
        return HMACSHA256.HashData(key, id);
    }
}
