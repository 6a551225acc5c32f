using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Routing.Contracts.Values;
using Routing.Defaults;
using Routing.Defaults.Idempotency;
using Routing.Defaults.Validation;
using Routing.Maps.Conditions;
using Routing.Maps.Import;
using Routing.Maps.Osrm;
using Routing.RoadNetwork.Live;
using RoadCondition = Routing.Contracts.Values.RoadCondition;

namespace Routing.Maps.Endpoints;

/// <summary>The road conditions that have not ended.</summary>
/// <param name="Version">Of the whole set; rises with each change.</param>
internal sealed record ConditionsAnswer(long Version, IReadOnlyList<ConditionAnswer> Conditions);

/// <param name="Condition">As it is told to the other services.</param>
/// <param name="InForce">Whether it is in force now.</param>
/// <param name="FoundBy">How its roads were found in the map that answers: <c>name</c>, <c>nodes</c>, <c>place</c> or <c>nothing</c> (it has no effect); null until it is applied.</param>
/// <param name="Line">The pieces of road that it is on, as GeoJSON; null for an area, and until it is applied.</param>
internal sealed record ConditionAnswer(RoadCondition Condition, bool InForce, FoundBy? FoundBy, MultiLineString? Line);

/// <param name="Until">When it ends; absent: when it is taken back.</param>
internal sealed record ConfirmBody(DateTimeOffset? Until);

/// <summary>Closed roads and speeds of the day.</summary>
internal static class ConditionsEndpoints
{
    private const string Path = "/api/road-conditions";

    public static IEndpointConventionBuilder MapConditions(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup(Path).WithTags("Road conditions");
        group.MapGet("", List).WithName("ListRoadConditions").WithSummary("The road conditions that have not ended");
        group.MapPost("", Add).WithName("AddRoadCondition").Validated<ConditionBody>().HonoursKey()
            .WithSummary("Closes roads or changes their speed: by way, by place or in an area, for some time")
            .WithDescription("Routes, tables and isochrones heed it when this answers. It is kept over restarts and goes over to newer extracts. Where several are in force on a road the worst counts: closed, else the slowest. A place on a closed road is reached on the nearest open one. With ?dryRun=true nothing is closed: the answer shows the road that would be, as a line.");
        group.MapGet("/{id:guid}", Get).WithName("GetRoadCondition").WithSummary("A road condition");
        group.MapPut("/{id:guid}", Change).WithName("ChangeRoadCondition").Validated<ConditionBody>().WithSummary("Changes a road condition; what a driver reported is confirmed by it");
        group.MapPost("/{id:guid}/confirm", Confirm).WithName("ConfirmRoadCondition").WithSummary("Agrees to what a driver reported, and says how long it lasts");
        group.MapDelete("/{id:guid}", Remove).WithName("RemoveRoadCondition").WithSummary("Takes a road condition back");
        return group;
    }

    private static async Task<Ok<ConditionsAnswer>> List(IConditionStore store, LiveConditions live, TimeProvider clock, CancellationToken ct)
    {
        var set = await store.Read(ct);
        return TypedResults.Ok(new ConditionsAnswer(set.Version, [.. set.All.Select(condition => Answer(condition, live, clock))]));
    }

    private static async Task<Results<Ok<ConditionAnswer>, ProblemHttpResult>> Get(Guid id, IConditionStore store, LiveConditions live, TimeProvider clock, CancellationToken ct) =>
        (await store.Read(ct)).All.FirstOrDefault(condition => condition.ConditionId == id) is { } found ? TypedResults.Ok(Answer(found, live, clock)) : Unknown(id);

    private static async Task<Results<Created<ConditionAnswer>, Ok<ConditionAnswer>, ProblemHttpResult>> Add(
        ConditionBody body, bool? dryRun, HttpContext http, IConditionStore store, LiveConditions live, CurrentMap current, ImportStatus status, IOptions<MapsOptions> limits, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (key, unusable) = IdempotencyKey.Read(http);
        if (unusable is not null) return unusable;

        var id = key is null ? Guid.CreateVersion7(now) : IdOf(CallerOf(http), key, body);
        if (Pinned(body.ToCondition(id, CallerOf(http), now), current, status, out var refusal) is not { } condition) return refusal!;
        if (dryRun == true)
        {
            using var hold = current.Take();
            return hold is null ? NotReady(status) : TypedResults.Ok(Answer(condition, FoundRoads.Of(ConditionDesk.ForEngine([condition]).On(hold.Value.Region), 0), clock));
        }

        var (isFull, isReused) = (false, false);
        var set = await store.Change(
            all => all.Any(known => known.ConditionId == id) || (isReused = key is not null && all.Any(known => IsOfSameKey(known.ConditionId, id))) || (isFull = all.Count >= limits.Value.MaxConditions)
                ? all : [.. all, condition],
            ct);
        if (isReused) return IdempotencyKey.RefuseReuse("another road condition");
        if (set.All.FirstOrDefault(known => known.ConditionId == id) is { } made) (isFull, condition) = (false, made);
        if (isFull) return MapsFaults.Of(MapsFault.TooManyConditions).Fault.With($"There are {set.All.Count}, and {limits.Value.MaxConditions} is the most (Maps:MaxConditions): take some back, or draw one area for many.");
        await live.Heed(set, ct);
        return TypedResults.Created($"{Path}/{condition.ConditionId}", Answer(condition, live, clock));
    }

