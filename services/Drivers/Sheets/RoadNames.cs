using SkiaSharp;

namespace Routing.Drivers.Sheets;

/// <summary>Writes the names of the greater roads along them, where there is room.</summary>
internal static class RoadNames
{
    private const float Size = 6.2f;
    private const int Most = 36;

    public static void Draw(SKCanvas canvas, MapFrame frame, IReadOnlyList<Road> roads)
    {
        using var font = Lettering.PlainFont(Size);
        using var halo = new SKPaint { Color = new SKColor(0xFF, 0xFF, 0xFF, 0xD8), IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 1.8f, StrokeJoin = SKStrokeJoin.Round };
        using var ink = new SKPaint { Color = new SKColor(0x57, 0x53, 0x4E), IsAntialias = true };
        var taken = new List<SKRect>();
        var streets = roads.Where(road => road.Name.Length > 0 && road.Rank <= 3).GroupBy(road => road.Name)
            .OrderBy(street => street.Min(road => road.Rank)).ThenBy(street => street.Key, StringComparer.Ordinal);
        foreach (var street in streets)
        {
            if (taken.Count >= Most) return;
            if (!font.ContainsGlyphs(street.Key)) continue;
            var width = font.MeasureText(street.Key);
            foreach (var line in Lines(street, frame))
            {
                if (Straightest(line, width + 6) is not var (from, to) || !frame.Area.Contains(from) || !frame.Area.Contains(to)) continue;
                // Never upside down.
                var (a, b) = from.X <= to.X ? (from, to) : (to, from);
                var middle = new SKPoint((a.X + b.X) / 2, (a.Y + b.Y) / 2);
                var angle = Math.Atan2(b.Y - a.Y, b.X - a.X);
                var (halfWidth, halfHeight) = Extent(width, angle);
                var box = new SKRect(middle.X - halfWidth, middle.Y - halfHeight, middle.X + halfWidth, middle.Y + halfHeight);
                if (taken.Exists(box.IntersectsWith)) continue;
                taken.Add(box);
                canvas.Save();
                canvas.Translate(middle);
                canvas.RotateRadians((float)angle);
                using var letters = font.GetTextPath(street.Key, new SKPoint(-width / 2, Size * 0.36f));
                canvas.DrawPath(letters, halo);
                canvas.DrawPath(letters, ink);
                canvas.Restore();
                break;
            }
        }
    }

    private static (float HalfWidth, float HalfHeight) Extent(float width, double angle)
    {
        var (sin, cos) = ((float)Math.Abs(Math.Sin(angle)), (float)Math.Abs(Math.Cos(angle)));
        return (((width * cos) + (Size * sin)) / 2 + 2, ((width * sin) + (Size * cos)) / 2 + 2);
    }

    /// <summary>A street comes in pieces from junction to junction: those that meet are joined. The longest first.</summary>
    private static IEnumerable<List<SKPoint>> Lines(IEnumerable<Road> pieces, MapFrame frame)
    {
        var left = pieces.Where(piece => piece.Points.Count > 1).ToList();
        var byStart = left.ToLookup(piece => piece.Points[0]);
        var taken = new HashSet<Road>(ReferenceEqualityComparer.Instance);
        var lines = new List<List<SKPoint>>();
        foreach (var piece in left)
        {
            if (!taken.Add(piece)) continue;
            var line = new List<SKPoint>();
            for (var next = piece; next is not null; next = byStart[next.Points[^1]].FirstOrDefault(taken.Add))
                line.AddRange(next.Points.Skip(line.Count == 0 ? 0 : 1).Select(point => frame.At(point.Lon, point.Lat)));
            lines.Add(line);
        }

        return lines.OrderByDescending(Length);
    }

    private static float Length(List<SKPoint> line)
    {
        var length = 0f;
        for (var i = 1; i < line.Count; i++) length += SKPoint.Distance(line[i - 1], line[i]);
        return length;
    }

    /// <summary>A stretch as long as the name that bends by no more than a letter's height.</summary>
    private static (SKPoint From, SKPoint To)? Straightest(List<SKPoint> line, float length)
    {
        (SKPoint, SKPoint)? best = null;
        var least = Size * 0.7f;
        for (var from = 0; from < line.Count - 1; from++)
        {
            var to = from + 1;
            while (to < line.Count && SKPoint.Distance(line[from], line[to]) < length) to++;
            if (to == line.Count) break;
            var bend = 0f;
            for (var i = from + 1; i < to; i++) bend = Math.Max(bend, Distance(line[i], line[from], line[to]));
            if (bend >= least) continue;
            least = bend;
            // On a long straight piece only as much of it as the name needs.
            var share = length / SKPoint.Distance(line[from], line[to]);
            var end = new SKPoint(line[from].X + ((line[to].X - line[from].X) * share), line[from].Y + ((line[to].Y - line[from].Y) * share));
            best = (line[from], end);
        }

        return best;
    }

    private static float Distance(SKPoint point, SKPoint from, SKPoint to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = MathF.Sqrt((dx * dx) + (dy * dy));
        return length < 1e-4f ? SKPoint.Distance(point, from) : Math.Abs((dx * (point.Y - from.Y)) - (dy * (point.X - from.X))) / length;
    }
}
