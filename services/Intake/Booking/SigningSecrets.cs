using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Routing.Defaults.Doors;

namespace Routing.Intake.Booking;

/// <summary>What others sign with who act for a workshop, in the form of our own webhooks. It follows from a booking key's id and the installation's key; none is stored.</summary>
internal sealed class SigningSecrets(Tokens tokens)
{
    public const string KeyHeader = "Signing-Key";
    public const string TimestampHeader = "Webhook-Timestamp";
    public const string SignatureHeader = "Webhook-Signature";

    private readonly byte[] root = tokens.DeriveKey("booking keys' signatures");

    public string SecretOf(Guid keyId) => Base64Url.EncodeToString(HMACSHA256.HashData(root, Encoding.UTF8.GetBytes(keyId.ToString("N"))));

    /// <summary>True for <c>v1=</c> and the lower-case hexadecimal HMAC-SHA256 of <c>timestamp.body</c>.</summary>
    public bool Signs(Guid keyId, string timestamp, string body, string signature)
    {
        var expected = "v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(SecretOf(keyId)), Encoding.UTF8.GetBytes($"{timestamp}.{body}")));
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
    }
}
