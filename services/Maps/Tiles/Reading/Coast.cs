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
        // Land is to the left: a closed line that runs clockwise on the screen has water inside.
        var closed = chains.Where(chain => chain[0] == chain[^1] && chain.Count > 3).ToList();
        closed.ForEach(ring => ring.RemoveAt(ring.Count - 1));
        var outers = closed.Where(ring => Rings.Area(ring) > 0).ToList();
        var islands = closed.Where(ring => Rings.Area(ring) <= 0).ToList();
        var open = chains.Where(chain => chain.Count > 1 && chain[0] != chain[^1]).ToList();
        if (open.Count > 0)
            outers.AddRange(Close(open, box));
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

    /// <summary>From the end of each line along the box, clockwise, to the next line's start, until a ring is closed.</summary>
    private static List<List<(int X, int Y)>> Close(List<List<(int X, int Y)>> open, Box box)
    {
        var left = open.Select(line => (Line: line, From: Perimeter.Of(line[0], box))).OrderBy(each => each.From).ToList();
        var rings = new List<List<(int X, int Y)>>();
        while (left.Count > 0)
        {
            var ring = new List<(int X, int Y)>();
            var (first, begun) = left[0];
            var line = first;
            left.RemoveAt(0);
            while (true)
            {
                ring.Add(Perimeter.At(Perimeter.Of(line[0], box), box));
                ring.AddRange(line);
                var end = Perimeter.Of(line[^1], box);
                ring.Add(Perimeter.At(end, box));
                // What comes first on the way round: another line, or this ring's own start.
                double Ahead(double at) => at > end ? at - end : at - end + 4;
                var next = left.Count > 0 ? left.MinBy(each => Ahead(each.From)) : default;
                var isClosed = next.Line is null || Ahead(begun) <= Ahead(next.From);
                ring.AddRange(Perimeter.CornersBetween(end, isClosed ? begun : next.From, box));
                if (isClosed)
                    break;
                left.Remove(next);
                line = next.Line!;
            }

            rings.Add(ring);
        }

        return rings;
    }

    /// <summary>Places on a box's edge as numbers from 0 to 4: a side each, clockwise on the screen from the upper left corner.</summary>
    private static class Perimeter
    {
        /// <summary>The place of the edge that is nearest to a point.</summary>
        public static double Of((int X, int Y) point, Box box)
        {
            double width = Math.Max(1.0, (double)box.East - box.West), height = Math.Max(1.0, (double)box.South - box.North);
            double x = Math.Clamp((point.X - (double)box.West) / width, 0, 1), y = Math.Clamp((point.Y - (double)box.North) / height, 0, 1);
            ReadOnlySpan<double> away = [y * height, (1 - x) * width, (1 - y) * height, x * width];
            var side = 0;
            for (var i = 1; i < 4; i++)
                side = away[i] < away[side] ? i : side;
            return side + (side switch { 0 => x, 1 => y, 2 => 1 - x, _ => 1 - y });
        }

        public static (int X, int Y) At(double place, Box box)
        {
            var side = (int)place % 4;
            var share = place - Math.Floor(place);
            double width = (double)box.East - box.West, height = (double)box.South - box.North;
            return side switch
            {
                0 => ((int)(box.West + (share * width)), box.North),
                1 => (box.East, (int)(box.North + (share * height))),
                2 => ((int)(box.East - (share * width)), box.South),
                _ => (box.West, (int)(box.South - (share * height))),
            };
        }

        public static IEnumerable<(int X, int Y)> CornersBetween(double from, double to, Box box)
        {
            if (to <= from)
                to += 4;
            for (var corner = (int)Math.Floor(from) + 1; corner < to; corner++)
                yield return At(corner % 4, box);
        }
    }
}
