namespace Routing.Benchmarks.Map;

/// <summary>The tiles that touch a rectangle.</summary>
internal static class TileBounds
{
    /// <param name="bounds">West, south, east, north, degrees.</param>
    public static IEnumerable<(int Column, int Row)> Within(IReadOnlyList<double> bounds, int zoom)
    {
        for (var column = Column(bounds[0], zoom); column <= Column(bounds[2], zoom); column++)
        {
            for (var row = Row(bounds[3], zoom); row <= Row(bounds[1], zoom); row++)
                yield return (column, row);
        }
    }

    private static int Column(double lon, int zoom) => (int)((lon + 180) / 360 * (1 << zoom));

    private static int Row(double lat, int zoom) =>
        (int)((1 - (Math.Asinh(Math.Tan(lat * Math.PI / 180)) / Math.PI)) / 2 * (1 << zoom));
}
