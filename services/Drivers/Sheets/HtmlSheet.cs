using System.Text;
using System.Text.Encodings.Web;
using SkiaSharp;

namespace Routing.Drivers.Sheets;

/// <summary>A route sheet as a page that any phone shows and any printer prints. It asks for nothing else: no script, no file.</summary>
internal static class HtmlSheet
{
    private const string Style = """
        :root{color-scheme:light dark;--ink:#111827;--pale:#4b5563;--line:#d1d5db;--paper:#fff;--loaded:#1d4ed8;--empty:#c2410c}
        @media (prefers-color-scheme:dark){:root{--ink:#f3f4f6;--pale:#9ca3af;--line:#374151;--paper:#0b0f19;--loaded:#7aa2ff;--empty:#fb923c}}
        *{box-sizing:border-box}body{margin:0 auto;max-width:48rem;padding:1rem;font:1rem/1.4 system-ui,sans-serif;color:var(--ink);background:var(--paper)}
        header{display:flex;gap:1rem;justify-content:space-between;align-items:flex-start}h1{margin:0;font-size:1.7rem;line-height:1.15}
        p{margin:.2rem 0}.pale{color:var(--pale)}.qr{width:6rem;flex:none;background:#fff;fill:#000}.map{display:block;width:100%;height:auto;margin:.8rem 0 .3rem}
        .key{display:flex;flex-wrap:wrap;gap:.2rem 1.4rem;color:var(--pale);font-size:.85rem}.key i{display:inline-block;width:2rem;margin-right:.4rem;vertical-align:middle;border-top:4px solid var(--loaded)}
        .key .empty i{border-top:3px dashed var(--empty)}ol{list-style:none;margin:.8rem 0;padding:0}li{border-top:1px solid var(--line);padding:.6rem 0;break-inside:avoid}
        .way{margin:0 0 .5rem 2.9rem;font-size:.9rem}.way b{color:var(--loaded)}.way.empty b{color:var(--empty)}.turns{color:var(--pale)}.turns span{margin-right:.8em;display:inline-block}
        .stop{display:flex;gap:.7rem}.number{flex:none;width:2.2rem;height:2.2rem;border-radius:50%;background:var(--ink);color:var(--paper);font-weight:700;display:grid;place-items:center}
        .dot{flex:none;width:.7rem;height:.7rem;margin:.5rem .75rem;border-radius:50%;background:var(--ink)}h2{margin:0;font-size:1.1rem;line-height:1.3}h2 time{margin-right:.5rem;font-variant-numeric:tabular-nums}
        .promise{display:inline-block;border:1.5px solid currentColor;border-radius:.25rem;padding:0 .4rem;font-weight:600;font-size:.95rem}.next h2{font-size:1.45rem}.next .where{font-size:1.2rem}
        .over{color:var(--pale)}.over .number{background:var(--line);color:var(--pale)}footer{font-size:.8rem;color:var(--pale)}
        @media print{:root{--ink:#111827;--pale:#4b5563;--line:#d1d5db;--paper:#fff;--loaded:#1d4ed8;--empty:#c2410c}body{padding:0}}
        """;

    private static readonly SKRect MapArea = SKRect.Create(0, 0, 420, 340);

    public static MapFrame FrameOf(SheetView sheet) => new(RouteMap.PointsOf(sheet), MapArea, 24);

    public static string Write(SheetView sheet, byte[]? map)
    {
        var page = new StringBuilder();
        page.Append($"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex"><title>{Text(sheet.Title)}</title><style>{Style}</style></head><body>
            <header><div><h1>{Text(sheet.Driver)}</h1><p>{Text(sheet.Day)} · {Text(sheet.Area)}</p>
            <p>Shift {Text(sheet.Shift)} · travels {Text(sheet.Means)} · plan {sheet.Version}</p><p class="pale">{Text(sheet.Totals)}</p></div>
            {QrDrawing.Svg(sheet.Link)}</header>
            {Map(sheet, map)}
            <div class="key"><span><i></i>in a car that is moved</span><span class="empty"><i></i>by own means</span><span>Times are local; the estimate is no promise.</span></div>
            <ol>

            """);
        foreach (var stop in sheet.Stops) Append(page, stop);
        page.Append($"</ol>\n<footer>{Text(SheetView.Attribution)}</footer>\n</body></html>\n");
        return page.ToString();
    }

    private static void Append(StringBuilder page, StopView stop)
    {
        var isAhead = stop.State == StopState.Ahead;
        page.Append($"<li class=\"{(stop.IsNext ? "next" : isAhead ? "later" : "over")}\">");
        if (stop.Leg is { } leg)
        {
            page.Append($"<div class=\"way{(leg.Loaded ? "" : " empty")}\"><b>{Text(leg.Means)}</b> {Text(leg.Figures)}");
            if (isAhead && leg.Turns.Count > 0)
                page.Append("<div class=\"turns\">").AppendJoin(' ', leg.Turns.Select(turn => $"<span>{Text(turn)}</span>")).Append("</div>");
            page.Append("</div>");
        }

        page.Append("<div class=\"stop\">")
            .Append(stop.Number is { } number ? $"<div class=\"number\">{number}</div>" : "<div class=\"dot\"></div>")
            .Append($"<div><h2><time>{Text(stop.Eta)}</time>{Text(stop.Verb)}{(stop.Plate is null ? "" : $" {Text(stop.Plate)}")}</h2>");
        if (!isAhead) page.Append($"<p>{(stop.State == StopState.Done ? "done" : "failed")}</p>");
        else if (stop.Promised is not null) page.Append($"<p><span class=\"promise\">promised {Text(stop.Promised)}</span></p>");
        page.Append($"<p class=\"where\">{Text(stop.Address)}</p>");
        if (isAhead && (stop.Vehicle ?? stop.Service) is not null)
            page.Append($"<p class=\"pale\">{Text(string.Join(" · ", new[] { stop.Vehicle, stop.Service }.OfType<string>()))}</p>");
        page.Append("</div></div></li>\n");
    }

    private static string Map(SheetView sheet, byte[]? map)
    {
        using var file = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(MapArea, file)) RouteMap.Draw(canvas, FrameOf(sheet), sheet, map);
        var svg = Encoding.UTF8.GetString(file.ToArray());
        // Inline, it needs no XML declaration, and it grows with the page.
        var start = svg.IndexOf("<svg", StringComparison.Ordinal);
        var end = svg.IndexOf('>', start);
        return $"""<svg class="map" viewBox="0 0 {MapArea.Width:F0} {MapArea.Height:F0}" role="img" aria-label="Map of the route" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{svg[(end + 1)..]}""";
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
