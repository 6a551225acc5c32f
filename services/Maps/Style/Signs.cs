using SkiaSharp;

namespace Routing.Maps.Style;

/// <summary>The map's signs, drawn by us: discs with a figure for named points, an arrow for one-way streets, a shield for road numbers.</summary>
internal static class Signs
{
    /// <summary>Points a side.</summary>
    public const int Box = 20;

    public const string Oneway = "oneway";
    public const string Shield = "shield";

    // Figures in white on a disc of a palette's colour; in a box of 20, the disc's radius being 8. Null: a small dot alone.
    private static readonly Dictionary<string, (string Colour, string? Figure)> Discs = new(StringComparer.Ordinal)
    {
        ["amenity"] = ("icon", null),
        ["shop"] = ("icon", "M6.8 8.3H13.2L14 14.5H6Z M8 8.3V7A2 2 0 0 1 12 7V8.3H11.1V7.1A1.1 1.1 0 0 0 8.9 7.1V8.3Z"),
        ["sight"] = ("icon", "M10 4.6L11.6 8.2L15.4 8.5L12.5 11L13.4 14.8L10 12.7L6.6 14.8L7.5 11L4.6 8.5L8.4 8.2Z"),
        ["public"] = ("icon", "M10 4.8L15 7.6V8.6H5V7.6Z M6 9.3H7.4V13H6Z M9.3 9.3H10.7V13H9.3Z M12.6 9.3H14V13H12.6Z M5.2 13.6H14.8V15H5.2Z"),
        ["parking"] = ("iconTransport", "M7.4 5.2H10.8A2.9 2.9 0 0 1 10.8 11H9.3V14.8H7.4Z M9.3 6.9V9.3H10.6A1.2 1.2 0 0 0 10.6 6.9Z"),
        ["car"] = ("iconCar", "M4.8 10.4L6.3 6.9Q6.6 6.2 7.4 6.2H12.6Q13.4 6.2 13.7 6.9L15.2 10.4V13.6H13.7V12.6H6.3V13.6H4.8Z M6.6 9.7H13.4L12.5 7.5H7.5Z"),
        ["fuel"] = ("iconCar", "M6.2 14.8V6.2Q6.2 5.2 7.2 5.2H10.4Q11.4 5.2 11.4 6.2V9.4Q12.9 9.4 12.9 11V12.6Q13.4 13 13.8 12.5V8.7L12.3 7.2L12.9 6.5L14.8 8.4V12.6Q14.6 14 13.3 13.9Q12 13.8 11.9 12.6V11Q11.9 10.4 11.4 10.4V14.8Z M7.4 6.5V9H10.2V6.5Z"),
        ["hospital"] = ("iconCare", "M8.6 5.4H11.4V8.6H14.6V11.4H11.4V14.6H8.6V11.4H5.4V8.6H8.6Z"),
        ["station"] = ("iconTransport", "M7.6 4.8H12.4Q13.8 4.8 13.8 6.2V11.4Q13.8 12.6 12.6 12.7L13.8 14.9H12.2L11.2 13H8.8L7.8 14.9H6.2L7.4 12.7Q6.2 12.6 6.2 11.4V6.2Q6.2 4.8 7.6 4.8Z M7.6 6.4V9H12.4V6.4Z M8.1 10.3A.8 .8 0 1 0 8.11 10.3Z M11.9 10.3A.8 .8 0 1 0 11.91 10.3Z"),
    };

    public static IReadOnlyList<string> Names { get; } = [Oneway, Shield, .. Discs.Keys];

    /// <summary>Draws a sign in the box from (0, 0) to (<see cref="Box"/>, <see cref="Box"/>).</summary>
    public static void Draw(SKCanvas canvas, string name, IReadOnlyDictionary<string, string> palette)
    {
        using var paint = new SKPaint { IsAntialias = true };
        switch (name)
        {
            case Oneway:
                paint.Color = SKColor.Parse(palette["arrow"]);
                Fill(canvas, "M3.5 9.2H12V6.4L17 10L12 13.6V10.8H3.5Z", paint);
                break;
            case Shield:
                DrawShield(canvas, SKRect.Create(2, 2, 16, 16), palette);
                break;
            default:
                var (colour, figure) = Discs[name];
                paint.Color = SKColor.Parse(palette["halo"]);
                canvas.DrawCircle(10, 10, figure is null ? 4.2f : 9, paint);
                paint.Color = SKColor.Parse(palette[colour]);
                canvas.DrawCircle(10, 10, figure is null ? 3 : 8, paint);
                paint.Color = SKColor.Parse(palette["halo"]);
                if (figure is not null)
                    Fill(canvas, figure, paint);
                break;
        }
    }

    /// <summary>A shield as large as the number that is written on it needs.</summary>
    public static void DrawShield(SKCanvas canvas, SKRect room, IReadOnlyDictionary<string, string> palette)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = SKColor.Parse(palette["halo"]) };
        canvas.DrawRoundRect(room, 3.5f, 3.5f, paint);
        paint.Color = SKColor.Parse(palette["textSoft"]);
        paint.Style = SKPaintStyle.Stroke;
        canvas.DrawRoundRect(room, 3.5f, 3.5f, paint);
    }

    private static void Fill(SKCanvas canvas, string figure, SKPaint paint)
    {
        using var path = SKPath.ParseSvgPathData(figure);
        path.FillType = SKPathFillType.EvenOdd;
        canvas.DrawPath(path, paint);
    }
}
