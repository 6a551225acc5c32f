namespace Routing.Tiles.Reading;

/// <summary>
/// The sea from <c>natural=coastline</c> ways, which have land to their left and water to their right. An extract cuts the
/// coast: at its edge the sea goes on along the box around everything, and beyond it as far as a map is looked at.
/// </summary>
internal static class Coast
{
    /// <summary>Rings of water, each outer one before its islands; none where there is no coast.</summary>
    /// <param name="lines">Coastline ways as they run, their points in units of <see cref="World"/>.</param>
    /// <param name="box">Around everything that is drawn.</param>
    public static List<List<(int X, int Y)>> Sea(IEnumerable<List<(int X, int Y)>> lines, Box box)
    {
        var chains = Join(lines);
        // Told apart before the rings lose their last point, without which they would look open.
        var open = chains.Where(chain => chain[0] != chain[^1]).ToList();
        // Land is to the left: a closed line that runs clockwise on the screen has water inside.
        var closed = chains.Where(chain => chain[0] == chain[^1] && chain.Count > 3).ToList();
        closed.ForEach(ring => ring.RemoveAt(ring.Count - 1));
        var outers = closed.Where(ring => Rings.Area(ring) > 0).ToList();
        var islands = closed.Where(ring => Rings.Area(ring) <= 0).ToList();
        if (open.Count > 0)
            outers.AddRange(Perimeter.Close(open, box));
        else if (islands.Count > 0)
            outers.Add(Beyond.Corners(box));
        return Rings.Nest([.. outers.Select(ring => Beyond.Stretch(ring, box))], islands);
    }

    private static List<List<(int X, int Y)>> Join(IEnumerable<List<(int X, int Y)>> lines)
    {
        var byStart = new Dictionary<(int X, int Y), List<(int X, int Y)>>();
        var hasBefore = new HashSet<(int X, int Y)>();
        foreach (var line in lines.Where(line => line.Count > 1))
        {
            byStart.TryAdd(line[0], line);
            hasBefore.Add(line[^1]);
        }

        var chains = new List<List<(int X, int Y)>>();
        // Those that nothing leads to begin a chain; what is left after them are rings.
        foreach (var start in byStart.Keys.OrderBy(start => hasBefore.Contains(start)).ToList())
        {
            if (!byStart.Remove(start, out var chain))
                continue;
            chain = [.. chain];
            while (byStart.Remove(chain[^1], out var next))
                chain.AddRange(next.Skip(1));
            chains.Add(chain);
        }

        return chains;
    }
}
