using System.Numerics;
using SkiaSharp;

namespace Routing.Maps.Glyphs;

/// <summary>
/// A letter as a field of distances to its outline: what MapLibre draws letters of any size and halo from. Distances are
/// exact, to the outline's curves as short straight pieces, not measured on a raster.
/// </summary>
/// <param name="Bitmap">(Width + 2 * <see cref="Buffer"/>) * (Height + 2 * <see cref="Buffer"/>) bytes, row by row: 192 on the outline, more inside.</param>
/// <param name="Left">From the pen to the bitmap's left edge without its buffer, pixels.</param>
/// <param name="Top">From the baseline up to its upper edge without its buffer, pixels.</param>
/// <param name="Advance">To the next letter, pixels.</param>
internal sealed record GlyphField(byte[] Bitmap, int Width, int Height, int Left, int Top, int Advance)
{
    /// <summary>Pixels to the em: what MapLibre counts on.</summary>
    public const int Size = 24;

    /// <summary>Pixels around a letter for its halo.</summary>
    public const int Buffer = 3;

    // Pixels from the outline to a byte's end, and the byte's share for what is inside.
    private const float Radius = 8;
    private const float Cutoff = 0.25f;

    public static GlyphField Of(SKFont font, ushort glyph)
    {
        using var path = font.GetGlyphPath(glyph);
        var advance = (int)MathF.Round(font.GetGlyphWidths([glyph])[0]);
        if (path is null || path.IsEmpty)
            return new GlyphField([], 0, 0, 0, 0, advance);
        var edges = Edges(path);
        var bounds = path.TightBounds;
        var (left, top) = ((int)MathF.Floor(bounds.Left), (int)MathF.Floor(bounds.Top));
        var (width, height) = ((int)MathF.Ceiling(bounds.Right) - left, (int)MathF.Ceiling(bounds.Bottom) - top);
        var bitmap = new byte[(width + (2 * Buffer)) * (height + (2 * Buffer))];
        for (var i = 0; i < bitmap.Length; i++)
        {
            var (row, column) = Math.DivRem(i, width + (2 * Buffer));
            var away = Distance(edges, new Vector2(left - Buffer + column + 0.5f, top - Buffer + row + 0.5f));
            bitmap[i] = (byte)Math.Clamp(MathF.Round(255 - (255 * ((away / Radius) + Cutoff))), 0, 255);
        }

        return new GlyphField(bitmap, width, height, left, -top, advance);
    }

    /// <summary>Pixels to the nearest edge, negative inside (by winding number). O(edges).</summary>
    private static float Distance(List<(Vector2 From, Vector2 To)> edges, Vector2 at)
    {
        var (nearest, winding) = (float.MaxValue, 0);
        foreach (var (from, to) in edges)
        {
            var edge = to - from;
            var along = Math.Clamp(Vector2.Dot(at - from, edge) / edge.LengthSquared(), 0, 1);
            nearest = Math.Min(nearest, Vector2.DistanceSquared(at, from + (along * edge)));
            if (from.Y <= at.Y == to.Y <= at.Y)
                continue;
            var side = (edge.X * (at.Y - from.Y)) - ((at.X - from.X) * edge.Y);
            if (edge.Y > 0 && side > 0)
                winding++;
            else if (edge.Y < 0 && side < 0)
                winding--;
        }

        return winding == 0 ? MathF.Sqrt(nearest) : -MathF.Sqrt(nearest);
    }

    private static List<(Vector2 From, Vector2 To)> Edges(SKPath path)
    {
        var edges = new List<(Vector2, Vector2)>();
        using var verbs = path.CreateRawIterator();
        var points = new SKPoint[4];
        var (start, pen) = (Vector2.Zero, Vector2.Zero);
        for (var verb = verbs.Next(points); verb != SKPathVerb.Done; verb = verbs.Next(points))
        {
            switch (verb)
            {
                case SKPathVerb.Move:
                    Line(start);
                    start = pen = At(0);
                    break;
                case SKPathVerb.Line:
                    Line(At(1));
                    break;
                case SKPathVerb.Quad:
                    Curve(At(0), At(1), At(1), At(2), cubic: false);
                    break;
                case SKPathVerb.Cubic:
                    Curve(At(0), At(1), At(2), At(3), cubic: true);
                    break;
                case SKPathVerb.Close:
                    Line(start);
                    break;
            }
        }

        Line(start);
        return edges;

        Vector2 At(int point) => new(points[point].X, points[point].Y);

        void Line(Vector2 to)
        {
            if (to != pen)
                edges.Add((pen, to));
            pen = to;
        }

        void Curve(Vector2 a, Vector2 b, Vector2 c, Vector2 d, bool cubic)
        {
            const int pieces = 8;
            for (var piece = 1; piece <= pieces; piece++)
            {
                var t = (float)piece / pieces;
                var u = 1 - t;
                Line(cubic
                    ? (u * u * u * a) + (3 * u * u * t * b) + (3 * u * t * t * c) + (t * t * t * d)
                    : (u * u * a) + (2 * u * t * b) + (t * t * d));
            }
        }
    }
}
