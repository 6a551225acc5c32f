namespace Routing.Notifications.Templates;

/// <summary>A language's phrases, by name. We keep our own names of days, since a machine may lack a language's.</summary>
internal sealed class Words
{
    private readonly Dictionary<string, string> phrases = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="InvalidOperationException">A line has no name.</exception>
    public static Words Parse(string source)
    {
        var words = new Words();
        foreach (var line in source.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) throw new InvalidOperationException($"'{line}' in words.txt is not 'name: phrase'.");
            words.phrases[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return words;
    }

    /// <summary>Null when there is none.</summary>
    public string? Find(string name) => phrases.GetValueOrDefault(name);

    /// <summary>A phrase that every language has.</summary>
    public string this[string name] => Find(name) ?? throw new InvalidOperationException($"'{name}' is missing in words.txt.");

    /// <summary>One of a list of phrases.</summary>
    public string At(string name, int index) => this[name].Split(',', StringSplitOptions.TrimEntries)[index];
}
