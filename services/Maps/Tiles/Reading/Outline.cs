namespace Routing.Tiles.Reading;

/// <summary>The smooth outline of set cells in a grid: the cells blurred, then marching squares through their middles.</summary>
internal sealed class Outline
{
    private const double Level = 0.5;

    // The field has one cell more on each side, which is unset, so that every line closes.
    private readonly double[] field;
    private readonly int width;
    private readonly int height;

    public Outline(bool[] cells, int width, int height)
    {
        var blurred = Array.ConvertAll(cells, isSet => isSet ? 1.0 : 0);
        for (var round = 0; round < 2; round++)
            blurred = Blur(blurred, width, height);
        (this.width, this.height) = (width + 2, height + 2);
        field = new double[this.width * this.height];
        for (var y = 0; y < height; y++)
            blurred.AsSpan(y * width, width).CopyTo(field.AsSpan(((y + 1) * this.width) + 1));
    }

    /// <summary>Closed rings without their last point, in cells from the grid's corner; clockwise on the screen around what is set.</summary>
    public List<List<(double X, double Y)>> Rings()
    {
        // Each square of four neighbours gives a piece of the outline, or two; a piece's end is the next one's start.
        var next = new Dictionary<(int X, int Y, bool IsAcross), (int X, int Y, bool IsAcross)>();
        for (var y = 0; y < height - 1; y++)
        {
            for (var x = 0; x < width - 1; x++)
                AddPieces(next, x, y);
        }

        var rings = new List<List<(double X, double Y)>>();
        while (next.Count > 0)
        {
            var start = next.Keys.First();
            var ring = new List<(double X, double Y)>();
            for (var at = start; next.Remove(at, out var following); at = following)
                ring.Add(Point(at));
            rings.Add(ring);
        }

        return rings;
    }

    // Sides of a square: top (x, y, across), left (x, y, down), bottom (x, y + 1, across), right (x + 1, y, down).
    private void AddPieces(Dictionary<(int X, int Y, bool IsAcross), (int X, int Y, bool IsAcross)> next, int x, int y)
    {
        var (top, left, bottom, right) = ((x, y, true), (x, y, false), (x, y + 1, true), (x + 1, y, false));
        var kind = (Is(x, y) ? 1 : 0) | (Is(x + 1, y) ? 2 : 0) | (Is(x + 1, y + 1) ? 4 : 0) | (Is(x, y + 1) ? 8 : 0);
        // Set cells to the right of the piece's direction, y down: the outline runs clockwise.
        switch (kind)
        {
            case 1: next[top] = left; break;
            case 2: next[right] = top; break;
            case 3: next[right] = left; break;
            case 4: next[bottom] = right; break;
            case 5: next[top] = left; next[bottom] = right; break;
            case 6: next[bottom] = top; break;
            case 7: next[bottom] = left; break;
            case 8: next[left] = bottom; break;
            case 9: next[top] = bottom; break;
            case 10: next[right] = top; next[left] = bottom; break;
            case 11: next[right] = bottom; break;
            case 12: next[left] = right; break;
            case 13: next[top] = right; break;
            case 14: next[left] = top; break;
        }
    }

    private bool Is(int x, int y) => field[(y * width) + x] >= Level;

    private (double X, double Y) Point((int X, int Y, bool IsAcross) side)
    {
        var from = field[(side.Y * width) + side.X];
        var to = side.IsAcross ? field[(side.Y * width) + side.X + 1] : field[((side.Y + 1) * width) + side.X];
        var share = Math.Clamp((Level - from) / (to - from), 0, 1);
        // Values are those of cells' middles, and the field begins a cell before the grid.
        return (side.X - 0.5 + (side.IsAcross ? share : 0), side.Y - 0.5 + (side.IsAcross ? 0 : share));
    }

    private static double[] Blur(double[] from, int width, int height)
    {
        var to = new double[from.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = 0.0;
                for (var dy = -1; dy <= 1; dy++)
                {
                    for (var dx = -1; dx <= 1; dx++)
                        sum += from[(Math.Clamp(y + dy, 0, height - 1) * width) + Math.Clamp(x + dx, 0, width - 1)];
                }

                to[(y * width) + x] = sum / 9;
            }
        }

        return to;
    }
}
