using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Routing.Defaults.Doors;

/// <summary>Secrets that people carry in links and headers. Only their hash is stored.</summary>
public static class Secret
{
    /// <summary>A new secret of 160 random bits, 27 characters that need no escaping in a URL.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(20));

    /// <summary>
    /// What is stored of it: SHA-256 as lower-case hexadecimal. A plain hash is enough, since nobody can guess 160 bits.
    /// </summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
