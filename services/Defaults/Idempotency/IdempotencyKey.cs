using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Routing.Contracts;
using Routing.Defaults.Doors;
using Routing.Defaults.Problems;

namespace Routing.Defaults.Idempotency;

/// <summary>Says that an endpoint honours an <c>Idempotency-Key</c>: the same call again has the same answer and no further effect. A test walks all that make something.</summary>
public sealed record HonoursIdempotencyKey;

/// <summary>The header that makes a call safe to send again.</summary>
public static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;

    private static readonly Fault Invalid = new("idempotency-key-invalid", 400, "The Idempotency-Key cannot be used");
    private static readonly Fault Reused = new("idempotency-key-reused", 422, "The Idempotency-Key was used for another body");

    /// <summary>States that the endpoint, or every one of a group, sees to it itself.</summary>
    public static TBuilder HonoursKey<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.WithMetadata(new HonoursIdempotencyKey());

    /// <summary>Null where the caller sent none.</summary>
    public static (string? Key, ProblemHttpResult? Problem) Read(HttpContext http)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0) return (null, null);
        return key.Length > LongestKey || key.Any(c => c is < ' ' or > '~')
            ? (null, Invalid.With($"Send 1 to {LongestKey} visible ASCII characters, such as a UUID."))
            : (key, null);
    }

    /// <summary>What is told apart: the same key of another caller, or for another call, is another.</summary>
    public static string HashOf(HttpContext http, string caller, string key) => Secret.Hash($"{http.Request.Method} {http.Request.Path}\n{caller}\n{key}");

    /// <summary>What was understood is compared, so that neither blanks nor the order of fields matter.</summary>
    public static string HashOf<T>(T body) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options)));

    /// <param name="what">What the key stands for already.</param>
    public static ProblemHttpResult RefuseReuse(string what) => Reused.With($"It already stands for {what}. Take a new key for another one, or send the same body again.");

    /// <summary>Under the caller's key and the installation's, so that neither alone opens it.</summary>
    internal static byte[] Seal(byte[] text, byte[] key)
    {
        var sealedText = new byte[AesGcm.NonceByteSizes.MaxSize + AesGcm.TagByteSizes.MaxSize + text.Length];
        var nonce = sealedText.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var rest = sealedText.AsSpan(AesGcm.NonceByteSizes.MaxSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        aes.Encrypt(nonce, text, rest[AesGcm.TagByteSizes.MaxSize..], rest[..AesGcm.TagByteSizes.MaxSize]);
        return sealedText;
    }

    /// <exception cref="CryptographicException">It was sealed under another key.</exception>
    internal static byte[] Open(byte[] sealedText, byte[] key)
    {
        var nonce = sealedText.AsSpan(0, AesGcm.NonceByteSizes.MaxSize);
        var rest = sealedText.AsSpan(AesGcm.NonceByteSizes.MaxSize);
        var text = new byte[rest.Length - AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        aes.Decrypt(nonce, rest[AesGcm.TagByteSizes.MaxSize..], rest[..AesGcm.TagByteSizes.MaxSize], text);
        return text;
    }

    /// <summary>For <see cref="Seal"/> and <see cref="Open"/>.</summary>
    internal static byte[] SealingKey(Tokens tokens, string caller, string key) =>
        HMACSHA256.HashData(tokens.DeriveKey("answers by Idempotency-Key"), Encoding.UTF8.GetBytes($"{caller}\n{key}"));
}
