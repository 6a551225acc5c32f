using Microsoft.Extensions.Primitives;
using Routing.Maps.Import;
using Routing.Maps.Pictures;
using SkiaSharp;

namespace Routing.Maps.Endpoints;

/// <summary>The map as a still picture, with routes and pins on it: for route sheets, e-mails and documents.</summary>
internal static class PictureEndpoint
{
    private const int JpegQuality = 88;

    public static IEndpointConventionBuilder MapPictures(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/static").WithTags("Map");
        foreach (var (format, type) in (ReadOnlySpan<(string, string)>)[("png", "image/png"), ("jpg", "image/jpeg")])
        {
            group.MapMethods($"/{{theme}}/{{view}}/{{size}}.{format}", ["GET", "POST"], (HttpContext http, string theme, string view, string size, CurrentMap current, ImportStatus status, CancellationToken ct) => Draw(http, theme, view, size, type, current, status, ct))
                .WithSummary("The map as a picture by the same style: day or night; auto or lon,lat,zoom; 640x400 or 640x400@2x")
                .WithDescription("path=colour,width[,dashed]:polyline6 draws a route, pin=lon,lat[,colour[,letter]] a pin; both may be repeated. With the view auto all of them are seen. POST takes both as a form, where they are too long for an address.")
                .Produces(200, contentType: type).ProducesProblem(400).ProducesProblem(503);
        }
        return group;
    }

    private static async Task<IResult> Draw(HttpContext http, string theme, string view, string size, string type, CurrentMap current, ImportStatus status, CancellationToken ct)
    {
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
        var (query, wrong) = PictureQuery.Read(theme, view, size, Values(http.Request.Query["path"], form["path"]), Values(http.Request.Query["pin"], form["pin"]));
        if (query is null)
            return MapsFaults.Of(MapsFault.InvalidValue).Fault.With(wrong);
        using var hold = current.Take();
        if (hold is not { Value: { } map })
            return TileEndpoints.NotReady(http, status);
        var drawn = await map.Drawn.Value.WaitAsync(ct);
        using var bitmap = new SKBitmap((int)(query.View.Width * query.Ratio), (int)(query.View.Height * query.Ratio), SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        canvas.Scale(query.Ratio);
        MapPicture.Draw(canvas, drawn.Tiles, query.View, query.Theme, query.Lines, query.Pins);
        // What a picture shows may be somebody's way home.
        http.Response.Headers.CacheControl = "private, no-store";
        using var bytes = bitmap.Encode(type == "image/jpeg" ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, JpegQuality);
        return Results.Bytes(bytes.ToArray(), type);
    }

    private static List<string> Values(StringValues query, StringValues form) => [.. query.OfType<string>(), .. form.OfType<string>()];
}
