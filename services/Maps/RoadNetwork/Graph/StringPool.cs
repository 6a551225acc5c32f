namespace Routing.RoadNetwork.Graph;

/// <summary>Each distinct string once, by index; 0 is "".</summary>
internal sealed class StringPool
{
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal) { [""] = 0 };

    public List<string> All { get; } = [""];

    public int IndexOf(string text)
    {
        if (!_index.TryGetValue(text, out var index))
        {
            index = All.Count;
            All.Add(text);
            _index.Add(text, index);
        }

        return index;
    }
}
