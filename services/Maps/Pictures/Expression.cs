using System.Globalization;
using System.Text.Json;
using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>What an expression may ask about: the zoom of the picture and the attributes of a feature; null attributes are absent.</summary>
internal readonly record struct Scope(double Zoom, string Geometry, Func<string, object?> Attribute);

/// <summary>
/// A value of the style: a constant, or an expression in the part of MapLibre's language that our style uses. Numbers are
/// doubles, colours are <see cref="SKColor"/>. A word that is not known here fails when the style is read, not when it is drawn.
/// </summary>
internal static class Expression
{
    public delegate object? Value(in Scope scope);

    public static Value Read(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Number:
                return Constant(json.GetDouble());
            case JsonValueKind.String:
                var text = json.GetString()!;
                return Constant(text.StartsWith('#') ? SKColor.Parse(text) : text);
            case JsonValueKind.True or JsonValueKind.False:
                return Constant(json.GetBoolean());
            case JsonValueKind.Array when json.GetArrayLength() > 0 && json[0].ValueKind == JsonValueKind.String:
                return ReadCall(json[0].GetString()!, json);
            case JsonValueKind.Array:
                return Constant(json.EnumerateArray().Select(item => (float)item.GetDouble()).ToArray());
            default:
                throw new NotSupportedException($"The style has {json.GetRawText()} where a value belongs.");
        }
    }

    private static Value ReadCall(string word, JsonElement json)
    {
        switch (word)
        {
            case "get":
                var name = json[1].GetString()!;
                return (in Scope scope) => scope.Attribute(name);
            case "has":
                var key = json[1].GetString()!;
                return (in Scope scope) => scope.Attribute(key) is not null;
            case "geometry-type":
                return (in Scope scope) => scope.Geometry;
            case "!":
                var denied = Read(json[1]);
                return (in Scope scope) => !Equals(denied(scope), true);
            case "==":
                var (left, right) = (Read(json[1]), Read(json[2]));
                return (in Scope scope) => Equals(left(scope), right(scope));
            case "all":
                var all = json.EnumerateArray().Skip(1).Select(Read).ToArray();
                return (in Scope scope) =>
                {
                    foreach (var claim in all)
                    {
                        if (!Equals(claim(scope), true))
                            return false;
                    }

                    return true;
                };
            case "concat":
                var parts = json.EnumerateArray().Skip(1).Select(Read).ToArray();
                return (in Scope scope) =>
                {
                    var whole = "";
                    foreach (var part in parts)
                        whole += Convert.ToString(part(scope), CultureInfo.InvariantCulture);
                    return whole;
                };
            case "match":
                return ReadMatch(json);
            case "interpolate":
                return ReadInterpolate(json);
            default:
                throw new NotSupportedException($"The pictures do not know '{word}' of the style: {json.GetRawText()}");
        }
    }

    private static Value ReadMatch(JsonElement json)
    {
        var input = Read(json[1]);
        var outputs = new Dictionary<object, Value>();
        var last = json.GetArrayLength() - 1;
        for (var i = 2; i < last; i += 2)
        {
            var output = Read(json[i + 1]);
            foreach (var label in json[i].ValueKind == JsonValueKind.Array ? json[i].EnumerateArray().ToList() : [json[i]])
                outputs[label.ValueKind == JsonValueKind.Number ? label.GetDouble() : label.GetString()!] = output;
        }

        var other = Read(json[last]);
        return (in Scope scope) => input(scope) is { } label && outputs.TryGetValue(label, out var found) ? found(scope) : other(scope);
    }

    // ["interpolate", ["linear"] or ["exponential", base], ["zoom"], zoom, value, ...]
    private static Value ReadInterpolate(JsonElement json)
    {
        var kind = json[1][0].GetString();
        var power = kind == "exponential" ? json[1][1].GetDouble() : 1;
        if (kind is not ("linear" or "exponential") || json[2][0].GetString() != "zoom")
            throw new NotSupportedException($"The pictures interpolate by zoom alone: {json.GetRawText()}");
        var stops = new List<(double Zoom, Value Output)>();
        for (var i = 3; i < json.GetArrayLength(); i += 2)
            stops.Add((json[i].GetDouble(), Read(json[i + 1])));
        return (in Scope scope) =>
        {
            var zoom = scope.Zoom;
            var after = stops.FindIndex(stop => stop.Zoom > zoom);
            if (after <= 0)
                return stops[after == 0 ? 0 : ^1].Output(scope);
            var (from, to) = (stops[after - 1], stops[after]);
            var share = power == 1
                ? (zoom - from.Zoom) / (to.Zoom - from.Zoom)
                : (Math.Pow(power, zoom - from.Zoom) - 1) / (Math.Pow(power, to.Zoom - from.Zoom) - 1);
            return Mix(from.Output(scope), to.Output(scope), share);
        };
    }

    private static object? Mix(object? from, object? to, double share) => (from, to) switch
    {
        (double a, double b) => a + ((b - a) * share),
        (SKColor a, SKColor b) => new SKColor(Mix(a.Red, b.Red, share), Mix(a.Green, b.Green, share), Mix(a.Blue, b.Blue, share), Mix(a.Alpha, b.Alpha, share)),
        _ => from,
    };

    private static byte Mix(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * share));

    private static Value Constant(object value) => (in Scope _) => value;
}
