using SkiaSharp;

namespace Routing.Maps.Style;

/// <summary>The fonts of the map, which come with us: Latin, Greek and Cyrillic letters. Thread-safe.</summary>
internal static class MapFonts
{
    private static readonly Dictionary<string, Lazy<SKTypeface>> Fonts = new(StringComparer.Ordinal)
    {
        ["Noto Sans Regular"] = new(() => Load("NotoSans-Regular.ttf")),
        ["Noto Sans Bold"] = new(() => Load("NotoSans-Bold.ttf")),
        ["Noto Sans Italic"] = new(() => Load("NotoSans-Italic.ttf")),
    };

    public static bool Has(string name) => Fonts.ContainsKey(name);

    public static SKTypeface Typeface(string name) => Fonts[name].Value;

    private static SKTypeface Load(string file)
    {
        using var resource = typeof(MapFonts).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"The font {file} is not in the assembly.");
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        copy.Position = 0;
        return SKTypeface.FromStream(copy) ?? throw new InvalidOperationException($"The font {file} cannot be read.");
    }
}
