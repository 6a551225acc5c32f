using System.Globalization;
using Routing.Contracts.Values;
using Routing.Maps.Osrm;
using Routing.Maps.Style;
using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>What somebody asks a picture of.</summary>
/// <param name="Ratio">Pixels to a point: 1 for a screen, 3 for print.</param>
internal sealed record PictureQuery(string Theme, View View, float Ratio, IReadOnlyList<OverLine> Lines, IReadOnlyList<OverPin> Pins)
{
    private const int MostPixels = 4096 * 4096;
    private const int MostOver = 2000;
    private const double Margin = 36;

    /// <summary>Reads an address's parts; null with what is wrong and how it is written.</summary>
    /// <param name="view"><c>auto</c>, around all lines and pins, or <c>lon,lat,zoom</c>.</param>
    /// <param name="size"><c>640x400</c> in points, <c>640x400@2x</c> with as many pixels to a point.</param>
    /// <param name="paths"><c>1d4ed8,4:</c> or <c>c2410c,3,dashed:</c> and a polyline of precision 6.</param>
    /// <param name="pins"><c>lon,lat</c>, then a colour and a letter where wished: <c>-56.16,-34.9,1d4ed8,3</c>.</param>
    public static (PictureQuery? Query, string Wrong) Read(string theme, string view, string size, IReadOnlyList<string> paths, IReadOnlyList<string> pins)
    {
        if (!MapStyle.Themes.Contains(theme, StringComparer.Ordinal))
            return Refuse($"There is no theme '{OsrmQueryReader.Cut(theme)}': use {string.Join(" or ", MapStyle.Themes)}.");
        if (ReadSize(size) is not var (width, height, ratio))
            return Refuse($"The size is '{OsrmQueryReader.Cut(size)}': write it like 640x400 or 640x400@2x, of {MostPixels} pixels at most.");
        if (paths.Count + pins.Count > MostOver)
            return Refuse($"There may be {MostOver} paths and pins in all, and {paths.Count + pins.Count} were given.");
        var lines = new List<OverLine>();
        foreach (var text in paths)
        {
            if (ReadLine(text) is not { } line)
                return Refuse($"A path is '{OsrmQueryReader.Cut(text)}': write colour,width or colour,width,dashed, a colon and a polyline of precision 6, such as 1d4ed8,4:_p~iF...");
            lines.Add(line);
        }

        var marks = new List<OverPin>();
        foreach (var text in pins)
        {
            if (ReadPin(text) is not { } pin)
                return Refuse($"A pin is '{OsrmQueryReader.Cut(text)}': write lon,lat, then a colour and up to two letters where wished, such as -56.16,-34.9,1d4ed8,3.");
            marks.Add(pin);
        }

        if (view != "auto")
        {
            return ReadView(view, width, height) is { } given
                ? (new PictureQuery(theme, given, ratio, lines, marks), "")
                : Refuse($"The view is '{OsrmQueryReader.Cut(view)}': write auto, or lon,lat,zoom with a zoom from 0 to 20, such as -56.16,-34.9,13.5.");
        }

        var points = lines.SelectMany(line => line.Points).Concat(marks.Select(pin => (pin.Lon, pin.Lat))).ToList();
        return points.Count > 0
            ? (new PictureQuery(theme, View.Around(points, width, height, Math.Min(Margin, Math.Min(width, height) / 5.0)), ratio, lines, marks), "")
            : Refuse("The view is auto, and there is no path or pin to be around: give one, or the view as lon,lat,zoom.");
    }

    private static (int Width, int Height, float Ratio)? ReadSize(string text)
    {
        var ratio = 1f;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            if (!text.EndsWith('x') || !float.TryParse(text.AsSpan(at + 1, Math.Max(0, text.Length - at - 2)), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out ratio) || ratio is < 1 or > 4)
                return null;
            text = text[..at];
        }

        return text.Split('x') is [var wide, var high] && int.TryParse(wide, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && int.TryParse(high, NumberStyles.None, CultureInfo.InvariantCulture, out var height)
            && width is >= 16 and <= 4096 && height is >= 16 and <= 4096 && width * height * ratio * ratio <= MostPixels ? (width, height, ratio) : null;
    }

    private static View? ReadView(string text, int width, int height) =>
        Numbers(text.Split(',')) is [var lon, var lat, var zoom] && Math.Abs(lon) <= 180 && Math.Abs(lat) <= 85 && zoom is >= 0 and <= 20 ? new View(lon, lat, zoom, width, height) : null;

    private static OverLine? ReadLine(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || text[..colon].Split(',') is not [var colour, var width, .. var rest] || rest is not ([] or ["dashed"]))
            return null;
        if (!SKColor.TryParse(colour, out var ink) || Numbers([width]) is not [var points] || points is < 0.5 or > 30)
            return null;
        var line = Polyline6.Read(text[(colon + 1)..]);
        return line.Count > 1 && line.All(at => Math.Abs(at.Lon) <= 180 && Math.Abs(at.Lat) <= 85)
            ? new OverLine(line, ink, (float)points, rest.Length > 0) : null;
    }

    private static OverPin? ReadPin(string text)
    {
        if (text.Split(',') is not [var lon, var lat, .. var rest] || rest.Length > 2 || Numbers([lon, lat]) is not [var x, var y] || Math.Abs(x) > 180 || Math.Abs(y) > 85)
            return null;
        var ink = new SKColor(0x1D, 0x4E, 0xD8);
        var label = rest.Length > 1 ? rest[1] : "";
        return (rest.Length > 0 && !SKColor.TryParse(rest[0], out ink)) || label.Length > 2 ? null : new OverPin(x, y, ink, label);
    }

    private static double[]? Numbers(string[] parts)
    {
        var numbers = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
                return null;
        }

        return numbers;
    }

    private static (PictureQuery?, string) Refuse(string wrong) => (null, wrong);
}
