using System.Text.RegularExpressions;

namespace Routing.Notifications.Templates;

/// <summary>A message's text with fields to fill in; see README.md beside the files. Immutable.</summary>
internal sealed partial class Template
{
    private const string SubjectMark = "Subject:";
    private const string TextMark = "Text:";

    private readonly List<string> subjects = [];
    private readonly List<string> texts = [];
    private readonly List<string> body = [];

    /// <summary>The fields that it names.</summary>
    public IEnumerable<string> Fields => subjects.Concat(texts).Concat(body).SelectMany(FieldsOf).Distinct(StringComparer.Ordinal);

    /// <exception cref="FormatException">It has no subject, text or body, or names a field that there is not.</exception>
    public static Template ParseKnown(string source)
    {
        var template = Parse(source);
        return template.Fields.Except(Wording.Fields, StringComparer.Ordinal).FirstOrDefault() is { } unknown
            ? throw new FormatException($"There is no field {{{unknown}}}; there are {string.Join(", ", Wording.Fields)}.")
            : template;
    }

    /// <summary>True where a line tells the estimate beside the promise, so that one may be taken for the other.</summary>
    public bool ConfusesEstimate => subjects.Concat(body).Any(line => FieldsOf(line).Contains("eta") && FieldsOf(line).Contains("window"));

    /// <summary>True where there is a subject and a text for when nothing is known but the name and the link.</summary>
    public bool HasFallbacks => FieldsOf(subjects[^1]).All(name => name == "name") && FieldsOf(texts[^1]).All(name => name is "name" or "link");

    /// <summary>True where the mail or a text message leads to the customer's page.</summary>
    public bool HasLink => body.Exists(line => FieldsOf(line).Contains("link")) && texts.TrueForAll(line => FieldsOf(line).Contains("link"));

    /// <exception cref="FormatException">It has no subject, text or body.</exception>
    public static Template Parse(string source)
    {
        var template = new Template();
        var lines = source.ReplaceLineEndings("\n").Split('\n');
        var i = 0;
        for (; i < lines.Length && lines[i].Length > 0; i++)
        {
            if (lines[i].StartsWith(SubjectMark, StringComparison.Ordinal)) template.subjects.Add(lines[i][SubjectMark.Length..].Trim());
            else if (lines[i].StartsWith(TextMark, StringComparison.Ordinal)) template.texts.Add(lines[i][TextMark.Length..].Trim());
            else throw new FormatException($"Line {i + 1} is neither 'Subject: …' nor 'Text: …'; the mail begins after an empty line.");
        }

        template.body.AddRange(lines.Skip(i + 1));
        if (template.subjects.Count == 0 || template.texts.Count == 0 || template.body.All(string.IsNullOrWhiteSpace))
            throw new FormatException("A template has a Subject, a Text, an empty line and then the mail.");
        return template;
    }

    public string Subject(IReadOnlyDictionary<string, string> fields) => Fill(First(subjects, fields), fields);

    public string Text(IReadOnlyDictionary<string, string> fields) => Fill(First(texts, fields), fields);

    /// <summary>Without the lines whose fields are unknown, and without the gaps that they would leave.</summary>
    public string Body(IReadOnlyDictionary<string, string> fields)
    {
        var filled = body.Where(line => IsKnown(line, fields)).Select(line => Fill(line, fields));
        return Gaps().Replace(string.Join('\n', filled), "\n\n").Trim() + "\n";
    }

    private static string First(List<string> lines, IReadOnlyDictionary<string, string> fields) => lines.Find(line => IsKnown(line, fields)) ?? lines[^1];

    private static bool IsKnown(string line, IReadOnlyDictionary<string, string> fields) => FieldsOf(line).All(fields.ContainsKey);

    private static IEnumerable<string> FieldsOf(string line) => Field().Matches(line).Select(match => match.Groups["name"].Value);

    private static string Fill(string line, IReadOnlyDictionary<string, string> fields) =>
        Field().Replace(line, match => fields.GetValueOrDefault(match.Groups["name"].Value, ""));

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Field();

    [GeneratedRegex(@"\n{3,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Gaps();
}
