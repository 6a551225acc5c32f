using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Defaults.Doors;
using Routing.Intake.Booking;
using Routing.Intake.Data;

namespace Routing.Intake.Requests;

/// <summary>A call with an <c>Idempotency-Key</c>: the same again has the same answer and no further effect.</summary>
internal sealed record IdempotentCall(string KeyHash, string BodyHash)
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;

    /// <summary>Null and null where the caller sent no key.</summary>
    public static (IdempotentCall? Call, ProblemHttpResult? Problem) Read<T>(HttpContext http, Caller caller, T body)
    {
        var key = http.Request.Headers[Header].ToString();
        if (key.Length == 0) return (null, null);
        if (key.Length > LongestKey || key.Any(c => c is < ' ' or > '~'))
            return (null, IntakeFaults.IdempotencyKeyInvalid.With($"Send 1 to {LongestKey} visible ASCII characters, such as a UUID."));

        return (new(Secret.Hash($"{http.Request.Method} {http.GetEndpoint()?.DisplayName}\n{caller.Name}\n{key}"), HashOf(body)), null);
    }

    /// <summary>A row of a file: whoever sends it again means the same.</summary>
    public static IdempotentCall OfImport<T>(string key, T body) => new(Secret.Hash($"import\n{key}"), HashOf(body));

    // What was understood is compared, so that neither blanks nor the order of fields matter.
    private static string HashOf<T>(T body) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(body, WireJson.Options)));

    /// <summary>What was answered before; null when nothing was.</summary>
    public Task<GivenAnswer?> Find(IntakeContext data, CancellationToken cancellationToken) =>
        data.GivenAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.KeyHash == KeyHash, cancellationToken);

    /// <summary>Null when it is the same call.</summary>
    public ProblemHttpResult? Compare(GivenAnswer given) => given.BodyHash == BodyHash
        ? null
        : IntakeFaults.IdempotencyKeyReused.With($"It already stands for request {given.RequestId}. Take a new key for another request, or send the same body again.");

    public GivenAnswer Keep(Guid requestId, object answer, DateTimeOffset now) => new()
    {
        KeyHash = KeyHash,
        BodyHash = BodyHash,
        RequestId = requestId,
        Answer = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Options)),
        GivenAt = now,
    };
}
