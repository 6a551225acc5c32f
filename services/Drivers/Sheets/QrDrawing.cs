using System.Text;
using QRCoder;
using SkiaSharp;

namespace Routing.Drivers.Sheets;

/// <summary>A link as a QR code.</summary>
internal static class QrDrawing
{
    public static void Draw(SKCanvas canvas, string link, SKRect area)
    {
        var rows = Rows(link);
        var module = area.Width / rows.Count;
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = false };
        foreach (var (x, y, width) in Runs(rows))
            canvas.DrawRect(area.Left + (x * module), area.Top + (y * module), width * module, module, ink);
    }

    /// <summary>As an SVG element.</summary>
    public static string Svg(string link)
    {
        var rows = Rows(link);
        var path = new StringBuilder();
        foreach (var (x, y, width) in Runs(rows)) path.Append(System.Globalization.CultureInfo.InvariantCulture, $"M{x} {y}h{width}v1h-{width}z");
        return $"""<svg class="qr" viewBox="0 0 {rows.Count} {rows.Count}" role="img" aria-label="QR code of this page's address"><path d="{path}"/></svg>""";
    }

    private static List<System.Collections.BitArray> Rows(string link)
    {
        using var code = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
        return code.ModuleMatrix;
    }

    private static IEnumerable<(int X, int Y, int Width)> Runs(List<System.Collections.BitArray> rows)
    {
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (!rows[y][x]) continue;
                var start = x;
                while (x + 1 < rows[y].Length && rows[y][x + 1]) x++;
                yield return (start, y, x - start + 1);
            }
        }
    }
}
