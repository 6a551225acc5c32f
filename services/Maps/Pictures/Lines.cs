using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>Lines on a picture that names run along.</summary>
internal static class Lines
{
    /// <summary>Joins pieces that meet end to end, where exactly two do; the rest stay as they are.</summary>
    public static List<List<SKPoint>> Join(IEnumerable<IReadOnlyList<SKPoint>> pieces)
    {
        var open = pieces.Select(piece => piece.ToList()).ToList();
        var ends = new Dictionary<SKPoint, List<List<SKPoint>>>();
        foreach (var piece in open)
        {
            AtEnd(ends, piece[0]).Add(piece);
            AtEnd(ends, piece[^1]).Add(piece);
        }

        foreach (var (at, meeting) in ends)
        {
            if (meeting is not [var first, var second] || first == second)
                continue;
            // first ends where second begins; what second was is first from here on.
            if (first[^1] != at)
                first.Reverse();
            if (second[0] != at)
                second.Reverse();
            first.AddRange(second.Skip(1));
            open.Remove(second);
            foreach (var other in ends.Values)
            {
                for (var i = 0; i < other.Count; i++)
                {
                    if (other[i] == second)
                        other[i] = first;
                }
            }
        }

        return open;
    }

    /// <summary>How far along the line a mark so wide may stand: in the middle of each equal part, about so far apart.</summary>
    public static IEnumerable<float> Anchors(IReadOnlyList<SKPoint> line, float width, float spacing)
    {
        var length = Length(line);
        if (length < width + 6)
            yield break;
        var count = Math.Max(1, (int)(length / (spacing + width)));
        for (var i = 0; i < count; i++)
            yield return length * (i + 0.5f) / count;
    }

    /// <summary>The point so far along a line, and which way it runs there, degrees clockwise from the east.</summary>
    public static (SKPoint At, float Degrees) At(IReadOnlyList<SKPoint> line, float along)
    {
        for (var i = 1; i < line.Count; i++)
        {
            var piece = SKPoint.Distance(line[i - 1], line[i]);
            if (along <= piece || i == line.Count - 1)
            {
                var share = piece == 0 ? 0 : along / piece;
                var (dx, dy) = (line[i].X - line[i - 1].X, line[i].Y - line[i - 1].Y);
                return (new SKPoint(line[i - 1].X + (share * dx), line[i - 1].Y + (share * dy)), MathF.Atan2(dy, dx) * 180 / MathF.PI);
            }

            along -= piece;
        }

        return (line[0], 0);
    }

    private static float Length(IReadOnlyList<SKPoint> line)
    {
        var length = 0f;
        for (var i = 1; i < line.Count; i++)
            length += SKPoint.Distance(line[i - 1], line[i]);
        return length;
    }

    private static List<List<SKPoint>> AtEnd(Dictionary<SKPoint, List<List<SKPoint>>> ends, SKPoint at)
    {
        if (!ends.TryGetValue(at, out var meeting))
            ends[at] = meeting = [];
        return meeting;
    }
}
