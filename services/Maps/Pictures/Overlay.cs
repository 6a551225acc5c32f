using Routing.Maps.Style;
using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>What is drawn over the map: routes and pins.</summary>
internal static class Overlay
{
    private const float PinReach = 11;
    private const float DotReach = 5;

    public static void DrawLines(SKCanvas canvas, View view, string theme, IReadOnlyList<OverLine> lines)
    {
        var halo = SKColor.Parse(MapStyle.Palette(theme)["halo"]);
        var paths = lines.Select(line => (Line: line, Path: PathOf(view, line))).ToList();
        using var paint = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeJoin = SKStrokeJoin.Round, StrokeCap = SKStrokeCap.Round };
        foreach (var (line, path) in paths)
        {
            paint.Color = halo.WithAlpha(220);
            paint.StrokeWidth = line.Width + 2.4f;
            canvas.DrawPath(path, paint);
        }

        // Dashed ones last: their gaps let a line on the same street be seen.
        foreach (var (line, path) in paths.OrderBy(each => each.Line.IsDashed))
        {
            paint.Color = line.Colour;
            paint.StrokeWidth = line.Width;
            using var dashes = line.IsDashed ? SKPathEffect.CreateDash([0.1f, line.Width * 2.1f], 0) : null;
            paint.PathEffect = dashes;
            canvas.DrawPath(path, paint);
            paint.PathEffect = null;
        }

        foreach (var (_, path) in paths)
            path.Dispose();
    }

    /// <summary>The room that a pin takes.</summary>
    public static SKRect RoomOf(View view, OverPin pin)
    {
        var (at, reach) = (view.At(pin.Lon, pin.Lat), pin.Label.Length > 0 ? PinReach : DotReach);
        return SKRect.Create(at.X - reach, at.Y - reach, 2 * reach, 2 * reach);
    }

    public static void DrawPins(SKCanvas canvas, View view, string theme, IReadOnlyList<OverPin> pins)
    {
        var palette = MapStyle.Palette(theme);
        using var paint = new SKPaint { IsAntialias = true };
        using var font = new SKFont(MapFonts.Typeface("Noto Sans Bold"), 11) { Subpixel = true };
        foreach (var pin in pins)
        {
            var room = RoomOf(view, pin);
            paint.Color = SKColor.Parse(palette["halo"]);
            canvas.DrawCircle(room.MidX, room.MidY, room.Width / 2, paint);
            paint.Color = pin.Colour;
            canvas.DrawCircle(room.MidX, room.MidY, (room.Width / 2) - 1.6f, paint);
            if (pin.Label.Length == 0)
                continue;
            paint.Color = SKColors.White;
            canvas.DrawText(pin.Label, room.MidX, room.MidY + 4, SKTextAlign.Center, font, paint);
        }
    }

    /// <summary>Whose data it is, in the lower right corner, as its licence demands.</summary>
    public static void DrawAttribution(SKCanvas canvas, View view, string theme)
    {
        var palette = MapStyle.Palette(theme);
        using var font = new SKFont(MapFonts.Typeface("Noto Sans Regular"), 8) { Subpixel = true };
        using var paint = new SKPaint { IsAntialias = true, Color = SKColor.Parse(palette["haloGround"]).WithAlpha(200) };
        const string text = "© OpenStreetMap contributors";
        var width = font.MeasureText(text);
        canvas.DrawRect(SKRect.Create(view.Width - width - 8, view.Height - 13, width + 8, 13), paint);
        paint.Color = SKColor.Parse(palette["textSoft"]);
        canvas.DrawText(text, view.Width - 4, view.Height - 4, SKTextAlign.Right, font, paint);
    }

    private static SKPath PathOf(View view, OverLine line)
    {
        using var path = new SKPathBuilder();
        for (var i = 0; i < line.Points.Count; i++)
        {
            var at = view.At(line.Points[i].Lon, line.Points[i].Lat);
            if (i == 0)
                path.MoveTo(at);
            else
                path.LineTo(at);
        }

        return path.Detach();
    }
}
