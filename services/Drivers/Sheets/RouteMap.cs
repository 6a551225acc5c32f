using System.Globalization;
using SkiaSharp;

namespace Routing.Drivers.Sheets;

/// <summary>
/// Draws a route over the map around it, on any canvas: a PDF's or an SVG's. Loaded legs are solid and blue, empty ones
/// dashed and orange, so that they differ in black and white too. All letters are drawn as outlines, since an SVG's viewer
/// need not have our font.
/// </summary>
internal static class RouteMap
{
    public static readonly SKColor Loaded = new(0x1D, 0x4E, 0xD8);
    public static readonly SKColor Empty = new(0xC2, 0x41, 0x0C);

    private static readonly SKColor Ground = new(0xF6, 0xF4, 0xEF);
    private static readonly SKColor Ink = new(0x1F, 0x29, 0x37);
    private static readonly SKColor Pale = new(0x6B, 0x72, 0x80);

    public static void Draw(SKCanvas canvas, MapFrame frame, SheetView sheet, byte[]? picture)
    {
        canvas.Save();
        canvas.ClipRect(frame.Area);
        using (var ground = new SKPaint { Color = Ground }) canvas.DrawRect(frame.Area, ground);
        if (picture is not null) DrawPicture(canvas, frame, picture);
        DrawLegs(canvas, frame, sheet);
        DrawStops(canvas, frame, sheet);
        DrawScale(canvas, frame);
        DrawText(canvas, SheetView.Attribution, frame.Area.Right - 4, frame.Area.Bottom - 4, 6.5f, Pale, SKTextAlign.Right);
        canvas.Restore();
        using var edge = new SKPaint { Color = new SKColor(0xC9, 0xC4, 0xB8), Style = SKPaintStyle.Stroke, StrokeWidth = 0.75f, IsAntialias = true };
        canvas.DrawRect(frame.Area, edge);
    }

    public static IEnumerable<(double Lon, double Lat)> PointsOf(SheetView sheet) =>
        sheet.Stops.SelectMany(stop => (stop.Leg?.Points ?? []).Append((stop.Place.Lon, stop.Place.Lat)));

    private static void DrawPicture(SKCanvas canvas, MapFrame frame, byte[] picture)
    {
        // Kept as it came: in a PDF and in an SVG it stands as the JPEG that it is.
        using var data = SKData.CreateCopy(picture);
        using var image = SKImage.FromEncodedData(data);
        if (image is not null) canvas.DrawImage(image, frame.Picture(1).Room, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.None));
    }

    private static void DrawLegs(SKCanvas canvas, MapFrame frame, SheetView sheet)
    {
        using var halo = Stroke(SKColors.White, 5);
        foreach (var leg in sheet.Stops.Select(stop => stop.Leg).OfType<LegView>())
        {
            using var path = frame.Path(leg.Points);
            canvas.DrawPath(path, halo);
        }

        // Empty legs last: their gaps let a loaded one on the same street be seen.
        foreach (var leg in sheet.Stops.Select(stop => stop.Leg).OfType<LegView>().OrderBy(leg => leg.Loaded ? 0 : 1))
        {
            using var path = frame.Path(leg.Points);
            using var paint = LegPaint(leg.Loaded);
            canvas.DrawPath(path, paint);
        }
    }

    /// <summary>The stroke of a leg, in the map and in its key.</summary>
    public static SKPaint LegPaint(bool loaded)
    {
        var paint = Stroke(loaded ? Loaded : Empty, loaded ? 2.8f : 2);
        if (loaded) return paint;
        using var dashes = SKPathEffect.CreateDash([5, 4], 0);
        paint.PathEffect = dashes;
        paint.StrokeCap = SKStrokeCap.Butt;
        return paint;
    }

    /// <summary>Numbers at one place share a marker: a workshop is visited many times.</summary>
    private static void DrawStops(SKCanvas canvas, MapFrame frame, SheetView sheet)
    {
        var markers = new List<(SKPoint At, List<int> Numbers)>();
        foreach (var stop in sheet.Stops)
        {
            if (stop.Number is not { } number) continue;
            var at = frame.At(stop.Place.Lon, stop.Place.Lat);
            var near = markers.Find(marker => SKPoint.Distance(marker.At, at) < 13);
            if (near.Numbers is null) markers.Add((at, [number]));
            else near.Numbers.Add(number);
        }

        using var fill = new SKPaint { Color = Ink, IsAntialias = true };
        using var edge = Stroke(SKColors.White, 1.4f);
        foreach (var (at, numbers) in markers)
        {
            var label = Join(numbers);
            using var font = Lettering.PlainFont(8.5f);
            var width = Math.Max(15, font.MeasureText(label) + 8);
            var box = SKRect.Create(at.X - (width / 2), at.Y - 7.5f, width, 15);
            box.Offset(Math.Clamp(0, frame.Area.Left + 2 - box.Left, frame.Area.Right - 2 - box.Right), 0);
            canvas.DrawRoundRect(box, 7.5f, 7.5f, fill);
            canvas.DrawRoundRect(box, 7.5f, 7.5f, edge);
            DrawText(canvas, label, box.MidX, box.MidY + 3.1f, 8.5f, SKColors.White, SKTextAlign.Center, isOutlined: false);
        }
    }

    private static string Join(List<int> numbers) => numbers.Count <= 4
        ? string.Join("·", numbers)
        : string.Create(CultureInfo.InvariantCulture, $"{numbers[0]}·{numbers[1]}·…·{numbers[^1]}");

    private static void DrawScale(SKCanvas canvas, MapFrame frame)
    {
        double[] lengths = [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];
        var length = lengths.LastOrDefault(each => each / frame.MetresPerUnit < 90, lengths[0]);
        var width = (float)(length / frame.MetresPerUnit);
        var (x, y) = (frame.Area.Left + 8, frame.Area.Bottom - 7);
        using var line = Stroke(Ink, 1.1f);
        canvas.DrawLine(x, y, x + width, y, line);
        canvas.DrawLine(x, y - 3, x, y, line);
        canvas.DrawLine(x + width, y - 3, x + width, y, line);
        DrawText(canvas, LegView.Kilometres(length), x + 3, y - 3, 6.5f, Ink, SKTextAlign.Left);
    }

    private static void DrawText(
        SKCanvas canvas, string text, float x, float baseline, float size, SKColor colour, SKTextAlign align, bool isOutlined = true)
    {
        using var font = Lettering.PlainFont(size);
        var width = font.MeasureText(text);
        var start = align switch { SKTextAlign.Right => x - width, SKTextAlign.Center => x - (width / 2), _ => x };
        using var path = font.GetTextPath(text, new SKPoint(start, baseline));
        if (isOutlined)
        {
            using var halo = Stroke(Ground, 2);
            canvas.DrawPath(path, halo);
        }

        using var fill = new SKPaint { Color = colour, IsAntialias = true };
        canvas.DrawPath(path, fill);
    }

    private static SKPaint Stroke(SKColor colour, float width) => new()
    {
        Color = colour, StrokeWidth = width, IsAntialias = true, Style = SKPaintStyle.Stroke,
        StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round,
    };
}
