using System.Globalization;
using System.Text;

namespace Routing.Addresses.Text;

/// <summary>
/// Brings text to the form in which it is compared: lower case, no accents, words of letters and digits apart.
/// Both the index and the queries go through here, so that they meet.
/// </summary>
internal static class Folding
{
    /// <summary>The words of <paramref name="text"/>, folded, in order.</summary>
    public static List<string> Words(string text)
    {
        var words = new List<string>(6);
        Words(text, words);
        return words;
    }

    public static void Words(string text, List<string> words)
    {
        foreach (var c in text)
        {
            if (c >= 128)
            {
                Split(Unaccented(text), words);
                return;
            }
        }
        Split(text, words);
    }

    /// <summary>The words with one space between: equal for two spellings of one name.</summary>
    public static string Key(string text) => string.Join(' ', Words(text));

    private static void Split(string text, List<string> words)
    {
        Span<char> word = stackalloc char[64];
        var length = 0;
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                if (length < word.Length)
                    word[length++] = char.ToLowerInvariant(c);
            }
            else if (length > 0 && c is not ('\'' or '’'))
            {
                words.Add(new string(word[..length]));
                length = 0;
            }
            else if (length > 0)
            {
                // An elided article stands apart ("d'Italie"), a possessive does not ("Morena's").
                if (length <= 2)
                {
                    words.Add(new string(word[..length]));
                    length = 0;
                }
            }
        }
        if (length > 0)
            words.Add(new string(word[..length]));
    }

    private static string Unaccented(string text)
    {
        var plain = new StringBuilder(text.Length + 4);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            switch (c)
            {
                case 'ß':
                    plain.Append("ss");
                    break;
                case 'æ' or 'Æ':
                    plain.Append("ae");
                    break;
                case 'œ' or 'Œ':
                    plain.Append("oe");
                    break;
                case 'ø' or 'Ø':
                    plain.Append('o');
                    break;
                case 'ł' or 'Ł':
                    plain.Append('l');
                    break;
                case 'đ' or 'Đ' or 'ð' or 'Ð':
                    plain.Append('d');
                    break;
                case 'ı':
                    plain.Append('i');
                    break;
                default:
                    if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                        plain.Append(c);
                    break;
            }
        }
        return plain.ToString();
    }
}
