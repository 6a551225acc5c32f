using System.Globalization;
using System.Text;

namespace Routing.Benchmarks.Map;

/// <summary>What becomes of an address between the extract and a search box; null where a kind does not fit an address.</summary>
internal static class Mangling
{
    private static readonly (string Long, string Short)[] Shortened =
    [
        ("Avenida", "Av."), ("Bulevar", "Bvar."), ("General", "Gral."), ("Doctor ", "Dr. "), ("Camino", "Cno."), ("Coronel", "Cnel."), ("Ingeniero", "Ing."),
        ("Pasaje", "Pje."), ("Rambla", "Rbla."), ("Presidente", "Pte."), ("Profesor", "Prof."), ("Capitán", "Cap."),
    ];

    private static readonly string[] Little =
    [
        "avenida", "bulevar", "calle", "camino", "general", "doctor", "doctora", "ingeniero", "coronel", "capitan", "teniente", "pasaje", "rambla", "de", "del", "la", "las", "los", "el", "y",
    ];

    public static readonly (string Kind, Func<SampleHouse, Random, string?> Mangle)[] Kinds =
    [
        ("as written", (house, _) => $"{house.Street} {house.Number}"),
        ("lower case, no accents, with the city", (house, _) => $"{Plain(house.Street)} {house.Number} {Plain(house.City ?? "")}".TrimEnd()),
        ("number first", (house, _) => $"{house.Number} {house.Street}"),
        ("city first", (house, _) => house.City is { } city ? $"{city}, {house.Street} {house.Number}" : null),
        ("abbreviated", (house, _) => Shorten(house.Street) is { } shorter ? $"{shorter} {house.Number}" : null),
        ("without titles and articles", (house, _) => Bare(house.Street) is { } bare ? $"{bare} {house.Number}" : null),
        ("a given name left out", (house, _) => Plain(house.Street).Split(' ').Except(Little).ToArray() is { Length: > 2 } words ? $"{string.Join(' ', words[1..])} {house.Number}" : null),
        ("two letters swapped", (house, random) => Typo(house, random, (word, i) => $"{word[..i]}{word[i + 1]}{word[i]}{word[(i + 2)..]}")),
        ("a letter missing", (house, random) => Typo(house, random, (word, i) => word[..i] + word[(i + 1)..])),
        ("a letter too many", (house, random) => Typo(house, random, (word, i) => word[..i] + word[i] + word[i..])),
        ("a letter wrong, with the city", (house, random) => Typo(house, random, (word, i) => $"{word[..i]}{(char)('a' + random.Next(26))}{word[(i + 1)..]}") is { } typo ? $"{typo}, {house.City}" : null),
        ("typed so far", (house, _) => Plain(house.Street).Split(' ') is { Length: > 1 } words && words[^1].Length > 5 ? $"{house.Number} {string.Join(' ', words[..^1])} {words[^1][..4]}" : null),
    ];

    private static string? Typo(SampleHouse house, Random random, Func<string, int, string> change)
    {
        var words = house.Street.Split(' ');
        var longest = Array.IndexOf(words, words.MaxBy(word => word.Length));
        if (words[longest].Length < 6)
            return null;
        var changed = change(words[longest], random.Next(1, words[longest].Length - 2));
        if (changed == words[longest])
            return null;
        words[longest] = changed;
        return $"{string.Join(' ', words)} {house.Number}";
    }

    private static string? Shorten(string street)
    {
        var shorter = Shortened.Aggregate(street, (text, pair) => text.Replace(pair.Long, pair.Short, StringComparison.Ordinal));
        return shorter == street ? null : shorter;
    }

    private static string? Bare(string street)
    {
        var words = Plain(street).Split(' ');
        var rest = words.Except(Little).ToArray();
        return rest.Length == 0 || rest.Length == words.Length ? null : string.Join(' ', rest);
    }

    private static string Plain(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
}
