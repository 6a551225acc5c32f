using System.IO.Compression;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using Routing.Maps.Import;
using Routing.Maps.Osrm;
using Routing.Tiles;

namespace Routing.Maps.Endpoints;

/// <summary>The map as vector tiles, and TileJSON that says where they are.</summary>
internal static class TileEndpoints
{
    private const string TileType = "application/vnd.mapbox-vector-tile";

    public static IEndpointConventionBuilder MapTiles(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Map");
        group.MapGet("/tiles.json", Describe).WithName("TileJson").WithSummary("TileJSON 3.0 of the vector tiles").Produces(200, contentType: "application/json").ProducesProblem(503);
        group.MapGet("/tiles/{z:int}/{x:int}/{y:int}.mvt", Tile).WithName("Tile").WithSummary($"A vector tile (Mapbox Vector Tile 2.1), z from 0 to {TileSet.MaxZoom}; 204 where nothing is drawn")
            .Produces(200, contentType: TileType).Produces(204).ProducesProblem(400).ProducesProblem(503);
        return group;
    }

    private static async Task<IResult> Describe(HttpContext http, CurrentMap current, ImportStatus status, CancellationToken ct)
    {
        using var hold = current.Take();
        if (hold is not { Value: { } map })
            return NotReady(http, status);
        var drawn = await map.Drawn.Value.WaitAsync(ct);
        var bounds = drawn.Tiles.Bounds;
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Json(new JsonObject
        {
            ["tilejson"] = "3.0.0",
            ["name"] = map.Region.Info.Name,
            ["attribution"] = RegionAnswer.OsmAttribution,
            ["tiles"] = new JsonArray($"{Origin(http)}/tiles/{{z}}/{{x}}/{{y}}.mvt?v={drawn.Version}"),
            ["minzoom"] = 0,
            ["maxzoom"] = TileSet.MaxZoom,
            // A browser asks for no tile beyond these: the sea goes on where the extract ends.
            ["bounds"] = new JsonArray([.. drawn.Tiles.Reach.Select(degrees => (JsonNode)Math.Round(degrees, 6))]),
            ["center"] = new JsonArray(Math.Round((bounds[0] + bounds[2]) / 2, 6), Math.Round((bounds[1] + bounds[3]) / 2, 6), 12),
            ["vector_layers"] = Layers(),
        });
    }

    /// <summary>The tiles' layers as TileJSON describes them.</summary>
    public static JsonArray Layers() => new([.. TileSet.Layers.Select(layer => new JsonObject
    {
        ["id"] = layer.Name,
        ["fields"] = new JsonObject(layer.Fields.Select(field => KeyValuePair.Create(field, (JsonNode?)"String"))),
    })]);

    private static async Task<IResult> Tile(HttpContext http, int z, int x, int y, CurrentMap current, ImportStatus status, CancellationToken ct)
    {
        if (z is < 0 or > TileSet.MaxZoom || x < 0 || x >= 1 << z || y < 0 || y >= 1 << z)
            return MapsFaults.Of(MapsFault.InvalidValue).Fault.With($"There is no tile {z}/{x}/{y}: z is 0 to {TileSet.MaxZoom}, x and y are 0 to 2^z - 1.");
        using var hold = current.Take();
        if (hold is not { Value: { } map })
            return NotReady(http, status);
        var drawn = await map.Drawn.Value.WaitAsync(ct);
        // Weak: the same tile comes compressed or not.
        var tag = new EntityTagHeaderValue($"\"{drawn.Version}\"", isWeak: true);
        // An address with the map's version is for ever; one without is asked again, which costs no bytes.
        http.Response.Headers.CacheControl = http.Request.Query["v"] == drawn.Version ? "public, max-age=31536000, immutable" : "public, no-cache";
        http.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            http.Response.Headers.ETag = tag.ToString();
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        var tile = drawn.Tile(z, x, y);
        if (tile.Length == 0)
            return Results.NoContent();
        if (http.Request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "gzip" && coding.Quality is null or > 0))
            http.Response.Headers.ContentEncoding = "gzip";
        else
            tile = Unzip(tile);
        return Results.Bytes(tile, TileType, entityTag: tag);
    }

    /// <summary>
    /// Where this service is, as the caller sees it: through a proxy, at the proxy's address. Whoever sends other headers gets
    /// other addresses back, and nobody else does: these answers are not kept.
    /// </summary>
    public static string Origin(HttpContext http)
    {
        var headers = http.Request.Headers;
        var host = First(headers["X-Forwarded-Host"]) ?? http.Request.Host.ToString();
        return $"{First(headers["X-Forwarded-Proto"]) ?? http.Request.Scheme}://{host}{First(headers["X-Forwarded-Prefix"])}{http.Request.PathBase}";
    }

    private static string? First(string? header) => header?.Split(',')[0].Trim() is { Length: > 0 } first ? first : null;

    public static IResult NotReady(HttpContext http, ImportStatus status)
    {
        var refusal = OsrmEndpoints.NotReady(status);
        if (refusal.Fault == MapsFault.NotReady)
            http.Response.Headers.RetryAfter = "1";
        return MapsFaults.Of(refusal.Fault).Fault.With(refusal.Text);
    }

    private static byte[] Unzip(byte[] zipped)
    {
        using var gzip = new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }
}
