namespace Routing.Tiles.Drawing;

/// <summary>
/// Cuts lines and rings at a box. Points are x, y in turns; scratch lists are the caller's and are cleared here. Lines by
/// Liang and Barsky (1984), rings by Sutherland and Hodgman (1974): a ring that leaves the box runs along its edge, which
/// the tile's margin hides.
/// </summary>
internal static class Clipping
{
    /// <summary>Adds the pieces of the line that lie in the box: their points, and where each piece ends.</summary>
    public static void Line(ReadOnlySpan<int> x, ReadOnlySpan<int> y, Box box, List<(int X, int Y)> points, List<int> ends)
    {
        points.Clear();
        ends.Clear();
        var isOpen = false;
        for (var i = 1; i < x.Length; i++)
        {
            if (!Segment(x[i - 1], y[i - 1], x[i], y[i], box, out var from, out var to))
            {
                Close(points, ends, ref isOpen);
                continue;
            }

            if (!isOpen || points[^1] != from)
            {
                Close(points, ends, ref isOpen);
                points.Add(from);
                isOpen = true;
            }

            points.Add(to);
            if (to != (x[i], y[i]))
                Close(points, ends, ref isOpen);
        }

        Close(points, ends, ref isOpen);
    }

    /// <summary>The ring within the box, fewer than three points where nothing of it is inside.</summary>
    public static void Ring(ReadOnlySpan<int> x, ReadOnlySpan<int> y, Box box, List<(int X, int Y)> points, List<(int X, int Y)> scratch)
    {
        points.Clear();
        for (var i = 0; i < x.Length; i++)
            points.Add((x[i], y[i]));
        for (var edge = 0; edge < 4 && points.Count > 0; edge++)
        {
            scratch.Clear();
            scratch.AddRange(points);
            points.Clear();
            var before = scratch[^1];
            foreach (var point in scratch)
            {
                if (IsInside(point, edge, box) != IsInside(before, edge, box))
                    points.Add(Cross(before, point, edge, box));
                if (IsInside(point, edge, box))
                    points.Add(point);
                before = point;
            }
        }
    }

    private static void Close(List<(int X, int Y)> points, List<int> ends, ref bool isOpen)
    {
        if (isOpen)
            ends.Add(points.Count);
        isOpen = false;
    }

    private static bool Segment(int x0, int y0, int x1, int y1, Box box, out (int X, int Y) from, out (int X, int Y) to)
    {
        (from, to) = ((x0, y0), (x1, y1));
        double dx = (double)x1 - x0, dy = (double)y1 - y0, begin = 0, end = 1;
        if (!Narrow(-dx, (double)x0 - box.West, ref begin, ref end) || !Narrow(dx, (double)box.East - x0, ref begin, ref end)
            || !Narrow(-dy, (double)y0 - box.North, ref begin, ref end) || !Narrow(dy, (double)box.South - y0, ref begin, ref end))
            return false;
        if (begin > 0)
            from = ((int)Math.Round(x0 + (begin * dx)), (int)Math.Round(y0 + (begin * dy)));
        if (end < 1)
            to = ((int)Math.Round(x0 + (end * dx)), (int)Math.Round(y0 + (end * dy)));
        return true;
    }

    private static bool Narrow(double direction, double room, ref double begin, ref double end)
    {
        if (direction == 0)
            return room >= 0;
        var at = room / direction;
        if (direction < 0)
            begin = Math.Max(begin, at);
        else
            end = Math.Min(end, at);
        return begin <= end;
    }

    private static bool IsInside((int X, int Y) point, int edge, Box box) => edge switch
    {
        0 => point.X >= box.West,
        1 => point.X <= box.East,
        2 => point.Y >= box.North,
        _ => point.Y <= box.South,
    };

    private static (int X, int Y) Cross((int X, int Y) a, (int X, int Y) b, int edge, Box box)
    {
        if (edge < 2)
        {
            var x = edge == 0 ? box.West : box.East;
            return (x, (int)Math.Round(a.Y + (((double)b.Y - a.Y) * ((double)x - a.X) / ((double)b.X - a.X))));
        }

        var y = edge == 2 ? box.North : box.South;
        return ((int)Math.Round(a.X + (((double)b.X - a.X) * ((double)y - a.Y) / ((double)b.Y - a.Y))), y);
    }
}
