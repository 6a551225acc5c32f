using System.Diagnostics.CodeAnalysis;

namespace Routing.OsmData;

/// <summary>The tags of one OSM object. Few entries, so a scan beats a dictionary.</summary>
public sealed class TagSet
{
    internal static readonly TagSet Empty = new([]);

    private readonly KeyValuePair<string, string>[] _tags;

    // Two bits and that they are known: asked of roads alone, so not found out for every house.
    private byte _suffixes;

    /// <summary>Takes over the array.</summary>
    internal TagSet(params KeyValuePair<string, string>[] tags) => _tags = tags;

    /// <summary>Whether there is any <c>KEY:conditional</c>: few ways have one, and the others need not be asked for each key.</summary>
    internal bool HasConditional => (Suffixes() & 1) != 0;

    /// <summary>Whether there is any <c>KEY:forward</c> or <c>KEY:backward</c>.</summary>
    internal bool HasDirectional => (Suffixes() & 2) != 0;

    /// <summary>Reads <c>"highway=residential oneway=yes"</c>; a tilde in a value is a space.</summary>
    internal static TagSet Parse(string text) => new(
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(pair[0], pair.Length > 1 ? pair[1].Replace('~', ' ') : "yes"))]);

    public bool IsEmpty => _tags.Length == 0;

    /// <summary>In the file's order.</summary>
    public ReadOnlySpan<KeyValuePair<string, string>> All => _tags;

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

    public bool Has(string key) => this[key] is not null;

    public bool Has(string key, string value) => string.Equals(this[key], value, StringComparison.Ordinal);

    public bool HasAny(string key, params ReadOnlySpan<string> values)
    {
        var value = this[key];
        return value is not null && values.Contains(value);
    }

    public bool TryGet(string key, [NotNullWhen(true)] out string? value)
    {
        value = this[key];
        return value is not null;
    }

    private byte Suffixes()
    {
        if (_suffixes != 0) return _suffixes;
        byte found = 4;
        foreach (var (key, _) in _tags)
        {
            if (!key.Contains(':', StringComparison.Ordinal)) continue;
            if (key.EndsWith(":conditional", StringComparison.Ordinal)) found |= 1;
            if (key.Contains(":forward", StringComparison.Ordinal) || key.Contains(":backward", StringComparison.Ordinal)) found |= 2;
        }

        return _suffixes = found;
    }
}
