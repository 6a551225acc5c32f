using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Routing.Contracts;
using Routing.Defaults.Doors;

namespace Routing.Defaults.Idempotency;

/// <summary>Carries a call out once, however often it is sent with the same <c>Idempotency-Key</c>, also at the same moment and to several processes.</summary>
public static class IdempotentCalls
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Of an endpoint without a body.</summary>
    public static RouteHandlerBuilder Idempotent<TContext>(this RouteHandlerBuilder endpoint) where TContext : DbContext =>
        endpoint.HonoursKey().AddEndpointFilter((context, next) => Once<TContext>(context, next, body: ""));

    /// <summary>
    /// Runs the handler in a transaction of <typeparamref name="TContext"/> that also keeps the answer; only what was done is kept,
    /// so that a call that was refused may be sent again. The handler works with that context alone.
    /// </summary>
    public static RouteHandlerBuilder Idempotent<TContext, TBody>(this RouteHandlerBuilder endpoint) where TContext : DbContext =>
        endpoint.HonoursKey().AddEndpointFilter((context, next) => Once<TContext>(context, next, context.Arguments.OfType<TBody>().FirstOrDefault()));

    /// <param name="Status">HTTP status.</param>
    /// <param name="Location">Of what was made; null for none.</param>
    /// <param name="Body">JSON; null for none.</param>
    private sealed record Answer(int Status, string? Location, string? Body);

    private static async ValueTask<object?> Once<TContext>(EndpointFilterInvocationContext context, EndpointFilterDelegate next, object? body) where TContext : DbContext
    {
        var http = context.HttpContext;
        var (key, invalid) = IdempotencyKey.Read(http);
        if (invalid is not null) return invalid;
        if (key is null) return await next(context);

        var stopped = http.RequestAborted;
        var data = http.RequestServices.GetRequiredService<TContext>();
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var caller = http.User.Identity?.Name ?? "";
        var (keyHash, bodyHash) = (IdempotencyKey.HashOf(http, caller, key), IdempotencyKey.HashOf(body));
        var seal = IdempotencyKey.SealingKey(http.RequestServices.GetRequiredService<Tokens>(), caller, key);
        await using var transaction = await data.Database.BeginTransactionAsync(stopped);
        if (await Find(data, keyHash, stopped) is { } known) return Again(http, known, bodyHash, seal);
        var call = new AnsweredCall { KeyHash = keyHash, BodyHash = bodyHash, AnsweredAt = clock.GetUtcNow() };
        data.Add(call);
        try
        {
            // First the claim: the same call at the same moment waits here for what becomes of this one.
            await data.SaveChangesAsync(stopped);
        }
        catch (DbUpdateException)
        {
            await transaction.RollbackAsync(stopped);
            data.ChangeTracker.Clear();
            if (await Find(data, keyHash, stopped) is { } first) return Again(http, first, bodyHash, seal);
            throw;
        }

        var result = await next(context);
        if (AnswerOf(http, result) is not { Status: >= 200 and < 300 } answer)
        {
            await transaction.RollbackAsync(stopped);
            return result;
        }

        call.Answer = IdempotencyKey.Seal(JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Options), seal);
        await data.SaveChangesAsync(stopped);
        var cutoff = call.AnsweredAt - Remembered;
        await data.Set<AnsweredCall>().Where(old => old.AnsweredAt < cutoff).ExecuteDeleteAsync(stopped);
        await transaction.CommitAsync(stopped);
        return result;
    }

    private static Task<AnsweredCall?> Find(DbContext data, string keyHash, CancellationToken cancellationToken) =>
        data.Set<AnsweredCall>().AsNoTracking().SingleOrDefaultAsync(call => call.KeyHash == keyHash, cancellationToken);

    private static IResult Again(HttpContext http, AnsweredCall known, string bodyHash, byte[] seal)
    {
        if (known.BodyHash != bodyHash) return IdempotencyKey.RefuseReuse("a call with another body");
        Answer answer;
        try
        {
            answer = JsonSerializer.Deserialize<Answer>(IdempotencyKey.Open(known.Answer, seal), WireJson.Options)!;
        }
        catch (CryptographicException)
        {
            return IdempotencyKey.RefuseReuse("a call that was carried out before this installation had a new key");
        }

        if (answer.Location is not null) http.Response.Headers.Location = answer.Location;
        return answer.Body is null ? TypedResults.StatusCode(answer.Status) : TypedResults.Text(answer.Body, "application/json; charset=utf-8", statusCode: answer.Status);
    }

    /// <summary>Null for what is no answer of ours.</summary>
    private static Answer? AnswerOf(HttpContext http, object? result)
    {
        while (result is INestedHttpResult nested) result = nested.Result;
        if (result is not IStatusCodeHttpResult { StatusCode: { } status }) return null;
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var value = (result as IValueHttpResult)?.Value;
        var location = result.GetType().GetProperty(nameof(Created.Location))?.GetValue(result) as string;
        return new(status, location, value is null ? null : JsonSerializer.Serialize(value, value.GetType(), json));
    }
}
