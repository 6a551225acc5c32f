using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Routing.Defaults.Doors;

namespace Routing.Drivers.Trackers;

/// <summary>
/// Where a tracker app sends a device's positions to: an address with a secret, since such an app knows no tokens. It
/// opens nothing else, and is shut with its device.
/// </summary>
internal sealed class TrackerLinks(Tokens tokens)
{
    private const int SecretBytes = 15;
    private readonly byte[] key = tokens.DeriveKey("tracker links");

    public string PathOf(Guid deviceId) => $"/api/trackers/{deviceId}/{SecretOf(deviceId)}";

    public bool Opens(Guid deviceId, string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(SecretOf(deviceId)), Encoding.UTF8.GetBytes(secret));

    private string SecretOf(Guid deviceId)
    {
        Span<byte> id = stackalloc byte[16];
        deviceId.TryWriteBytes(id, bigEndian: true, out _);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, id).AsSpan(0, SecretBytes));
    }
}
