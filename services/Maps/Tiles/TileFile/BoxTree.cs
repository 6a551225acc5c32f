namespace Routing.Tiles.TileFile;

/// <summary>
/// A packed R-tree over boxes that are in the order of a Hilbert curve (Kamel and Faloutsos 1993): level 0 are the boxes
/// themselves, each box of a level above holds the next 16 of the level below. One array, no pointers.
/// </summary>
internal static class BoxTree
{
    private const int Fan = 16;

    /// <summary>Leaves and all levels above.</summary>
    public static Box[] Build(ReadOnlySpan<Box> leaves)
    {
        var boxes = new List<Box>(leaves.Length + (leaves.Length / (Fan - 1)) + 8);
        boxes.AddRange(leaves);
        for (var (first, count) = (0, leaves.Length); count > 1; (first, count) = (first + count, Above(count)))
        {
            for (var i = 0; i < count; i += Fan)
            {
                var box = Box.Nothing;
                for (var j = i; j < Math.Min(i + Fan, count); j++)
                    box = box.With(boxes[first + j]);
                boxes.Add(box);
            }
        }

        return [.. boxes];
    }

    /// <summary>Adds the leaves that touch the box, ascending.</summary>
    public static void Find(ReadOnlySpan<Box> boxes, int leaves, Box query, List<int> found)
    {
        if (leaves == 0)
            return;
        Span<int> firsts = stackalloc int[12];
        Span<int> counts = stackalloc int[12];
        var levels = 0;
        for (var (first, count) = (0, leaves); ; (first, count) = (first + count, Above(count)))
        {
            (firsts[levels], counts[levels]) = (first, count);
            levels++;
            if (count == 1)
                break;
        }

        Descend(boxes, firsts, counts, levels - 1, 0, query, found);
    }

    private static void Descend(ReadOnlySpan<Box> boxes, ReadOnlySpan<int> firsts, ReadOnlySpan<int> counts, int level, int at, Box query, List<int> found)
    {
        if (!boxes[firsts[level] + at].Touches(query))
            return;
        if (level == 0)
        {
            found.Add(at);
            return;
        }

        for (var child = at * Fan; child < Math.Min((at + 1) * Fan, counts[level - 1]); child++)
            Descend(boxes, firsts, counts, level - 1, child, query, found);
    }

    private static int Above(int count) => (count + Fan - 1) / Fan;
}
