namespace Routing.Tiles.Reading;

/// <summary>Where each node of the extract is, in units of <see cref="World"/>: 16 bytes a node, during the import alone.</summary>
internal sealed class NodePlaces
{
    private readonly List<(long Id, int X, int Y)> nodes = [];
    private bool ascends = true;

    public void Add(long id, int x, int y)
    {
        ascends &= nodes.Count == 0 || nodes[^1].Id < id;
        nodes.Add((id, x, y));
    }

    /// <summary>The points of a way, those outside the extract left out.</summary>
    public List<(int X, int Y)> Of(ReadOnlySpan<long> ids)
    {
        if (!ascends)
        {
            // Extracts are sorted nearly always; the others are once.
            nodes.Sort((a, b) => a.Id.CompareTo(b.Id));
            ascends = true;
        }

        var points = new List<(int X, int Y)>(ids.Length);
        foreach (var id in ids)
        {
            var at = Find(id);
            if (at >= 0 && (points.Count == 0 || points[^1] != (nodes[at].X, nodes[at].Y)))
                points.Add((nodes[at].X, nodes[at].Y));
        }

        return points;
    }

    private int Find(long id)
    {
        var (low, high) = (0, nodes.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = nodes[middle].Id;
            if (found == id)
                return middle;
            if (found < id)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }
}
