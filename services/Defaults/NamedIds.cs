using System.Security.Cryptography;
using System.Text;

namespace Routing.Defaults;

/// <summary>Ids that follow from a name, so that who comes again with the same name means the same thing.</summary>
public static class NamedIds
{
    /// <summary>The same id for the same text: UUIDv8 of its SHA-256 (RFC 9562, section 5.8).</summary>
    public static Guid Of(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
