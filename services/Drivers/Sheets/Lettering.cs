using System.Globalization;
using System.Text;
using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Routing.Drivers.Sheets;

/// <summary>
/// Draws and measures text, shaped by HarfBuzz. DejaVu Sans Condensed comes with us (Latin, Greek, Cyrillic, Arabic,
/// Hebrew, Armenian, Georgian, arrows), so that a bare machine prints the same; what it lacks, such as Chinese, is taken
/// from the machine's fonts, and is a box where these lack it too. A line is read from the left; Hebrew or Arabic in it is
/// drawn leftwards piece by piece, which is right for a name and not for a sentence. One to a drawing; not thread-safe.
/// </summary>
internal sealed class Lettering : IDisposable
{
    private static readonly Lazy<SKTypeface> Regular = new(() => Load("DejaVuSansCondensed.ttf"));
    private static readonly Lazy<SKTypeface> Bold = new(() => Load("DejaVuSansCondensed-Bold.ttf"));
    private static readonly Lazy<SKTypeface[]> Machine = new(LoadMachine);

    private readonly Dictionary<SKTypeface, SKShaper> shapers = [];
    private readonly SKPaint paint = new() { IsAntialias = true };

    public float Draw(SKCanvas canvas, string text, float x, float baseline, float size, SKColor colour, bool isBold = false)
    {
        paint.Color = colour;
        var start = x;
        foreach (var (run, typeface) in Runs(text, isBold))
        {
            using var font = new SKFont(typeface, size) { Subpixel = true };
            var shaper = Shaper(typeface);
            canvas.DrawShapedText(shaper, run, x, baseline, SKTextAlign.Left, font, paint);
            x += shaper.Shape(run, font).Width;
        }

        return x - start;
    }

    public float DrawRight(SKCanvas canvas, string text, float right, float baseline, float size, SKColor colour, bool isBold = false) =>
        Draw(canvas, text, right - Measure(text, size, isBold), baseline, size, colour, isBold);

    public float DrawCentred(SKCanvas canvas, string text, float centre, float baseline, float size, SKColor colour, bool isBold = false) =>
        Draw(canvas, text, centre - (Measure(text, size, isBold) / 2), baseline, size, colour, isBold);

    public float Measure(string text, float size, bool isBold = false)
    {
        var width = 0f;
        foreach (var (run, typeface) in Runs(text, isBold))
        {
            using var font = new SKFont(typeface, size) { Subpixel = true };
            width += Shaper(typeface).Shape(run, font).Width;
        }

        return width;
    }

    /// <summary>Breaks a text between words so that no line is wider, unless a single word is.</summary>
    public List<string> Wrap(string text, float size, float width, bool isBold = false) => Wrap(text.Split(' '), " ", size, width, isBold);

    /// <summary>Puts pieces on lines, unbroken, with something between them.</summary>
    public List<string> Wrap(IEnumerable<string> pieces, string between, float size, float width, bool isBold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var piece in pieces)
        {
            var longer = line.Length == 0 ? piece : line + between + piece;
            if (line.Length > 0 && Measure(longer, size, isBold) > width)
            {
                lines.Add(line);
                line = piece;
            }
            else
            {
                line = longer;
            }
        }

        if (line.Length > 0) lines.Add(line);
        return lines;
    }

    /// <summary>As much of a text as fits, with an ellipsis where it does not.</summary>
    public string Cut(string text, float size, float width, bool isBold = false)
    {
        if (Measure(text, size, isBold) <= width) return text;
        var letters = StringInfo.ParseCombiningCharacters(text);
        for (var count = letters.Length - 1; count > 0; count--)
        {
            var shorter = text[..letters[count]].TrimEnd() + "…";
            if (Measure(shorter, size, isBold) <= width) return shorter;
        }

        return "…";
    }

    public static SKFont PlainFont(float size) => new(Regular.Value, size) { Subpixel = true };

    public void Dispose()
    {
        foreach (var shaper in shapers.Values) shaper.Dispose();
        paint.Dispose();
    }

    /// <summary>The text in pieces of one typeface and one direction, in the order in which they are read.</summary>
    private static List<(string Run, SKTypeface Typeface)> Runs(string text, bool isBold)
    {
        var main = (isBold ? Bold : Regular).Value;
        var runes = text.EnumerateRunes().ToArray();
        if (!Array.Exists(runes, IsRightToLeft) && Has(main, text)) return text.Length == 0 ? [] : [(text, main)];
        var runs = new List<(string, SKTypeface)>();
        var run = new StringBuilder();
        var present = main;
        var isLeftwards = false;
        for (var i = 0; i < runes.Length; i++)
        {
            // A mark belongs to the letter before it; what has no direction, to the letters around it if these agree.
            var isMark = Rune.GetUnicodeCategory(runes[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
            var typeface = isMark ? present : For(runes[i], main);
            var leftwards = isMark ? isLeftwards
                : Rune.IsLetterOrDigit(runes[i]) ? IsRightToLeft(runes[i])
                : isLeftwards && Array.Find(runes[i..], Rune.IsLetterOrDigit) is var next && IsRightToLeft(next);
            if ((typeface != present || leftwards != isLeftwards) && run.Length > 0)
            {
                runs.Add((run.ToString(), present));
                run.Clear();
            }

            (present, isLeftwards) = (typeface, leftwards);
            run.Append(runes[i].ToString());
        }

        if (run.Length > 0) runs.Add((run.ToString(), present));
        return runs;
    }

    /// <summary>Hebrew, Arabic and their kin. Figures among them are read the other way and are runs of their own.</summary>
    private static bool IsRightToLeft(Rune rune) =>
        Rune.IsLetter(rune) && rune.Value is (>= 0x590 and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF);

    private static SKTypeface For(Rune rune, SKTypeface main) =>
        Has(main, rune.ToString()) ? main : Array.Find(Machine.Value, typeface => Has(typeface, rune.ToString())) ?? main;

    private static bool Has(SKTypeface typeface, string text)
    {
        using var font = new SKFont(typeface);
        return font.ContainsGlyphs(text);
    }

    private SKShaper Shaper(SKTypeface typeface)
    {
        if (!shapers.TryGetValue(typeface, out var shaper)) shapers[typeface] = shaper = new SKShaper(typeface);
        return shaper;
    }

    private static SKTypeface Load(string name)
    {
        using var resource = typeof(Lettering).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        copy.Position = 0;
        return SKTypeface.FromStream(copy) ?? throw new InvalidOperationException($"The font {name} cannot be read.");
    }

    private static SKTypeface[] LoadMachine() =>
        [.. SKFontManager.Default.GetFontFamilies().Select(family => SKFontManager.Default.MatchFamily(family)).OfType<SKTypeface>()];
}
