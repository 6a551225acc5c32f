using Microsoft.Net.Http.Headers;
using Routing.Defaults.Doors;

namespace Routing.Web.Pages;

/// <summary>Which page is where. What a page may show is decided by the calls that it makes; the pages themselves are for anyone.</summary>
internal static class PageEndpoints
{
    /// <summary>Path to the folder of its page. A page's own files beneath its path: <see cref="OwnFiles"/>.</summary>
    private static readonly (string Path, string Page)[] Pages =
    [
        ("/", "customer"),
        ("/book", "customer"),
        ("/track/{secret}", "customer"),
        ("/drive", "driver"),
        ("/dispatch", "dispatcher"),
        ("/workshop", "workshop"),
        ("/design", "design"),
    ];

    private const string ServiceWorker = "drive/worker.js";

    /// <summary>Files whose names do not change with their content.</summary>
    private static readonly (string Path, string File)[] OwnFiles =
    [
        ("/icon.svg", "icon.svg"),
        ("/drive/app.webmanifest", "drive/app.webmanifest"),
        ("/drive/worker.js", ServiceWorker),
    ];

    /// <summary>
    /// Everything comes from our own address. Pictures may be made in the page (photos before they are sent), and so may
    /// nothing else. Style sheets are files; what a script sets on an element is not a style sheet.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; worker-src 'self'; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void Map(IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("").ExcludeFromDescription().Admits(Door.Anyone);
        foreach (var (path, page) in Pages)
            group.MapGet(path, (HttpContext http, PageFiles files) => Serve(http, files, $"{page}/index.html"));
        foreach (var (path, file) in OwnFiles)
            group.MapGet(path, (HttpContext http, PageFiles files) => Serve(http, files, file));
        group.MapGet("/assets/{**file}", (string file, HttpContext http, PageFiles files) => Serve(http, files, $"assets/{file}"));
    }

    private static IResult Serve(HttpContext http, PageFiles files, string name)
    {
        if (files.AreLeftOut)
            return Results.Text("This build has no pages: it was made without Node.js. Install Node.js 20.19 or later and build again.\n", statusCode: StatusCodes.Status404NotFound);
        if (files.Find(name) is not { } file) return Results.NotFound();
        var headers = http.Response.Headers;
        headers.CacheControl = file.IsHashed ? "public, max-age=31536000, immutable" : "no-cache";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;

        // It may rule over /drive itself, not only over what lies beneath.
        if (name == ServiceWorker) headers["Service-Worker-Allowed"] = "/drive";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(self), geolocation=(self), screen-wake-lock=(self), microphone=(), payment=(), usb=()";
        if (http.Request.Headers.IfNoneMatch.Contains(file.ETag))
        {
            headers.ETag = file.ETag;
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        var (bytes, encoding) = Smallest(http.Request, file);
        if (file.Gzip is not null) headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null) headers.ContentEncoding = encoding;
        return Results.Bytes(bytes, file.ContentType, entityTag: EntityTagHeaderValue.Parse(file.ETag));
    }

    private static (byte[] Bytes, string? Encoding) Smallest(HttpRequest request, PageFile file)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        bool Takes(string encoding) => accepted.Any(each => each.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && each.Quality is not 0);
        if (file.Brotli is { } brotli && Takes("br")) return (brotli, "br");
        if (file.Gzip is { } gzip && Takes("gzip")) return (gzip, "gzip");
        return (file.Plain, null);
    }
}
