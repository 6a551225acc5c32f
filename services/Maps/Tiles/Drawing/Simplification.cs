namespace Routing.Tiles.Drawing;

/// <summary>Leaves out points that nobody sees, by Douglas and Peucker (1973).</summary>
internal static class Simplification
{
    /// <summary>
    /// Drops points in place that are nearer than <paramref name="tolerance"/> to the line without them, and repeated
    /// ones; the first and the last stay. O(n log n) on average.
    /// </summary>
    public static void Simplify(List<(int X, int Y)> points, int tolerance, Stack<(int From, int To)> open, List<bool> keeps)
    {
        keeps.Clear();
        for (var i = 0; i < points.Count; i++)
            keeps.Add(i == 0 || i == points.Count - 1);
        open.Clear();
        open.Push((0, points.Count - 1));
        while (open.TryPop(out var span))
        {
            var (farthest, most) = (-1, (double)tolerance * tolerance);
            for (var i = span.From + 1; i < span.To; i++)
            {
                var away = SquaredDistance(points[i], points[span.From], points[span.To]);
                if (away > most)
                    (farthest, most) = (i, away);
            }

            if (farthest < 0)
                continue;
            keeps[farthest] = true;
            open.Push((span.From, farthest));
            open.Push((farthest, span.To));
        }

        var kept = 0;
        for (var i = 0; i < points.Count; i++)
        {
            if (keeps[i] && (kept == 0 || points[kept - 1] != points[i]))
                points[kept++] = points[i];
        }

        points.RemoveRange(kept, points.Count - kept);
    }

    private static double SquaredDistance((int X, int Y) p, (int X, int Y) a, (int X, int Y) b)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, px = p.X - a.X, py = p.Y - a.Y;
        var length = (dx * dx) + (dy * dy);
        var along = length == 0 ? 0 : Math.Clamp(((px * dx) + (py * dy)) / length, 0, 1);
        px -= along * dx;
        py -= along * dy;
        return (px * px) + (py * py);
    }
}
