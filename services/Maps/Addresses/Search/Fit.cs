using Routing.Addresses.Reading;
using Routing.Addresses.Text;

namespace Routing.Addresses.Search;

/// <summary>How well typed words fit a thing's name, 0 to 1.</summary>
internal static class Fit
{
    /// <summary>
    /// The best over the thing's names: three fifths for how much of what was typed is in the name, two for how much of
    /// the name was typed. A typed word that is not in the name is in the thing's surroundings, or it would not have
    /// been found, and counts somewhat.
    /// </summary>
    public static double Of(ThingRow thing, IReadOnlyList<string> typed, bool lastIsBeginning)
    {
        var best = OfName(thing.Name, typed, lastIsBeginning);
        foreach (var name in Names.All(thing.Names))
            best = Math.Max(best, OfName(name, typed, lastIsBeginning) - 0.02);
        return best;
    }

    public static double OfName(string name, IReadOnlyList<string> typed, bool lastIsBeginning)
    {
        var words = Folding.Words(name);
        Span<bool> used = stackalloc bool[Math.Min(words.Count, 64)];
        double asked = 0, found = 0, inOrder = 0;
        var last = -1;
        for (var i = 0; i < typed.Count; i++)
        {
            var weight = Weight(typed[i]);
            asked += weight;
            var best = 0.0;
            var at = -1;
            for (var j = 0; j < used.Length; j++)
            {
                if (used[j])
                    continue;
                var quality = OfWord(typed[i], words[j], lastIsBeginning && i == typed.Count - 1);
                if (quality > best)
                    (best, at) = (quality, j);
            }
            if (at < 0)
            {
                found += weight * 0.55;
                continue;
            }
            used[at] = true;
            found += weight * best;
            if (at == last + 1)
                inOrder += weight;
            last = at;
        }
        double named = 0, covered = 0;
        for (var j = 0; j < used.Length; j++)
        {
            var weight = Weight(words[j]);
            named += weight;
            if (used[j])
                covered += weight;
        }
        if (asked <= 0 || named <= 0)
            return 0;
        return 0.57 * found / asked + 0.38 * covered / named + 0.05 * inOrder / asked;
    }

    private static double Weight(string word) => Abbreviations.IsLight(word) ? 0.3 : 1;

    private static double OfWord(string typed, string word, bool mayBeBeginning)
    {
        if (typed == word)
            return 1;
        if (Abbreviations.Same(typed, word))
            return 0.97;
        if (word.StartsWith(typed, StringComparison.Ordinal))
        {
            // An initial or a cut-off word, also where it is not the last: "8 de oct".
            var share = (double)typed.Length / word.Length;
            return mayBeBeginning ? 0.8 + 0.15 * share : 0.5 + 0.3 * share;
        }
        if (word.Length == 1 && typed[0] == word[0])
            return 0.7;
        var allowed = Vocabulary.Allowance(typed);
        if (allowed == 0)
            return 0;
        var edits = EditDistance.Between(typed, word, allowed);
        if (edits <= allowed)
            return 0.85 - 0.15 * (edits - 1);
        if (mayBeBeginning && EditDistance.Between(typed, word, allowed, asBeginning: true) is var beginning && beginning <= allowed)
            return 0.65 - 0.15 * (beginning - 1);
        return 0;
    }
}
