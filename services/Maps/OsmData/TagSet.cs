namespace Routing.OsmData;

/// <summary>The tags of one OSM object. Few entries, so a scan beats a dictionary.</summary>
internal sealed class TagSet
{
    public static readonly TagSet Empty = new([]);

    private readonly KeyValuePair<string, string>[] _tags;

    public TagSet(IEnumerable<KeyValuePair<string, string>> tags)
    {
        _tags = [.. tags];
        foreach (var (key, _) in _tags)
        {
            if (!key.Contains(':', StringComparison.Ordinal))
                continue;
            HasConditional |= key.EndsWith(":conditional", StringComparison.Ordinal);
            HasDirectional |= key.Contains(":forward", StringComparison.Ordinal) || key.Contains(":backward", StringComparison.Ordinal);
        }
    }

    /// <summary>Whether there is any <c>KEY:conditional</c>: few ways have one, and the others need not be asked for each key.</summary>
    public bool HasConditional { get; }

    /// <summary>Whether there is any <c>KEY:forward</c> or <c>KEY:backward</c>.</summary>
    public bool HasDirectional { get; }

    /// <summary>Reads <c>"highway=residential oneway=yes"</c>; a tilde in a value is a space.</summary>
    public static TagSet Parse(string text) => new(
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair.Length > 1 ? pair[1].Replace('~', ' ') : "yes")));

    public bool IsEmpty => _tags.Length == 0;

    public IReadOnlyList<KeyValuePair<string, string>> All => _tags;

    /// <summary>The value of a key, null when absent.</summary>
    public string? this[string key]
    {
        get
        {
            foreach (var (k, v) in _tags)
            {
                if (string.Equals(k, key, StringComparison.Ordinal))
                    return v;
            }

            return null;
        }
    }

    public bool Has(string key, string value) => string.Equals(this[key], value, StringComparison.Ordinal);

    public bool HasAny(string key, params ReadOnlySpan<string> values)
    {
        var value = this[key];
        return value is not null && values.Contains(value);
    }
}
