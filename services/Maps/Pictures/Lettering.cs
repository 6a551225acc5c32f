using Routing.Maps.Style;
using Routing.Tiles;
using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>How a layer writes a feature's name: font, size, colours.</summary>
internal sealed class Lettering
{
    private readonly SKFont font;
    private readonly SKColor colour;
    private readonly SKColor halo;
    private readonly float haloWidth;
    private readonly float spacing;

    public Lettering(StyleLayer layer, MapFeature? feature, double zoom)
    {
        Size = layer.Number("text-size", feature, zoom, 16);
        font = new SKFont(MapFonts.Typeface(layer.Text("text-font", feature, zoom)!), Size) { Subpixel = true, Hinting = SKFontHinting.None };
        colour = layer.Colour("text-color", feature, zoom);
        halo = layer.Colour("text-halo-color", feature, zoom);
        haloWidth = layer.Number("text-halo-width", feature, zoom, 0);
        spacing = layer.Number("text-letter-spacing", feature, zoom, 0) * Size;
    }

    /// <summary>Points to the em.</summary>
    public float Size { get; }

    public float Measure(string text) => font.MeasureText(text) + (spacing * text.Length);

    /// <summary>Lines no wider than so many ems, broken between words.</summary>
    public List<string> Wrap(string text, float ems)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Measure($"{lines[^1]} {word}") <= ems * Size)
                lines[^1] = $"{lines[^1]} {word}";
            else
                lines.Add(word);
        }

        return lines;
    }

    public (ushort[] Glyphs, float[] Widths) Glyphs(string text)
    {
        var glyphs = font.GetGlyphs(text);
        return (glyphs, Array.ConvertAll(font.GetGlyphWidths(glyphs), width => width + spacing));
    }

    public void Draw(SKCanvas canvas, string text, float x, float baseline)
    {
        var (glyphs, widths) = Glyphs(text);
        var spots = new SKRotationScaleMatrix[glyphs.Length];
        for (var i = 0; i < glyphs.Length; x += widths[i++])
            spots[i] = new SKRotationScaleMatrix(1, 0, x, baseline);
        Draw(canvas, glyphs, spots);
    }

    public void Draw(SKCanvas canvas, ushort[] glyphs, SKRotationScaleMatrix[] spots)
    {
        using var text = SKTextBlob.CreateRotationScale(System.Runtime.InteropServices.MemoryMarshal.AsBytes<ushort>(glyphs), SKTextEncoding.GlyphId, font, spots);
        if (text is null)
            return;
        using var paint = new SKPaint { IsAntialias = true, Color = halo, Style = SKPaintStyle.Stroke, StrokeWidth = haloWidth * 2, StrokeJoin = SKStrokeJoin.Round };
        if (haloWidth > 0)
            canvas.DrawText(text, 0, 0, paint);
        paint.Style = SKPaintStyle.Fill;
        paint.Color = colour;
        canvas.DrawText(text, 0, 0, paint);
    }
}
