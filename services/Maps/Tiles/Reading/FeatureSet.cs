using Routing.Tiles.Schema;

namespace Routing.Tiles.Reading;

/// <summary>What was read: features in columns, held during the import alone.</summary>
internal sealed class FeatureSet
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal) { [""] = 0 };

    /// <summary>Class, name, ref and number texts; 0 is the empty text.</summary>
    public List<string> Texts { get; } = [""];

    public List<Feature> Features { get; } = [];

    /// <summary>By ring: where its points begin; a point or a line is one ring.</summary>
    public List<int> FirstPoint { get; } = [];

    public List<int> X { get; } = [];

    public List<int> Y { get; } = [];

    public int Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        if (!numbers.TryGetValue(text, out var number))
        {
            numbers[text] = number = Texts.Count;
            Texts.Add(text);
        }

        return number;
    }

    /// <param name="what">Its class.</param>
    /// <param name="shape">Points and lines have one ring; areas each outer ring before its holes.</param>
    /// <param name="rings">At least one, x and y in units of <see cref="World"/>.</param>
    public void Add(MapClass what, Shape shape, IReadOnlyList<List<(int X, int Y)>> rings, long id, string? name, string? reference, Marks marks)
    {
        var box = Box.Nothing;
        var firstRing = FirstPoint.Count;
        foreach (var ring in rings)
        {
            FirstPoint.Add(X.Count);
            foreach (var (x, y) in ring)
            {
                X.Add(x);
                Y.Add(y);
                box = box.With(x, y);
            }
        }

        Features.Add(new Feature(what, shape, marks, id, Text(what.Class), Text(name), Text(reference), firstRing, rings.Count, box));
    }
}

/// <param name="Id">OSM id * 4 + kind (0 node, 1 way, 2 relation).</param>
/// <param name="Class">Number of a text, as <paramref name="Name"/> and <paramref name="Reference"/> are.</param>
internal readonly record struct Feature(
    MapClass What, Shape Shape, Marks Marks, long Id, int Class, int Name, int Reference, int FirstRing, int Rings, Box Box);
