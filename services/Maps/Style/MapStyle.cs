using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Routing.Maps.Style;

/// <summary>
/// How the map looks, in MapLibre's style language: <c>map.json</c> holds the layers, in which <c>@name</c> is a colour of a
/// theme (<c>day.json</c>, <c>night.json</c>). Browsers get it over HTTP, our own pictures are drawn by it. Thread-safe.
/// </summary>
internal static partial class MapStyle
{
    private static readonly ConcurrentDictionary<string, string> Made = new(StringComparer.Ordinal);

    /// <summary>The names of the themes.</summary>
    public static readonly IReadOnlyList<string> Themes = ["day", "night"];

    /// <summary>The colours of a theme, by name, as <c>#rrggbb</c>.</summary>
    public static IReadOnlyDictionary<string, string> Palette(string theme) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Resource($"{theme}.json"))!;

    /// <summary>The layers in a theme's colours: a JSON array.</summary>
    public static string Layers(string theme) => Made.GetOrAdd(theme, Colour);

    /// <summary>A whole style for MapLibre.</summary>
    /// <param name="theme">One of <see cref="Themes"/>.</param>
    /// <param name="origin">Where tiles, letters and signs are served, absolute and without a slash at its end.</param>
    public static JsonObject Whole(string theme, string origin) => new()
    {
        ["version"] = 8,
        ["name"] = theme,
        ["glyphs"] = $"{origin}/glyphs/{{fontstack}}/{{range}}.pbf",
        ["sprite"] = $"{origin}/sprites/{theme}",
        ["sources"] = new JsonObject { ["map"] = new JsonObject { ["type"] = "vector", ["url"] = $"{origin}/tiles.json" } },
        ["layers"] = JsonNode.Parse(Layers(theme)),
    };

    private static string Colour(string theme)
    {
        var palette = Palette(theme);
        return Token().Replace(Resource("map.json"), token => palette.TryGetValue(token.Groups["name"].Value, out var colour)
            ? $"\"{colour}\""
            : throw new InvalidOperationException($"The theme {theme} has no colour {token.Groups["name"].Value}."));
    }

    private static string Resource(string name)
    {
        using var resource = typeof(MapStyle).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("\"@(?<name>[a-zA-Z]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
