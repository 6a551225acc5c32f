using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Routing.Notifications.Notices;

namespace Routing.Notifications.Templates;

/// <summary>All templates of all languages, read once at start. Thread-safe.</summary>
internal sealed class TemplateSet
{
    public static readonly IReadOnlyList<string> Languages = ["en", "es", "fr"];

    private readonly Dictionary<(string Language, NoticeKind Kind), Template> templates = [];
    private readonly Dictionary<string, Words> words = new(StringComparer.Ordinal);
    private readonly string fallback;
    private readonly string? folder;

    /// <exception cref="InvalidOperationException">A template cannot be used; the text says which and why.</exception>
    public TemplateSet(IOptions<NotificationsOptions> options)
    {
        (fallback, folder) = (options.Value.Language, options.Value.TemplatesFolder);
        if (!Languages.Contains(fallback, StringComparer.Ordinal))
            throw new InvalidOperationException($"Notifications:Language is '{fallback}'; set it to one of {string.Join(", ", Languages)}.");
        foreach (var language in Languages)
        {
            words[language] = Words.Parse(Read(options.Value.TemplatesFolder, language, "words"));
            foreach (var kind in Enum.GetValues<NoticeKind>()) templates[(language, kind)] = ReadTemplate(options.Value.TemplatesFolder, language, kind);
        }
    }

    /// <summary>Which of our languages serves a BCP 47 tag.</summary>
    public string LanguageOf(string? tag) =>
        Languages.FirstOrDefault(l => tag is not null && (tag.Equals(l, StringComparison.OrdinalIgnoreCase) || tag.StartsWith(l + "-", StringComparison.OrdinalIgnoreCase))) ?? fallback;

    public Template For(string language, NoticeKind kind) => templates[(language, kind)];

    /// <summary>What a template looks like as it is written.</summary>
    public string SourceOf(string language, NoticeKind kind) => Read(folder, language, JsonNamingPolicy.CamelCase.ConvertName(kind.ToString())).ReplaceLineEndings("\n");

    public Words WordsOf(string language) => words[language];

    private static Template ReadTemplate(string? folder, string language, NoticeKind kind)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
        try
        {
            return Template.ParseKnown(Read(folder, language, name));
        }
        catch (FormatException exception)
        {
            throw new InvalidOperationException($"The template {language}/{name}.txt cannot be used. {exception.Message}", exception);
        }
    }

    private static string Read(string? folder, string language, string name)
    {
        var own = folder is null ? null : Path.Combine(folder, language, name + ".txt");
        if (own is not null && File.Exists(own)) return File.ReadAllText(own);
        using var stream = typeof(TemplateSet).Assembly.GetManifestResourceStream($"Templates/{language}/{name}.txt")
            ?? throw new InvalidOperationException($"The template {language}/{name}.txt is missing.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
