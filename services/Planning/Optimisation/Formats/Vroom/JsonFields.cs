using System.Globalization;
using System.Text.Json;

namespace Routing.Optimisation.Formats.Vroom;

/// <summary>Values of a JSON object with errors that say where they stand. Keys that are null count as absent.</summary>
internal readonly struct JsonFields
{
    private readonly JsonElement element;

    public string Path { get; }

    /// <exception cref="FormatException">The element is no object.</exception>
    public JsonFields(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new FormatException($"{path} must be an object, and is {Name(element)}.");
        (this.element, Path) = (element, path);
    }

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    public JsonElement? Find(string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public JsonFields? Object(string key) => Find(key) is { } value ? new JsonFields(value, PathOf(key)) : null;

    public IEnumerable<(string Key, JsonElement Value)> Entries()
    {
        foreach (var property in element.EnumerateObject())
            yield return (property.Name, property.Value);
    }

    /// <summary>The elements of an array, with their paths; none when it is absent.</summary>
    public IEnumerable<(JsonElement Value, string Path)> Items(string key)
    {
        if (Find(key) is not { } array)
            yield break;
        if (array.ValueKind != JsonValueKind.Array)
            throw new FormatException($"{PathOf(key)} must be an array, and is {Name(array)}.");
        var i = 0;
        foreach (var item in array.EnumerateArray())
            yield return (item, $"{PathOf(key)}[{(i++).ToString(CultureInfo.InvariantCulture)}]");
    }

    public string? Text(string key)
    {
        if (Find(key) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"{PathOf(key)} must be a text, and is {Name(value)}.");
    }

    public bool Flag(string key) => Find(key) is { ValueKind: JsonValueKind.True };

    public ulong Id()
    {
        if (Find("id") is not { } value)
            throw new FormatException($"{(Path.Length == 0 ? "The problem" : Path)} has no id.");
        return value.ValueKind == JsonValueKind.Number && value.TryGetUInt64(out var id) ? id : throw new FormatException($"{PathOf("id")} must be a whole number from 0, and is {Name(value)}.");
    }

    public long? Integer(string key, long least, long most) =>
        Find(key) is { } value ? Integer(value, PathOf(key), least, most) : null;

    public double? Number(string key)
    {
        if (Find(key) is not { } value)
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : throw new FormatException($"{PathOf(key)} must be a number, and is {Name(value)}.");
    }

    public int[]? Integers(string key, int least, int most)
    {
        if (Find(key) is null)
            return null;
        return [.. Items(key).Select(item => (int)Integer(item.Value, item.Path, least, most))];
    }

    public static long Integer(JsonElement value, string path, long least, long most)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
            throw new FormatException($"{path} must be a whole number, and is {Name(value)}.");
        if (number < least || number > most)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"{path} is {number}; it must be from {least} to {most}."));
        return number;
    }

    public static string Name(JsonElement value)
    {
        var text = value.GetRawText();
        return text.Length <= 40 ? text : text[..37] + "...";
    }
}
