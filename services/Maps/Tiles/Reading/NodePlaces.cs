using Routing.OsmData;

namespace Routing.Tiles.Reading;

/// <summary>Where each node of the extract is, in units of <see cref="World"/>.</summary>
internal sealed class NodePlaces
{
    private readonly NodePositions nodes = new();

    public void Add(long id, int x, int y) => nodes.Add(id, x, y);

    /// <summary>The points of a way, those outside the extract left out.</summary>
    public List<(int X, int Y)> Of(ReadOnlySpan<long> ids)
    {
        var points = new List<(int X, int Y)>(ids.Length);
        foreach (var id in ids)
        {
            if (nodes.TryGet(id, out var x, out var y) && (points.Count == 0 || points[^1] != (x, y)))
                points.Add((x, y));
        }

        return points;
    }
}
