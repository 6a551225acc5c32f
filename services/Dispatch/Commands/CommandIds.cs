using System.Security.Cryptography;
using System.Text;

namespace Routing.Dispatch.Commands;

/// <summary>Where a command's id comes from: its body, else its Idempotency-Key, else the clock.</summary>
internal static class CommandIds
{
    /// <summary>Longest Idempotency-Key, characters.</summary>
    public const int MaxKeyLength = 200;

    public static Guid Of(Guid? given, string? idempotencyKey, string by, DateTimeOffset now)
    {
        if (given is { } id && id != Guid.Empty) return id;
        if (string.IsNullOrWhiteSpace(idempotencyKey)) return Guid.CreateVersion7(now);
        return Guid.TryParse(idempotencyKey, out var key) && key != Guid.Empty ? key : FromText($"{by}\n{idempotencyKey}");
    }

    /// <summary>The same id for the same text: UUIDv8 of its SHA-256 (RFC 9562, section 5.8).</summary>
    private static Guid FromText(string text)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
