namespace Routing.Tiles.Reading;

/// <summary>Closed rings from the ways of a multipolygon, and which hole lies in which outer ring.</summary>
internal static class Rings
{
    /// <summary>Joins ways end to end; what does not close is left out.</summary>
    public static List<long[]> Join(IEnumerable<long[]> ways)
    {
        var rings = new List<long[]>();
        var open = new List<List<long>>();
        foreach (var way in ways)
        {
            if (way.Length < 2)
                continue;
            if (way[0] == way[^1])
                rings.Add(way);
            else
                open.Add([.. way]);
        }

        while (open.Count > 0)
        {
            var chain = open[^1];
            open.RemoveAt(open.Count - 1);
            while (chain[0] != chain[^1] && Extend(chain, open))
            {
            }

            if (chain[0] == chain[^1] && chain.Count > 3)
                rings.Add([.. chain]);
        }

        return rings;
    }

    /// <summary>Each outer ring, clockwise on the screen, before its holes, which run the other way.</summary>
    public static List<List<(int X, int Y)>> Nest(List<List<(int X, int Y)>> outers, List<List<(int X, int Y)>> inners)
    {
        var all = new List<List<(int X, int Y)>>(outers.Count + inners.Count);
        foreach (var outer in outers)
        {
            Turn(outer, clockwise: true);
            all.Add(outer);
            foreach (var inner in inners.Where(hole => Contains(outer, hole[0])))
            {
                Turn(inner, clockwise: false);
                all.Add(inner);
            }
        }

        return all;
    }

    /// <summary>Twice the area; positive where the ring runs clockwise on a screen (y down).</summary>
    public static double Area(List<(int X, int Y)> ring)
    {
        double area = 0;
        for (var i = 0; i < ring.Count; i++)
        {
            var (a, b) = (ring[i], ring[(i + 1) % ring.Count]);
            area += ((double)a.X * b.Y) - ((double)b.X * a.Y);
        }

        return area;
    }

    private static void Turn(List<(int X, int Y)> ring, bool clockwise)
    {
        if (Area(ring) > 0 != clockwise)
            ring.Reverse();
    }

    private static bool Extend(List<long> chain, List<List<long>> open)
    {
        for (var i = 0; i < open.Count; i++)
        {
            var next = open[i];
            if (next[^1] == chain[^1])
                next.Reverse();
            if (next[0] != chain[^1])
                continue;
            chain.AddRange(next.Skip(1));
            open.RemoveAt(i);
            return true;
        }

        return false;
    }

    // Even-odd: how many edges a ray to the east crosses.
    /// <summary>By crossings; O(n).</summary>
    public static bool Contains(List<(int X, int Y)> ring, (int X, int Y) point)
    {
        var inside = false;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if (a.Y > point.Y != b.Y > point.Y && point.X < (((double)b.X - a.X) * ((double)point.Y - a.Y) / ((double)b.Y - a.Y)) + a.X)
                inside = !inside;
        }

        return inside;
    }
}
