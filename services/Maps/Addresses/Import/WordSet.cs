using System.Collections;
using Routing.Addresses.Reading;
using Routing.Addresses.Text;

namespace Routing.Addresses.Import;

/// <summary>The words by which a thing is found, each once, folded.</summary>
internal sealed class WordSet : IEnumerable<string>
{
    private readonly List<string> words = [];
    private readonly List<string> folded = [];

    public void Clear() => words.Clear();

    /// <summary>A name with its synonyms and translations; short forms are written out besides.</summary>
    public void AddName(string name, string? others)
    {
        Add(name);
        foreach (var other in Names.All(others))
            Add(other);
    }

    public void Add(string? text)
    {
        if (text is null)
            return;
        folded.Clear();
        Folding.Words(text, folded);
        foreach (var word in folded)
        {
            Once(word);
            foreach (var form in Abbreviations.ForIndex(word))
                Once(form);
        }
    }

    public string Text() => string.Join(' ', words);

    private void Once(string word)
    {
        if (!words.Contains(word))
            words.Add(word);
    }

    public IEnumerator<string> GetEnumerator() => words.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
