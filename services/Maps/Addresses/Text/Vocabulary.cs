using System.Numerics;

namespace Routing.Addresses.Text;

/// <summary>
/// Every word of the index, to tell a typo from a word and to find what was meant. Words stay in memory
/// (some 12 bytes each besides their letters); safe for many threads.
/// </summary>
internal sealed class Vocabulary
{
    // words[i] in ordinal order; letters[i] has a bit for each letter or digit that words[i] holds.
    private readonly string[] words;
    private readonly ulong[] letters;

    public Vocabulary(IEnumerable<string> all)
    {
        words = [.. all];
        Array.Sort(words, StringComparer.Ordinal);
        letters = Array.ConvertAll(words, word => LettersOf(word));
    }

    public int Count => words.Length;

    public bool Contains(string word) => Array.BinarySearch(words, word, StringComparer.Ordinal) >= 0;

    public bool ContainsBeginning(string beginning)
    {
        var at = Array.BinarySearch(words, beginning, StringComparer.Ordinal);
        if (at >= 0)
            return true;
        at = ~at;
        return at < words.Length && words[at].StartsWith(beginning, StringComparison.Ordinal);
    }

    /// <summary>How many typos a word of this length may have.</summary>
    public static int Allowance(string word) =>
        word.Length switch
        {
            < 4 => 0,
            < 8 => 1,
            _ => 2,
        };

    /// <summary>
    /// The words at most <paramref name="edits"/> typos from <paramref name="typed"/>, nearest first, 24 at most;
    /// with <paramref name="asBeginning"/> those that begin with something so near as well.
    /// </summary>
    public List<(string Word, int Edits)> Near(string typed, int edits, bool asBeginning)
    {
        // Compare sets of letters first: a typo changes two bits at most, so that few words are measured. O(words).
        var found = new List<(string Word, int Edits)>();
        var typedLetters = LettersOf(typed);
        for (var i = 0; i < words.Length; i++)
        {
            if (BitOperations.PopCount(typedLetters & ~letters[i]) > edits)
                continue;
            var word = words[i];
            if (word.Length < typed.Length - edits || (!asBeginning && word.Length > typed.Length + edits))
                continue;
            var distance = EditDistance.Between(typed, word, edits, asBeginning);
            if (distance <= edits)
                found.Add((word, distance));
        }
        found.Sort((a, b) => a.Edits != b.Edits ? a.Edits - b.Edits : string.CompareOrdinal(a.Word, b.Word));
        if (found.Count > 24)
            found.RemoveRange(24, found.Count - 24);
        return found;
    }

    private static ulong LettersOf(string word)
    {
        var bits = 0UL;
        foreach (var c in word)
            bits |= 1UL << (c & 63);
        return bits;
    }
}
