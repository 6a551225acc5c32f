using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Routing.Defaults.Idempotency;

namespace Routing.Defaults.Doors;

/// <summary>Issues and describes our signed tokens (JWT, HMAC-SHA256). Thread-safe.</summary>
public sealed class Tokens(SymmetricSecurityKey key, TimeProvider clock)
{
    private const string Issuer = "routing";
    private const string SealMark = "sealed:";
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);
    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Signs a token for a person, a device or a service.</summary>
    /// <param name="subject">Account name, device id or service name.</param>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="life">How long it is good for.</param>
    /// <param name="claims">More claims, such as the driver of a device.</param>
    public string Issue(string subject, string role, TimeSpan life, params IReadOnlyList<Claim> claims)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + life,
            Subject = new ClaimsIdentity([new Claim("sub", subject), new Claim("role", role), .. claims]),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>
    /// 32 bytes for a purpose of their own, from the signing key by HKDF with SHA-256: the same in every process of an
    /// installation, and no way back to the signing key.
    /// </summary>
    public byte[] DeriveKey(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Key, outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Seals a text that passes the bus or lies in a database and is for one purpose alone (AES-256-GCM); every process of the installation opens it.</summary>
    public string Seal(string purpose, string text) => SealMark + Convert.ToBase64String(IdempotencyKey.Seal(Encoding.UTF8.GetBytes(text), DeriveKey(purpose)));

    /// <summary>The text that was sealed; one that never was is given back as it is.</summary>
    /// <exception cref="CryptographicException">It was sealed for another purpose, or by another installation.</exception>
    public string Open(string purpose, string text) =>
        text.StartsWith(SealMark, StringComparison.Ordinal) ? Encoding.UTF8.GetString(IdempotencyKey.Open(Convert.FromBase64String(text[SealMark.Length..]), DeriveKey(purpose))) : text;

    internal TokenValidationParameters Validation => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Issuer,
        IssuerSigningKey = key,
        NameClaimType = "sub",
        RoleClaimType = "role",
        LifetimeValidator = (from, until, token, parameters) => IsGood(from, until),
    };

    /// <summary>By the clock that the token was issued by; another process's may be a little off.</summary>
    private bool IsGood(DateTime? from, DateTime? until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (until + Skew <= now) throw new SecurityTokenExpiredException("The token has expired.") { Expires = until!.Value };
        return from is null || from - Skew <= now;
    }
}
