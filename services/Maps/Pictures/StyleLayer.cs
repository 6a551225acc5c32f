using System.Collections.Concurrent;
using System.Text.Json;
using Routing.Maps.Style;
using Routing.Tiles;
using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>A layer of the style, ready to be asked what a feature looks like. Immutable, thread-safe.</summary>
internal sealed class StyleLayer
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<StyleLayer>> Themes = new(StringComparer.Ordinal);

    private readonly Dictionary<string, Expression.Value> properties = new(StringComparer.Ordinal);
    private readonly Expression.Value? filter;

    private StyleLayer(JsonElement json)
    {
        Id = json.GetProperty("id").GetString()!;
        Type = json.GetProperty("type").GetString()!;
        SourceLayer = json.TryGetProperty("source-layer", out var source) ? source.GetString() : null;
        MinZoom = json.TryGetProperty("minzoom", out var least) ? least.GetDouble() : 0;
        MaxZoom = json.TryGetProperty("maxzoom", out var most) ? most.GetDouble() : double.MaxValue;
        filter = json.TryGetProperty("filter", out var claim) ? Expression.Read(claim) : null;
        foreach (var group in (ReadOnlySpan<string>)["layout", "paint"])
        {
            if (!json.TryGetProperty(group, out var values))
                continue;
            foreach (var property in values.EnumerateObject())
                properties[property.Name] = property.Name == "text-font" ? FontName(property.Value) : Expression.Read(property.Value);
        }
    }

    public string Id { get; }

    /// <summary>background, fill, line or symbol.</summary>
    public string Type { get; }

    /// <summary>The tiles' layer; null for the background.</summary>
    public string? SourceLayer { get; }

    public double MinZoom { get; }

    public double MaxZoom { get; }

    /// <summary>The layers of a theme, the lowest first.</summary>
    public static IReadOnlyList<StyleLayer> Of(string theme) => Themes.GetOrAdd(theme, name =>
    {
        using var layers = JsonDocument.Parse(MapStyle.Layers(name));
        return [.. layers.RootElement.EnumerateArray().Select(layer => new StyleLayer(layer))];
    });

    public bool Shows(MapFeature feature, double zoom) =>
        zoom >= MinZoom && zoom < MaxZoom && (filter is null || Equals(filter(ScopeOf(feature, zoom)), true));

    public float Number(string property, MapFeature? feature, double zoom, float otherwise) =>
        Value(property, feature, zoom) is double number ? (float)number : otherwise;

    public SKColor Colour(string property, MapFeature? feature, double zoom) => Value(property, feature, zoom) is SKColor colour ? colour : SKColors.Transparent;

    public string? Text(string property, MapFeature? feature, double zoom) => Value(property, feature, zoom) as string;

    public float[]? Numbers(string property, MapFeature? feature, double zoom) => Value(property, feature, zoom) as float[];

    public bool Flag(string property) => Value(property, null, 0) is true;

    private object? Value(string property, MapFeature? feature, double zoom) =>
        properties.TryGetValue(property, out var value) ? value(ScopeOf(feature, zoom)) : null;

    private static Scope ScopeOf(MapFeature? feature, double zoom) => new(zoom, feature?.Geometry ?? "", feature is null ? _ => null : feature.Attribute);

    private static Expression.Value FontName(JsonElement names)
    {
        var first = names[0].GetString()!;
        return (in Scope _) => first;
    }
}
