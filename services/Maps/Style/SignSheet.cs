using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using SkiaSharp;

namespace Routing.Maps.Style;

/// <summary>The signs of a theme on one picture, with where each is on it: what MapLibre calls a sprite. Thread-safe.</summary>
/// <param name="Png">The picture.</param>
/// <param name="Index">A JSON object: by name <c>x</c>, <c>y</c>, <c>width</c>, <c>height</c> in pixels and <c>pixelRatio</c>.</param>
internal sealed record SignSheet(byte[] Png, string Index)
{
    private static readonly ConcurrentDictionary<(string Theme, int Ratio), SignSheet> Made = new();

    /// <param name="theme">One of <see cref="MapStyle.Themes"/>.</param>
    /// <param name="ratio">Pixels to a point of the screen: 1 or 2.</param>
    public static SignSheet Of(string theme, int ratio) => Made.GetOrAdd((theme, ratio), Draw);

    private static SignSheet Draw((string Theme, int Ratio) sheet)
    {
        var palette = MapStyle.Palette(sheet.Theme);
        var pixels = Signs.Box * sheet.Ratio;
        using var bitmap = new SKBitmap(pixels * Signs.Names.Count, pixels);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Transparent);
        var index = new JsonObject();
        foreach (var name in Signs.Names)
        {
            var x = index.Count * pixels;
            canvas.Save();
            canvas.Translate(x, 0);
            canvas.Scale(sheet.Ratio);
            Signs.Draw(canvas, name, palette);
            canvas.Restore();
            index[name] = Place(name, x, pixels, sheet.Ratio);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return new SignSheet(png.ToArray(), index.ToJsonString());
    }

    private static JsonObject Place(string name, int x, int pixels, int ratio)
    {
        var place = new JsonObject { ["x"] = x, ["y"] = 0, ["width"] = pixels, ["height"] = pixels, ["pixelRatio"] = ratio };
        if (name != Signs.Shield)
            return place;
        // A shield grows with its text: the middle is stretched, the rounded corners are not.
        place["stretchX"] = new JsonArray(new JsonArray(6 * ratio, 14 * ratio));
        place["stretchY"] = new JsonArray(new JsonArray(6 * ratio, 14 * ratio));
        place["content"] = new JsonArray(3 * ratio, 3 * ratio, 17 * ratio, 17 * ratio);
        return place;
    }
}
