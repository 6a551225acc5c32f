namespace Routing.Tiles.TileFile;

/// <summary>A place's position on the Hilbert curve of order 16 over the world: what is near on it is near on the map.</summary>
internal static class Hilbert
{
    private const int Order = 16;

    public static uint Position(Box box)
    {
        var x = (uint)(((long)box.West + box.East) / 2 >> (31 - Order));
        var y = (uint)(((long)box.North + box.South) / 2 >> (31 - Order));
        return Position(Order, x, y);
    }

    /// <summary>The position of the cell (x, y) on the curve over 2^order * 2^order cells.</summary>
    public static uint Position(int order, uint x, uint y)
    {
        uint position = 0;
        for (var side = 1u << (order - 1); side > 0; side >>= 1)
        {
            var right = (x & side) != 0 ? 1u : 0u;
            var down = (y & side) != 0 ? 1u : 0u;
            position += side * side * ((3 * right) ^ down);
            if (down != 0)
                continue;
            if (right != 0)
            {
                x = side - 1 - (x & (side - 1));
                y = side - 1 - (y & (side - 1));
            }

            (x, y) = (y, x);
        }

        return position;
    }
}
