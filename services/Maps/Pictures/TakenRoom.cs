using SkiaSharp;

namespace Routing.Maps.Pictures;

/// <summary>Where names and signs are already: boxes in a grid of squares. Taking is O(boxes near).</summary>
internal sealed class TakenRoom
{
    private const float Square = 64;

    private readonly Dictionary<(int X, int Y), List<SKRect>> squares = [];

    /// <summary>Takes all the boxes, or none where one is taken.</summary>
    public bool TryTake(ReadOnlySpan<SKRect> boxes)
    {
        foreach (var box in boxes)
        {
            foreach (var square in SquaresOf(box))
            {
                if (squares.TryGetValue(square, out var there) && there.Exists(other => other.IntersectsWith(box)))
                    return false;
            }
        }

        Take(boxes);
        return true;
    }

    public void Take(ReadOnlySpan<SKRect> boxes)
    {
        foreach (var box in boxes)
        {
            foreach (var square in SquaresOf(box))
            {
                if (!squares.TryGetValue(square, out var there))
                    squares[square] = there = [];
                there.Add(box);
            }
        }
    }

    private static IEnumerable<(int X, int Y)> SquaresOf(SKRect box)
    {
        for (var x = (int)MathF.Floor(box.Left / Square); x <= (int)MathF.Floor(box.Right / Square); x++)
        {
            for (var y = (int)MathF.Floor(box.Top / Square); y <= (int)MathF.Floor(box.Bottom / Square); y++)
                yield return (x, y);
        }
    }
}
