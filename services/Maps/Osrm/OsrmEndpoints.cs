using System.Text.Json;
using CommunityToolkit.HighPerformance.Buffers;
using Microsoft.Extensions.Options;
using Routing.Maps.Import;

namespace Routing.Maps.Osrm;

/// <summary>The OSRM HTTP API, version 1: <c>route</c>, <c>table</c>, <c>nearest</c>, <c>match</c>, with OSRM's shapes and codes.</summary>
internal static class OsrmEndpoints
{
    // Of most answers; a buffer grows when it has to.
    private const int FirstBytes = 8192;

    public static IEndpointConventionBuilder MapOsrm(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Roads");
        foreach (var service in Enum.GetValues<OsrmService>())
        {
            var (named, word) = (service, service.ToString().ToLowerInvariant());
            group
                .MapGet($"/{word}/v1/{{profile}}/{{**coordinates}}", (HttpContext http, string profile, string? coordinates) => Answer(http, named, profile, coordinates ?? ""))
                .WithName($"Osrm{service}")
                .WithSummary($"OSRM's {word} service")
                .WithDescription($"Parameters, answers and error codes are those of OSRM's HTTP API, version 1. Profiles: car (driving), scooter, bicycle (cycling), foot (walking). Beyond OSRM, route and table take depart_at=2026-11-26T08:30 (the region's clock, Maps:TimeZone; or with Z or an offset): the hour's speeds (Maps:SpeedsByHour) and the road conditions in force at that departure then count for the whole way; without it the usual speeds, and the conditions in force now.")
                .Produces(200, contentType: "application/json")
                .Produces(400, contentType: "application/json")
                .Produces(503, contentType: "application/json");
        }
        // What is nearly an OSRM address gets OSRM's answer to it, not a bare 404.
        foreach (var service in (ReadOnlySpan<string>)["route", "table", "nearest", "match", "trip", "tile"])
        {
            var named = service;
            group.MapGet($"/{service}/{{version}}/{{**rest}}", (HttpContext http, string version) => Malformed(http, named, version)).ExcludeFromDescription();
        }
        return group;
    }

    private static async Task Answer(HttpContext http, OsrmService service, string profile, string coordinates)
    {
        var services = http.RequestServices;
        using var hold = services.GetRequiredService<CurrentMap>().Take();
        if (hold is not { Value: { } map })
        {
            await Refuse(http, NotReady(services.GetRequiredService<ImportStatus>()));
            return;
        }
        if (coordinates.Length == 0)
        {
            await Refuse(http, new Refusal(MapsFault.InvalidUrl, $"The address has no coordinates: write /{service.ToString().ToLowerInvariant()}/v1/{OsrmQueryReader.Cut(profile)}/{{lon,lat;lon,lat}}."));
            return;
        }
        var (query, wrong) = OsrmQueryReader.Read(service, profile, coordinates, http.Request.Query);
        if (query is null)
        {
            await Refuse(http, wrong);
            return;
        }
        var limits = services.GetRequiredService<IOptions<MapsOptions>>().Value;
        var ct = http.RequestAborted;

        using var body = new ArrayPoolBufferWriter<byte>(FirstBytes);
        await using var json = new Utf8JsonWriter(body, OsrmWriter.Options);
        if (OsrmAnswers.Answer(map.Router, query, limits, json, ct) is { } refusal)
        {
            await Refuse(http, refusal);
            return;
        }
        await json.FlushAsync(ct);
        await Send(http, body);
    }

    /// <summary>OSRM's answer to an address that is none of ours.</summary>
    public static Task Unknown(HttpContext http) =>
        http.Request.Path.ToString().Split('/', StringSplitOptions.RemoveEmptyEntries) is [var service, var version, ..]
            ? Malformed(http, OsrmQueryReader.Cut(service), version)
            : Refuse(http, new Refusal(MapsFault.InvalidUrl, "Write /{service}/v1/{profile}/{lon,lat;lon,lat}: route, table, nearest or match."));

    private static Task Malformed(HttpContext http, string service, string version) =>
        Refuse(
            http,
            service is not ("route" or "table" or "nearest" or "match")
                ? new Refusal(MapsFault.InvalidService, $"The service '{service}' is not answered here: use route, table, nearest or match.")
            : version != "v1" ? new Refusal(MapsFault.InvalidVersion, $"The version '{OsrmQueryReader.Cut(version)}' is not known: use v1.")
            : new Refusal(MapsFault.InvalidUrl, $"Write /{service}/v1/{{profile}}/{{lon,lat;lon,lat}}.")
        );

    public static Refusal NotReady(ImportStatus status) =>
        status.Stage == ImportStage.Failed
            ? new Refusal(MapsFault.ImportFailed, status.Problem ?? "")
            : new Refusal(MapsFault.NotReady, $"{ImportHealth.Describe(status)}. Ask again in a moment.");

    private static async Task Refuse(HttpContext http, Refusal refusal)
    {
        var row = MapsFaults.Of(refusal.Fault);
        http.Response.StatusCode = row.Status;
        if (refusal.Fault == MapsFault.NotReady)
            http.Response.Headers.RetryAfter = "1";
        using var body = new ArrayPoolBufferWriter<byte>(FirstBytes);
        await using (var json = new Utf8JsonWriter(body, OsrmWriter.Options))
            OsrmWriter.Error(json, row.OsrmCode, refusal.Text);
        await Send(http, body);
    }

    // With its length, as OSRM's server sends it: VROOM and other simple clients know no chunks.
    private static async Task Send(HttpContext http, ArrayPoolBufferWriter<byte> body)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.WrittenCount;
        await http.Response.BodyWriter.WriteAsync(body.WrittenMemory, http.RequestAborted);
    }
}
