namespace Routing.RoadNetwork.Graph;

/// <summary>Position of a point along a Hilbert curve of order 28 over the whole earth (cells of 15 cm at the equator).</summary>
internal static class Hilbert
{
    private const int Order = 28;
    private const uint Side = 1u << Order;

    /// <summary>Degrees times 1e7. The classical bit-by-bit rotation: Hilbert 1891; in this form, Warren, Hacker's Delight, 2002.</summary>
    public static ulong IndexOf(int lonE7, int latE7)
    {
        var x = (uint)((lonE7 + 1_800_000_000L) * (Side - 1) / 3_600_000_000L);
        var y = (uint)((latE7 + 900_000_000L) * (Side - 1) / 1_800_000_000L);
        ulong index = 0;
        for (var s = Side >> 1; s > 0; s >>= 1)
        {
            var rx = (x & s) > 0 ? 1u : 0;
            var ry = (y & s) > 0 ? 1u : 0;
            index += (ulong)s * s * ((3 * rx) ^ ry);
            if (ry == 0)
            {
                if (rx == 1)
                {
                    x = Side - 1 - x;
                    y = Side - 1 - y;
                }

                (x, y) = (y, x);
            }
        }

        return index;
    }
}
