namespace Routing.Tiles.Reading;

/// <summary>
/// The edge of a box as numbers from 0 to 4: a side each, clockwise on the screen from the upper left corner. Lines that end
/// on it become rings along it.
/// </summary>
internal static class Perimeter
{
    /// <summary>
    /// From the end of each line along the box, clockwise, to the next line's start, until a ring is closed: areas that lie to
    /// the right of their lines, cut at the box. After Weiler and Atherton (1977), for a box and any number of lines.
    /// </summary>
    public static List<List<(int X, int Y)>> Close(List<List<(int X, int Y)>> lines, Box box)
    {
        var left = lines.Select(line => (Line: line, From: Of(line[0], box))).OrderBy(each => each.From).ToList();
        var rings = new List<List<(int X, int Y)>>();
        while (left.Count > 0)
        {
            var ring = new List<(int X, int Y)>();
            var (first, begun) = left[0];
            var line = first;
            left.RemoveAt(0);
            while (true)
            {
                Add(ring, [At(Of(line[0], box), box), .. line]);
                var end = Of(line[^1], box);
                Add(ring, [At(end, box)]);
                // What comes first on the way round: another line, or this ring's own start.
                var arriving = line;
                double Ahead(double at, List<(int X, int Y)> leaving) =>
                    at > end || (at == end && TurnsIn(arriving, leaving)) ? at - end : at - end + 4;
                var next = left.Count > 0 ? left.MinBy(each => Ahead(each.From, each.Line)) : default;
                var isClosed = next.Line is null || Ahead(begun, first) <= Ahead(next.From, next.Line);
                var (to, leaving) = isClosed ? (begun, first) : (next.From, next.Line!);
                if (Ahead(to, leaving) > 0)
                    Add(ring, CornersBetween(end, to, box));
                if (isClosed)
                    break;
                left.Remove(next);
                line = next.Line!;
            }

            if (ring[^1] == ring[0])
                ring.RemoveAt(ring.Count - 1);
            rings.Add(ring);
        }

        return rings;
    }

    /// <summary>
    /// Where a line leaves the box at the very place at which another one enters it: true for the tip of an area that is cut
    /// off there, which is to the right of both; false for the tip of what is no area, around which the whole edge belongs to it.
    /// </summary>
    private static bool TurnsIn(List<(int X, int Y)> arriving, List<(int X, int Y)> leaving)
    {
        if (arriving[^1] != leaving[0])
            return false;
        long dx = (long)arriving[^1].X - arriving[^2].X, dy = (long)arriving[^1].Y - arriving[^2].Y;
        long ex = (long)leaving[1].X - leaving[0].X, ey = (long)leaving[1].Y - leaving[0].Y;
        return (dx * ey) - (dy * ex) > 0;
    }

    // A line's end that lies on the edge is also the place where it meets it.
    private static void Add(List<(int X, int Y)> ring, IEnumerable<(int X, int Y)> points)
    {
        foreach (var point in points)
        {
            if (ring.Count == 0 || ring[^1] != point)
                ring.Add(point);
        }
    }

    /// <summary>The place of the edge that is nearest to a point.</summary>
    private static double Of((int X, int Y) point, Box box)
    {
        double width = Math.Max(1.0, (double)box.East - box.West), height = Math.Max(1.0, (double)box.South - box.North);
        double x = Math.Clamp((point.X - (double)box.West) / width, 0, 1), y = Math.Clamp((point.Y - (double)box.North) / height, 0, 1);
        ReadOnlySpan<double> away = [y * height, (1 - x) * width, (1 - y) * height, x * width];
        var side = 0;
        for (var i = 1; i < 4; i++)
            side = away[i] < away[side] ? i : side;
        return side + (side switch { 0 => x, 1 => y, 2 => 1 - x, _ => 1 - y });
    }

    private static (int X, int Y) At(double place, Box box)
    {
        var side = (int)place % 4;
        var share = place - Math.Floor(place);
        double width = (double)box.East - box.West, height = (double)box.South - box.North;
        return side switch
        {
            0 => ((int)Math.Round(box.West + (share * width)), box.North),
            1 => (box.East, (int)Math.Round(box.North + (share * height))),
            2 => ((int)Math.Round(box.East - (share * width)), box.South),
            _ => (box.West, (int)Math.Round(box.South - (share * height))),
        };
    }

    private static IEnumerable<(int X, int Y)> CornersBetween(double from, double to, Box box)
    {
        if (to <= from)
            to += 4;
        for (var corner = (int)Math.Floor(from) + 1; corner < to; corner++)
            yield return At(corner % 4, box);
    }
}
