using System.Collections.Frozen;

namespace Routing.Addresses.Text;

/// <summary>
/// Words that people shorten in addresses, folded. A short form may stand for several long ones ("av" is an avenida
/// or an avenue); the search asks for any of them.
/// </summary>
internal static class Abbreviations
{
    private static readonly (string Long, string[] Short)[] Table =
    [
        // Spanish
        ("avenida", ["av", "avda", "avd", "ave"]),
        ("bulevar", ["bvar", "bv", "br", "blvr", "bulev", "boulevard", "blvd", "bd"]),
        ("calle", ["c", "cl", "cll"]),
        ("camino", ["cno", "cam", "cmno"]),
        ("continuacion", ["cont"]),
        ("general", ["gral", "gen", "gnal"]),
        ("doctor", ["dr"]),
        ("doctora", ["dra"]),
        ("ingeniero", ["ing"]),
        ("arquitecto", ["arq"]),
        ("profesor", ["prof"]),
        ("presidente", ["pte", "pdte", "pres"]),
        ("coronel", ["cnel", "cel"]),
        ("comandante", ["cmte", "cte", "comte"]),
        ("capitan", ["cap", "cptan"]),
        ("teniente", ["tte", "tnte"]),
        ("almirante", ["alte", "almte"]),
        ("brigadier", ["brig"]),
        ("mariscal", ["mcal"]),
        ("sargento", ["sgto"]),
        ("monsenor", ["mons"]),
        ("padre", ["pdre"]),
        ("santa", ["sta"]),
        ("santo", ["sto"]),
        ("san", ["s"]),
        ("pasaje", ["pje", "psje", "pasj"]),
        ("plaza", ["pza", "plza"]),
        ("rambla", ["rbla", "rmbla"]),
        ("republica", ["rep", "rca"]),
        ("ruta", ["rta"]),
        ("senda", ["sda"]),
        ("barrio", ["bo", "brrio"]),
        ("edificio", ["ed", "edif"]),
        ("maria", ["ma"]),
        ("francisco", ["fco"]),
        ("jose", ["j"]),
        ("juan", ["j"]),
        ("luis", ["l"]),
        ("manuel", ["m"]),
        ("carlos", ["c"]),
        // French
        ("avenue", ["av", "ave"]),
        ("boulevard", ["bd", "bld", "blvd", "boul"]),
        ("chemin", ["ch", "che"]),
        ("place", ["pl"]),
        ("route", ["rte"]),
        ("impasse", ["imp"]),
        ("saint", ["st"]),
        ("sainte", ["ste"]),
        ("escalier", ["esc"]),
        ("faubourg", ["fbg", "fg"]),
        ("allee", ["all"]),
        ("square", ["sq"]),
        // German
        ("strasse", ["str"]),
        ("platz", ["pl"]),
        ("sankt", ["st", "skt"]),
        // English
        ("street", ["st", "str"]),
        ("road", ["rd"]),
        ("drive", ["dr"]),
        ("lane", ["ln"]),
        ("highway", ["hwy"]),
        ("court", ["ct"]),
        // Italian, Portuguese
        ("viale", ["vle", "v"]),
        ("piazza", ["pza"]),
        ("rua", ["r"]),
        ("travessa", ["tv"]),
    ];

    /// <summary>Words that say little: what a street is, titles, articles. They weigh less when a match is judged.</summary>
    private static readonly FrozenSet<string> Light = Table
        .Select(row => row.Long)
        // Given names tell streets apart.
        .Except(["maria", "francisco", "jose", "juan", "luis", "manuel", "carlos", "san", "santa", "santo", "saint", "sainte", "sankt"])
        .Concat([
            "de", "del", "la", "las", "los", "el", "y", "e", "a", "al", "en",
            "du", "des", "le", "les", "d", "l", "rue", "avenue", "boulevard", "chemin", "place", "route",
            "der", "die", "das", "im", "in", "am", "an", "zum", "zur", "auf", "strasse", "weg", "gasse", "platz",
            "the", "of", "street", "road", "via", "di", "da", "do", "dos",
        ])
        .Concat(Table.SelectMany(row => row.Short))
        .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> LongForms = Table
        .SelectMany(row => row.Short.Select(shortForm => (shortForm, row.Long)))
        .GroupBy(pair => pair.shortForm)
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => pair.Long).ToArray(), StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string[]> ShortForms = Table
        .ToFrozenDictionary(row => row.Long, row => row.Short, StringComparer.Ordinal);

    public static bool IsLight(string word) => Light.Contains(word);

    /// <summary>What a typed word may stand for, besides itself.</summary>
    public static IEnumerable<string> Expand(string word)
    {
        if (LongForms.TryGetValue(word, out var longForms))
        {
            foreach (var form in longForms)
                yield return form;
        }
        // German street names are one word: "dorfstr" is "dorfstrasse".
        if (word.Length > 5 && word.EndsWith("str", StringComparison.Ordinal))
            yield return word + "asse";
    }

    /// <summary>How a name in the extract may be typed, besides as written there: "Gral. Rivera" also in full.</summary>
    public static ReadOnlySpan<string> ForIndex(string word) =>
        LongForms.TryGetValue(word, out var longForms) && word.Length > 1 ? longForms : [];

    /// <summary>True where one is a known short form of the other, or both of a third.</summary>
    public static bool Same(string a, string b) =>
        (ShortForms.TryGetValue(a, out var ofA) && ofA.Contains(b))
        || (ShortForms.TryGetValue(b, out var ofB) && ofB.Contains(a))
        || (LongForms.TryGetValue(a, out var longA) && LongForms.TryGetValue(b, out var longB) && longA.Intersect(longB).Any());
}
