using System.Text;
using Routing.Addresses.Text;

namespace Routing.Addresses.Search;

/// <summary>How much is forgiven in a search, in the order in which it is tried.</summary>
internal enum Forgiveness
{
    /// <summary>Short forms, and the last word may be a beginning.</summary>
    Nothing,

    /// <summary>Words that the index does not know may be typos or beginnings.</summary>
    UnknownWords,

    /// <summary>Any word may be a typo for another.</summary>
    AnyWord,
}

/// <summary>Writes the FTS5 expression: for each typed word, any of the words that it may stand for.</summary>
internal static class MatchExpression
{
    /// <summary>Null where a word can stand for nothing in the index, so that there is nothing to find.</summary>
    public static string? Of(IReadOnlyList<string> words, bool lastIsBeginning, Forgiveness forgiveness, Vocabulary vocabulary)
    {
        var expression = new StringBuilder();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            var mayBeBeginning = lastIsBeginning && i == words.Count - 1;
            var isKnown = vocabulary.Contains(word) || (mayBeBeginning && vocabulary.ContainsBeginning(word));
            var group = new StringBuilder();
            if (vocabulary.Contains(word) || mayBeBeginning)
                Or(group, word, mayBeBeginning);
            foreach (var form in Abbreviations.Expand(word))
            {
                if (!vocabulary.Contains(form))
                    continue;
                Or(group, form, false);
                isKnown = true;
            }
            var forgives = forgiveness == Forgiveness.AnyWord || (forgiveness == Forgiveness.UnknownWords && !isKnown);
            if (forgives)
            {
                if (word.Length >= 3 && vocabulary.ContainsBeginning(word))
                    Or(group, word, true);
                var edits = Vocabulary.Allowance(word);
                if (edits > 0 && !char.IsAsciiDigit(word[0]))
                {
                    foreach (var (near, _) in vocabulary.Near(word, edits, mayBeBeginning))
                        Or(group, near, false);
                }
            }
            if (group.Length == 0)
                return null;
            if (expression.Length > 0)
                expression.Append(" AND ");
            expression.Append('(').Append(group).Append(')');
        }
        return expression.ToString();
    }

    // Words are letters and digits alone, so quoting them is enough.
    private static void Or(StringBuilder group, string word, bool isBeginning)
    {
        if (group.Length > 0)
            group.Append(" OR ");
        group.Append('"').Append(word).Append('"');
        if (isBeginning)
            group.Append(" *");
    }
}
