using Routing.Addresses.Storage;
using Routing.Addresses.Text;

namespace Routing.Addresses.Search;

/// <summary>
/// One way to read what was typed: these words name the thing, and this is the house number. "8 de octubre 2500" can
/// be read as number 2500, as number 8, or without a number; the ranking tells which was meant.
/// </summary>
/// <param name="Words">Folded, in order.</param>
/// <param name="LastIsBeginning">True where the last word may not be complete.</param>
internal sealed record Interpretation(IReadOnlyList<string> Words, int? Number, string Suffix, bool LastIsBeginning)
{
    private const int MostWords = 10;

    // What may follow a house number and is of no use on a map, with the number or letter that belongs to it.
    private static readonly HashSet<string> Units = new(StringComparer.Ordinal)
    {
        "apto", "apt", "ap", "apartamento", "appt", "piso", "unidad", "oficina", "oficinas", "dpto", "torre", "etage", "flat", "suite",
    };

    private static readonly HashSet<string> Noise = new(StringComparer.Ordinal) { "nro", "numero", "no", "n", "num", "nr" };

    private static readonly HashSet<string> CornerWords = new(StringComparer.Ordinal)
    {
        "esq", "esquina", "y", "e", "casi", "con", "entre", "angle", "coin", "ecke", "und", "et", "and", "at", "corner",
    };

    /// <summary>All readings of a text, the likeliest first.</summary>
    public static List<Interpretation> Of(string text)
    {
        var words = Folding.Words(text);
        if (words.Count > MostWords)
            words.RemoveRange(MostWords, words.Count - MostWords);
        var isOpen = text.Length > 0 && char.IsLetterOrDigit(text[^1]);
        var readings = new List<Interpretation>();
        DropUnits(words);
        for (var i = words.Count - 1; i >= 0 && readings.Count < 3; i--)
        {
            if (!char.IsAsciiDigit(words[i][0]) || words.Count == 1 || !House.TryParse(words[i], out var number, out var suffix))
                continue;
            var rest = new List<string>(words);
            rest.RemoveAt(i);
            // "1234 bis", "1234 b"
            if (suffix.Length == 0 && i < rest.Count && (rest[i] == "bis" || (rest[i].Length == 1 && char.IsAsciiLetter(rest[i][0]) && i == rest.Count - 1 && rest.Count > 1)))
            {
                suffix = rest[i];
                rest.RemoveAt(i);
            }
            if (i > 0 && rest.Count > 1 && Noise.Contains(rest[i - 1]))
                rest.RemoveAt(i - 1);
            if (rest.Count > 0)
                readings.Add(new Interpretation(rest, number, suffix, isOpen && i < words.Count - 1));
        }
        if (words.Count > 0)
            readings.Add(new Interpretation(words, null, "", isOpen));
        return readings;
    }

    /// <summary>The two halves of "8 de octubre esq. garibaldi", at each word that may join them.</summary>
    public static IEnumerable<(List<string> First, List<string> Second)> Corners(string text)
    {
        var words = Folding.Words(text.Replace("&", " esq ", StringComparison.Ordinal).Replace("/", " esq ", StringComparison.Ordinal));
        if (words.Count > MostWords)
            yield break;
        for (var i = 1; i < words.Count - 1; i++)
        {
            if (!CornerWords.Contains(words[i]))
                continue;
            var second = words.GetRange(i + 1, words.Count - i - 1);
            while (second.Count > 1 && CornerWords.Contains(second[0]))
                second.RemoveAt(0);
            var first = words.GetRange(0, i);
            while (first.Count > 1 && CornerWords.Contains(first[^1]))
                first.RemoveAt(first.Count - 1);
            yield return (first, second);
        }
    }

    private static void DropUnits(List<string> words)
    {
        for (var i = 2; i < words.Count; i++)
        {
            if (!Units.Contains(words[i]) || !words.Take(i).Any(word => char.IsAsciiDigit(word[0])))
                continue;
            words.RemoveAt(i);
            if (i < words.Count && (char.IsAsciiDigit(words[i][0]) || words[i].Length == 1))
                words.RemoveAt(i);
            i--;
        }
    }
}
