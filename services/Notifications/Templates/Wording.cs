using System.Globalization;
using NodaTime;
using NodaTime.Extensions;
using Routing.Notifications.Notices;

namespace Routing.Notifications.Templates;

/// <summary>Whom a message is for and about what; null where it is not known.</summary>
internal sealed record Addressee(string? Name, string? Car, string? Link);

/// <summary>What a message says, ready to be sent.</summary>
/// <param name="Subject">Of the mail.</param>
/// <param name="Body">The mail.</param>
/// <param name="Text">The text message.</param>
/// <param name="Language">That it is in.</param>
/// <param name="Map">A place to be shown; null for none.</param>
internal sealed record Worded(string Subject, string Body, string Text, string Language, WordedMap? Map);

/// <summary>A place on the map, degrees, and what it says to who cannot see it.</summary>
internal sealed record WordedMap(double Lon, double Lat, string Text);

/// <summary>Puts notices into words.</summary>
internal sealed class Wording(TemplateSet templates)
{
    /// <summary>What templates may name.</summary>
    public static readonly IReadOnlyList<string> Fields =
        ["name", "car", "day", "window", "eta", "ready", "appointment", "deadline", "late", "place", "driver", "courtesy", "reason", "change", "failure", "follows", "waits", "message", "link"];

    /// <summary>Which of our languages serves a BCP 47 tag.</summary>
    public string LanguageOf(string? tag) => templates.LanguageOf(tag);

    /// <param name="kind">Which template.</param>
    /// <param name="facts">What it says.</param>
    /// <param name="zone">Whose times are told; null where there are none to tell.</param>
    /// <param name="to">Whom it is for.</param>
    /// <param name="languageTag">BCP 47; where it is none of ours, the usual language.</param>
    /// <param name="own">The workshop's own template; null for ours.</param>
    public Worded Word(NoticeKind kind, NoticeFacts facts, DateTimeZone? zone, Addressee to, string? languageTag, Template? own = null)
    {
        var language = templates.LanguageOf(languageTag);
        var template = own ?? templates.For(language, kind);
        var words = templates.WordsOf(language);
        var fields = FieldsOf(facts, zone, to, language, words);
        var map = facts is { Lon: { } lon, Lat: { } lat } ? new WordedMap(lon, lat, words["map"]) : null;
        return new(template.Subject(fields), template.Body(fields), template.Text(fields), language, map);
    }

    private static Dictionary<string, string> FieldsOf(NoticeFacts facts, DateTimeZone? zone, Addressee to, string language, Words words)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("name", to.Name);
        Add("car", to.Car);
        Add("link", to.Link);
        Add("place", facts.Place);
        Add("driver", facts.Driver);
        Add("message", facts.Message);
        Add("late", facts.MinutesLate?.ToString(CultureInfo.InvariantCulture));
        if (facts.IsSwap) Add("courtesy", words["courtesy"]);
        if (facts.Failure is { } failure) Add("failure", words[$"failure.{failure}"]);
        if (facts.Consequence is { } consequence) Add("follows", words[$"follows.{consequence}"]);
        if (facts.Reason is { } reason)
        {
            // Planning gives its reasons in English; another language has them where its words.txt does.
            var isEnglish = language == "en";
            Add("reason", words.Find($"reason.{reason.Code}") ?? (isEnglish ? reason.Text : null));
            Add("change", isEnglish ? reason.SmallestChange : null);
        }

        if (zone is null) return fields;
        if (facts.Eta is { } eta) Add("eta", Time(eta, zone));
        if (facts.WaitsUntil is { } waits) Add("waits", Time(waits, zone));
        if (facts.ReadyAt is { } ready) Add("ready", $"{Day(ready, zone, words)}, {Time(ready, zone)}");
        if (facts.Hold is { } hold)
        {
            Add("appointment", $"{Day(hold.From, zone, words)}, {Time(hold.From, zone)}");
            Add("deadline", $"{Day(hold.Until, zone, words)}, {Time(hold.Until, zone)}");
        }

        if (facts.Window is not { } window) return fields;
        Add("day", Day(window.From, zone, words));
        Add("window", words["window"]
            .Replace("{from}", Time(window.From, zone), StringComparison.Ordinal)
            .Replace("{until}", Time(window.Until, zone), StringComparison.Ordinal));
        return fields;

        void Add(string name, string? value)
        {
            // A field is one line: nothing that a person typed may break out of it.
            if (!string.IsNullOrWhiteSpace(value)) fields[name] = string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
        }
    }

    private static string Day(DateTimeOffset instant, DateTimeZone zone, Words words)
    {
        var day = instant.ToInstant().InZone(zone).Date;
        return words["day"]
            .Replace("{weekday}", words.At("days", (int)day.DayOfWeek % 7), StringComparison.Ordinal)
            .Replace("{day}", day.Day.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{month}", words.At("months", day.Month - 1), StringComparison.Ordinal);
    }

    private static string Time(DateTimeOffset instant, DateTimeZone zone) =>
        instant.ToInstant().InZone(zone).TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture);
}