    /// <summary>
    /// The id follows from key and body, so that the same call again finds what it made: the first half from the key, by which
    /// another body under it is noticed, the second from the body.
    /// </summary>
    private static Guid IdOf(string caller, string key, ConditionBody body)
    {
        var bytes = NamedIds.Of($"road condition\n{caller}\n{key}").ToByteArray(bigEndian: true);
        NamedIds.Of(IdempotencyKey.HashOf(body)).ToByteArray(bigEndian: true).AsSpan(8).CopyTo(bytes.AsSpan(8));
        return new Guid(bytes, bigEndian: true);
    }

    private static bool IsOfSameKey(Guid one, Guid other) => one.ToByteArray(bigEndian: true).AsSpan(0, 8).SequenceEqual(other.ToByteArray(bigEndian: true).AsSpan(0, 8));

    private static async Task<Results<Ok<ConditionAnswer>, ProblemHttpResult>> Change(
        Guid id, ConditionBody body, HttpContext http, IConditionStore store, LiveConditions live, CurrentMap current, ImportStatus status, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (Pinned(body.ToCondition(id, CallerOf(http), now), current, status, out var refusal) is not { } condition) return refusal!;
        return await Replace(id, known => condition with { DriverId = known.DriverId, From = body.From ?? known.From }, store, live, clock, ct);
    }

    private static Task<Results<Ok<ConditionAnswer>, ProblemHttpResult>> Confirm(
        Guid id, ConfirmBody? body, HttpContext http, IConditionStore store, LiveConditions live, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return body?.Until <= now
            ? Task.FromResult<Results<Ok<ConditionAnswer>, ProblemHttpResult>>(MapsFaults.Of(MapsFault.InvalidValue).Fault.With($"until is {body.Until:O}, which is over: give a time to come, or take the condition back with DELETE."))
            : Replace(id, known => known with { Confirmed = true, Until = body?.Until, By = CallerOf(http), ChangedAt = now }, store, live, clock, ct);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(Guid id, IConditionStore store, LiveConditions live, CancellationToken ct)
    {
        var isThere = false;
        var set = await store.Change(all => (isThere = all.Any(known => known.ConditionId == id)) ? [.. all.Where(known => known.ConditionId != id)] : all, ct);
        if (!isThere) return Unknown(id);
        await live.Heed(set, ct);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ConditionAnswer>, ProblemHttpResult>> Replace(
        Guid id, Func<RoadCondition, RoadCondition> change, IConditionStore store, LiveConditions live, TimeProvider clock, CancellationToken ct)
    {
        RoadCondition? changed = null;
        var set = await store.Change(
            all =>
            {
                changed = all.FirstOrDefault(known => known.ConditionId == id) is { } known ? change(known) : null;
                return changed is null ? all : ConditionDesk.Replace(all, changed);
            },
            ct);
        if (changed is null) return Unknown(id);
        await live.Heed(set, ct);
        return TypedResults.Ok(Answer(changed, live, clock));
    }

    /// <summary>Null with a refusal where the map has no such road, or there is no map yet.</summary>
    private static RoadCondition? Pinned(RoadCondition condition, CurrentMap current, ImportStatus status, out ProblemHttpResult? refusal)
    {
        refusal = null;
        using var hold = current.Take();
        if (hold is null)
        {
            refusal = NotReady(status);
            return null;
        }

        var pinned = ConditionDesk.Pin(condition, hold.Value.Region);
        if (pinned is null)
        {
            refusal = MapsFaults.Of(MapsFault.NoSegment).Fault.With(condition.Road is { Way: { } way }
                ? $"The map has no way {way} on which the points lie: is it a road, and of the extract in use (GET /api/region)?"
                : "There is no road within 60 m of the place, or none driven in that bearing.");
        }

        return pinned;
    }

    private static ProblemHttpResult NotReady(ImportStatus status)
    {
        var notReady = OsrmEndpoints.NotReady(status);
        return MapsFaults.Of(notReady.Fault).Fault.With(notReady.Text);
    }

    private static ConditionAnswer Answer(RoadCondition condition, LiveConditions live, TimeProvider clock) =>
        Answer(condition, live.Found.GetValueOrDefault(condition.ConditionId), clock);

    private static ConditionAnswer Answer(RoadCondition condition, FoundRoads? found, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return new(condition, condition.From <= now && !(condition.Until <= now), found?.By, found?.Line);
    }

    private static string CallerOf(HttpContext http) => http.User.Identity?.Name ?? "anyone";

    private static ProblemHttpResult Unknown(Guid id) =>
        MapsFaults.Of(MapsFault.UnknownCondition).Fault.With($"There is no road condition {id}: it has ended, or was taken back. GET {Path} lists those there are.");
}
