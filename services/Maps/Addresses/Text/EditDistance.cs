namespace Routing.Addresses.Text;

/// <summary>Typos between two words: a letter too many, missing, wrong, or two swapped count one each.</summary>
internal static class EditDistance
{
    /// <summary>
    /// Optimal string alignment distance, cut off: any number above <paramref name="limit"/> means "more".
    /// With <paramref name="asBeginning"/> the distance to the nearest beginning of <paramref name="word"/>.
    /// </summary>
    public static int Between(ReadOnlySpan<char> typed, ReadOnlySpan<char> word, int limit, bool asBeginning = false)
    {
        if (typed.Length > 60)
            return limit + 1;
        // Letters beyond typed.Length + limit cannot belong to the beginning that is nearest.
        if (word.Length > typed.Length + limit)
        {
            if (!asBeginning)
                return limit + 1;
            word = word[..(typed.Length + limit)];
        }

        // Columns are letters of typed; a row each of word, with the two before for swaps. O(typed * word).
        Span<int> rows = stackalloc int[3 * 64];
        var before = rows[..64];
        var last = rows[64..128];
        var row = rows[128..];
        for (var i = 0; i <= typed.Length; i++)
            last[i] = i;
        var best = asBeginning ? last[typed.Length] : int.MaxValue;
        for (var j = 1; j <= word.Length; j++)
        {
            row[0] = j;
            var least = j;
            for (var i = 1; i <= typed.Length; i++)
            {
                var cost = typed[i - 1] == word[j - 1] ? 0 : 1;
                var value = Math.Min(Math.Min(row[i - 1], last[i]) + 1, last[i - 1] + cost);
                if (i > 1 && j > 1 && typed[i - 1] == word[j - 2] && typed[i - 2] == word[j - 1])
                    value = Math.Min(value, before[i - 2] + 1);
                row[i] = value;
                least = Math.Min(least, value);
            }
            if (asBeginning)
                best = Math.Min(best, row[typed.Length]);
            if (least > limit)
                return Math.Min(best, limit + 1);
            var spare = before;
            before = last;
            last = row;
            row = spare;
        }
        return asBeginning ? best : last[typed.Length];
    }
}
