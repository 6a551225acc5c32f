using Microsoft.Net.Http.Headers;
using Routing.Maps.Glyphs;
using Routing.Maps.Style;

namespace Routing.Maps.Endpoints;

/// <summary>What MapLibre needs to draw the tiles: the style by day and by night, letters and signs.</summary>
internal static class StyleEndpoints
{
    private const string Day = "public, max-age=86400";

    public static IEndpointConventionBuilder MapStyle(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").WithTags("Map");
        group.MapGet("/style/{theme}.json", Whole).WithName("Style").WithSummary("The map's style for MapLibre: day or night").Produces(200, contentType: "application/json").Produces(404);
        group.MapGet("/glyphs/{fontstack}/{range}.pbf", Letters).WithName("Glyphs").WithSummary("256 letters of a font as distance fields").Produces(200, contentType: "application/x-protobuf").Produces(404);
        group.MapGet("/sprites/{sheet}.json", SignIndex).WithName("SpriteIndex").WithSummary("Where each sign is on the picture of signs").Produces(200, contentType: "application/json").Produces(404);
        group.MapGet("/sprites/{sheet}.png", SignPicture).WithName("Sprite").WithSummary("The picture of signs: day, day@2x, night, night@2x").Produces(200, contentType: "image/png").Produces(404);
        return group;
    }

    private static IResult Whole(HttpContext http, string theme)
    {
        if (!MapStyleOf(theme))
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Json(Style.MapStyle.Whole(theme, TileEndpoints.Origin(http)));
    }

    private static IResult Letters(HttpContext http, string fontstack, string range, GlyphRanges glyphs) =>
        Cached(http, glyphs.Of(fontstack, range), "application/x-protobuf");

    private static IResult SignIndex(HttpContext http, string sheet) =>
        Cached(http, Sheet(sheet) is { } signs ? System.Text.Encoding.UTF8.GetBytes(signs.Index) : null, "application/json");

    private static IResult SignPicture(HttpContext http, string sheet) => Cached(http, Sheet(sheet)?.Png, "image/png");

    private static SignSheet? Sheet(string name)
    {
        var (theme, ratio) = name.EndsWith("@2x", StringComparison.Ordinal) ? (name[..^3], 2) : (name, 1);
        return MapStyleOf(theme) ? SignSheet.Of(theme, ratio) : null;
    }

    private static bool MapStyleOf(string theme) => Style.MapStyle.Themes.Contains(theme, StringComparer.Ordinal);

    private static IResult Cached(HttpContext http, byte[]? content, string type)
    {
        if (content is null)
            return Results.NotFound();
        http.Response.Headers.CacheControl = Day;
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content).AsSpan(0, 8));
        return Results.Bytes(content, type, entityTag: new EntityTagHeaderValue($"\"{hash}\""));
    }
}
