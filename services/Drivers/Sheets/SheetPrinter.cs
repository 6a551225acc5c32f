using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Routing.Contracts.Values;
using Routing.Defaults;
using Routing.Drivers.Data;
using Routing.Drivers.Queues;
using Routing.Drivers.Stops;

namespace Routing.Drivers.Sheets;

/// <summary>Answers a stored sheet in the form that is asked for.</summary>
internal sealed class SheetPrinter(DriversContext context, MapPictures maps, IOptions<DriversOptions> options, TimeProvider clock)
{
    /// <summary>The sheet as it stands: what is done is marked, and estimates are the newest.</summary>
    public async Task<RouteSheet> Present(StoredSheet stored, CancellationToken cancellationToken)
    {
        var progress = await Progress(stored, cancellationToken);
        var sheet = stored.Read();
        return sheet with
        {
            Stops = [.. sheet.Stops.Select(stop => stop.MoveId is { } move && progress.TryGetValue((move, stop.StopIndex), out var known)
                ? stop with { Done = stop.Done || known.IsDone, Eta = known.EtaAt is null ? stop.Eta : known.Eta }
                : stop)],
        };
    }

    public async Task<ContentHttpResult> Page(StoredSheet stored, HttpContext http, CancellationToken cancellationToken)
    {
        var view = await View(stored, http, cancellationToken);
        var map = await maps.Draw(HtmlSheet.FrameOf(view).Picture(pixelsPerPoint: 2).Path, cancellationToken);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'";
        headers.CacheControl = "private, no-cache";
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        return TypedResults.Content(HtmlSheet.Write(view, map), "text/html; charset=utf-8");
    }

    public async Task<FileContentHttpResult> Pdf(StoredSheet stored, HttpContext http, CancellationToken cancellationToken)
    {
        var view = await View(stored, http, cancellationToken);
        var map = await maps.Draw(PdfSheet.FrameOf(view).Picture(pixelsPerPoint: 3).Path, cancellationToken);
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.File(PdfSheet.Draw(view, map, clock.GetUtcNow()), "application/pdf", $"route-{stored.Day:yyyy-MM-dd}.pdf");
    }

    public async Task<FileContentHttpResult> Gpx(StoredSheet stored, HttpContext http, CancellationToken cancellationToken)
    {
        var view = await View(stored, http, cancellationToken);
        var text = GpxSheet.Write(await Present(stored, cancellationToken), view);
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(text), "application/gpx+xml", $"route-{stored.Day:yyyy-MM-dd}.gpx");
    }

    private async Task<SheetView> View(StoredSheet stored, HttpContext http, CancellationToken cancellationToken)
    {
        var area = await context.Areas.AsNoTracking().Where(each => each.Area == stored.Area).Select(each => each.Name).FirstOrDefaultAsync(cancellationToken);
        var root = options.Value.PublicUrl is { Length: > 0 } given ? given.TrimEnd('/') : $"{http.Request.Scheme}://{http.Request.Host}";
        return SheetView.Of(stored.Read(), await Progress(stored, cancellationToken), area ?? stored.Area, $"{root}/sheet/{stored.LinkSecret}");
    }

    private async Task<Dictionary<(Guid, int), StopProgress>> Progress(StoredSheet stored, CancellationToken cancellationToken) =>
        await context.Stops.AsNoTracking()
            .Where(stop => stop.DriverId == stored.DriverId && stop.Day == stored.Day && stop.Area == stored.Area)
            .ToDictionaryAsync(stop => (stop.MoveId, stop.StopIndex), cancellationToken);
}
