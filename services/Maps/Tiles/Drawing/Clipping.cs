using Routing.Tiles.Reading;

namespace Routing.Tiles.Drawing;

/// <summary>
/// Cuts lines and areas at a box: lines by Liang and Barsky (1984), areas by Weiler and Atherton (1977). Lists of points are
/// the caller's and are cleared here.
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

    /// <summary>
    /// The rings of areas within the box, each outer one clockwise on the screen and before its holes. What is cut is closed
    /// along the box, as many rings as there are parts, none of which runs to and fro.
    /// </summary>
    /// <param name="rings">Outer ones clockwise on the screen, holes the other way, without their last point.</param>
    public static List<List<(int X, int Y)>> Area(IReadOnlyList<List<(int X, int Y)>> rings, Box box)
    {
        var whole = new List<List<(int X, int Y)>>();
        var pieces = new List<List<(int X, int Y)>>();
        foreach (var ring in rings)
        {
            var outside = ring.FindIndex(point => !Holds(box, point));
            if (outside < 0)
                whole.Add(ring);
            else
                AddPieces(ring, outside, box, pieces);
        }

        var outers = Perimeter.Close(pieces, box);
        outers.AddRange(whole.Where(ring => Rings.Area(ring) > 0));
        // Nothing crosses the box: it lies within the area or beside it.
        var middle = ((int)(((long)box.West + box.East) / 2), (int)(((long)box.North + box.South) / 2));
        if (pieces.Count == 0 && rings.Except(whole).Count(ring => Rings.Contains(ring, middle)) % 2 == 1)
            outers.Add(Beyond.Corners(box));
        return Rings.Nest(outers, [.. whole.Where(ring => Rings.Area(ring) <= 0)]);
    }

    private static void AddPieces(List<(int X, int Y)> ring, int outside, Box box, List<List<(int X, int Y)>> pieces)
    {
        // Begun outside, no piece is cut in two where the ring begins.
        var (x, y) = (new int[ring.Count + 1], new int[ring.Count + 1]);
        for (var i = 0; i < x.Length; i++)
            (x[i], y[i]) = ring[(outside + i) % ring.Count];
        var points = new List<(int X, int Y)>();
        var ends = new List<int>();
        Line(x, y, box, points, ends);
        var begin = 0;
        foreach (var end in ends)
        {
            // A piece of one point touches the box and does not enter it.
            if (points.GetRange(begin, end - begin) is var piece && piece.Exists(point => point != piece[0]))
                pieces.Add(piece);
            begin = end;
        }
    }

    private static bool Holds(Box box, (int X, int Y) point) =>
        point.X >= box.West && point.X <= box.East && point.Y >= box.North && point.Y <= box.South;

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
}
