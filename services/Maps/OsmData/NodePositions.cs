namespace Routing.OsmData;

/// <summary>
/// Where each node of an extract is, in whatever whole units the caller keeps, such as degrees times 1e7: 16 bytes a node,
/// to be held during an import alone.
/// </summary>
public sealed class NodePositions
{
    // ids[i], lons[i], lats[i] belong together; ids ascend once sorted.
    private long[] ids = new long[1 << 16];
    private int[] lons = new int[1 << 16];
    private int[] lats = new int[1 << 16];
    private bool ascending = true;

    public int Count { get; private set; }

    /// <summary>Amortised O(1).</summary>
    public void Add(long id, int lon, int lat)
    {
        if (Count == ids.Length)
        {
            Array.Resize(ref ids, Count * 2);
            Array.Resize(ref lons, Count * 2);
            Array.Resize(ref lats, Count * 2);
        }
        if (Count > 0 && ids[Count - 1] > id)
            ascending = false;
        ids[Count] = id;
        lons[Count] = lon;
        lats[Count] = lat;
        Count++;
    }

    /// <summary>O(log n); O(n log n) once, where the extract is not sorted by id.</summary>
    public bool TryGet(long id, out int lon, out int lat)
    {
        if (!ascending)
            Sort();
        var at = Array.BinarySearch(ids, 0, Count, id);
        (lon, lat) = at < 0 ? (0, 0) : (lons[at], lats[at]);
        return at >= 0;
    }

    // Extracts are sorted by id nearly always; those that are not are sorted once.
    private void Sort()
    {
        var order = new int[Count];
        for (var i = 0; i < Count; i++)
            order[i] = i;
        Array.Sort(ids, order, 0, Count);
        lons = Array.ConvertAll(order, i => lons[i]);
        lats = Array.ConvertAll(order, i => lats[i]);
        if (ids.Length > Count)
            Array.Resize(ref ids, Count);
        ascending = true;
    }
}
