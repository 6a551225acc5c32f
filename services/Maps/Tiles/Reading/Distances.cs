namespace Routing.Tiles.Reading;

/// <summary>How far each cell of a grid is from the nearest set one, exactly: O(cells). Felzenszwalb and Huttenlocher 2012.</summary>
internal static class Distances
{
    private const double Far = 1e12;

    /// <summary>Distances in cells, row by row.</summary>
    public static double[] To(bool[] cells, int width, int height)
    {
        var squared = Array.ConvertAll(cells, isSet => isSet ? 0 : Far);
        var most = Math.Max(width, height);
        double[] line = new double[most], result = new double[most], borders = new double[most + 1];
        var parabolas = new int[most];
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++)
                line[y] = squared[(y * width) + x];
            Lowest(line.AsSpan(0, height), result, parabolas, borders);
            for (var y = 0; y < height; y++)
                squared[(y * width) + x] = result[y];
        }

        for (var y = 0; y < height; y++)
        {
            squared.AsSpan(y * width, width).CopyTo(line);
            Lowest(line.AsSpan(0, width), result, parabolas, borders);
            result.AsSpan(0, width).CopyTo(squared.AsSpan(y * width));
        }

        return Array.ConvertAll(squared, Math.Sqrt);
    }

    // The lower envelope of a parabola over each cell: parabolas[i] is the lowest from borders[i] to borders[i + 1].
    private static void Lowest(ReadOnlySpan<double> heights, double[] result, int[] parabolas, double[] borders)
    {
        var last = 0;
        parabolas[0] = 0;
        borders[0] = double.NegativeInfinity;
        borders[1] = double.PositiveInfinity;
        for (var q = 1; q < heights.Length; q++)
        {
            double at;
            while (true)
            {
                var p = parabolas[last];
                at = (heights[q] + ((double)q * q) - heights[p] - ((double)p * p)) / (2.0 * (q - p));
                if (at > borders[last] || last == 0)
                    break;
                last--;
            }

            if (at <= borders[last])
            {
                parabolas[last] = q;
            }
            else
            {
                parabolas[++last] = q;
                borders[last] = at;
            }

            borders[last + 1] = double.PositiveInfinity;
        }

        for (int q = 0, i = 0; q < heights.Length; q++)
        {
            while (borders[i + 1] < q)
                i++;
            result[q] = heights[parabolas[i]] + ((double)(q - parabolas[i]) * (q - parabolas[i]));
        }
    }
}
