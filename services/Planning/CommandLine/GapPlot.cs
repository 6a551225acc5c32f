using System.Globalization;
using SkiaSharp;

namespace Routing.Planning.CommandLine;

/// <summary>A bar an instance: how far its plan is above the best known, in vehicles (left) and in distance (right).</summary>
internal static class GapPlot
{
    private const int RowHeight = 18;
    private const int Margin = 20;
    private const int NameWidth = 90;
    private const int VehiclesWidth = 200;
    private const int DistanceWidth = 480;

    public static void Write(string file, IReadOnlyList<LiLimRow> rows)
    {
        var (width, height) = (2 * Margin + NameWidth + VehiclesWidth + DistanceWidth + 40, 2 * Margin + (rows.Count + 2) * RowHeight);
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        using var typeface = LoadTypeface();
        using var font = new SKFont(typeface, 12);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using var more = new SKPaint { Color = new SKColor(0xC4, 0x4E, 0x3B) };
        using var equal = new SKPaint { Color = new SKColor(0x2F, 0x7D, 0x5B) };
        using var line = new SKPaint { Color = new SKColor(0xD0, 0xD0, 0xD0), StrokeWidth = 1 };
        float vehiclesAt = Margin + NameWidth, distanceAt = vehiclesAt + VehiclesWidth + 40;
        canvas.DrawText("vehicles above the best known", vehiclesAt, Margin, SKTextAlign.Left, font, ink);
        canvas.DrawText("distance above the best known, where vehicles are equal, %", distanceAt, Margin, SKTextAlign.Left, font, ink);
        var mostVehicles = Math.Max(1, rows.Max(row => row.Vehicles - row.BestVehicles ?? 0));
        var mostGap = Math.Max(0.1, rows.Max(row => row.Gap ?? 0));
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            float y = Margin + (i + 1) * RowHeight;
            canvas.DrawText(row.Instance, Margin, y + 13, SKTextAlign.Left, font, ink);
            canvas.DrawLine(vehiclesAt, y, vehiclesAt, y + RowHeight, line);
            canvas.DrawLine(distanceAt, y, distanceAt, y + RowHeight, line);
            if (row.BestVehicles is not { } best)
            {
                canvas.DrawText("no best known", vehiclesAt + 4, y + 13, SKTextAlign.Left, font, ink);
                continue;
            }

            Bar(vehiclesAt, y, (row.Vehicles - best) / (float)mostVehicles * (VehiclesWidth - 40), Text($"{row.Vehicles - best} ({row.Vehicles})"));
            if (row.Gap is { } gap)
                Bar(distanceAt, y, (float)(gap / mostGap) * (DistanceWidth - 60), Text($"{gap:F3}"));
        }

        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        using var stream = File.Create(file);
        png.SaveTo(stream);

        void Bar(float x, float y, float length, string label)
        {
            var bar = Math.Max(2, length);
            canvas.DrawRect(x, y + 3, bar, RowHeight - 6, length <= 0.5f ? equal : more);
            canvas.DrawText(label, x + bar + 4, y + 13, SKTextAlign.Left, font, ink);
        }
    }

    private static SKTypeface LoadTypeface()
    {
        using var stream = typeof(GapPlot).Assembly.GetManifestResourceStream("PlotFont.ttf")!;
        return SKTypeface.FromStream(stream);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
