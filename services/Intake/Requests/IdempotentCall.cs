using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Routing.Contracts;
using Routing.Defaults.Doors;
using Routing.Defaults.Idempotency;
using Routing.Intake.Booking;
using Routing.Intake.Data;

namespace Routing.Intake.Requests;

/// <summary>A call with an <c>Idempotency-Key</c>: the same again has the same answer and no further effect.</summary>
internal sealed record IdempotentCall(string KeyHash, string BodyHash)
{
    /// <summary>Null and null where the caller sent no key.</summary>
    public static (IdempotentCall? Call, ProblemHttpResult? Problem) Read<T>(HttpContext http, Caller caller, T body)
    {
        var (key, problem) = IdempotencyKey.Read(http);
        if (key is null) return (null, problem);
        return (new(Secret.Hash($"{http.Request.Method} {http.GetEndpoint()?.DisplayName}\n{caller.Name}\n{key}"), IdempotencyKey.HashOf(body)), null);
    }

    /// <summary>A row of a file: whoever sends it again means the same.</summary>
    public static IdempotentCall OfImport<T>(string key, T body) => new(Secret.Hash($"import\n{key}"), IdempotencyKey.HashOf(body));

    /// <summary>What was answered before; null when nothing was.</summary>
    public Task<GivenAnswer?> Find(IntakeContext data, CancellationToken cancellationToken) =>
        data.GivenAnswers.AsNoTracking().SingleOrDefaultAsync(a => a.KeyHash == KeyHash, cancellationToken);

    /// <summary>Null when it is the same call.</summary>
    public ProblemHttpResult? Compare(GivenAnswer given) => given.BodyHash == BodyHash
        ? null
        : IdempotencyKey.RefuseReuse($"request {given.RequestId}");

    public GivenAnswer Keep(Guid requestId, object answer, DateTimeOffset now) => new()
    {
        KeyHash = KeyHash,
        BodyHash = BodyHash,
        RequestId = requestId,
        Answer = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Options)),
        GivenAt = now,
    };
}
