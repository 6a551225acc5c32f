using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Routing.Defaults.Doors;

/// <summary>
/// Signatures of calls between us and others' systems, the same in both directions. A secret follows from an id and the
/// installation's key; none is stored.
/// </summary>
/// <param name="tokens">Has the installation's key.</param>
/// <param name="purpose">Sets these secrets apart from all others.</param>
public abstract class Signatures(Tokens tokens, string purpose)
{
    private readonly byte[] root = tokens.DeriveKey(purpose);

    /// <summary>43 characters; signatures are made with their UTF-8 bytes as the key.</summary>
    public string SecretOf(Guid id) => Base64Url.EncodeToString(HMACSHA256.HashData(root, Encoding.UTF8.GetBytes(id.ToString("N"))));

    /// <summary>HMAC-SHA256 over <c>timestamp.body</c>, as <c>v1=</c> and lower-case hexadecimal.</summary>
    /// <param name="id">Whose secret.</param>
    /// <param name="timestamp">Seconds since 1970, as in the header.</param>
    /// <param name="body">As sent.</param>
    public string Sign(Guid id, string timestamp, string body) =>
        "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SecretOf(id)), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));

    /// <summary>True for what <see cref="Sign"/> gives; takes as long for any other.</summary>
    public bool Signs(Guid id, string timestamp, string body, string signature) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Sign(id, timestamp, body)), Encoding.UTF8.GetBytes(signature));
}
