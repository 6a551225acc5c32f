using System.IO.Compression;
using Routing.Benchmarks.Measuring;
using Routing.Tiles;

namespace Routing.Benchmarks.Map;

/// <summary>Vector tiles: how long one takes to make at each zoom, how large it is, and the memory that all are made from.</summary>
internal static class TileBenchmarks
{
    private const int TilesPerZoom = 400;

    public static int Run(string[] args)
    {
        var at = Array.IndexOf(args, "--osm");
        var osm = at >= 0 && at + 1 < args.Length ? args[at + 1] : Places.Sample();
        var report = new Report($"Tiles of {Path.GetFileName(osm)}, in process, one thread, seed 1", args.Contains("--json"));
        var folder = Directory.CreateTempSubdirectory("tiles-");
        try
        {
            var file = Path.Combine(folder.FullName, "map.tiles");
            report.Add(new("extract to file", Samples.Once(() => TileSet.Build(osm, file, null, CancellationToken.None)) / 1000, "s"));
            report.Add(new("file", new FileInfo(file).Length / 1048576.0, "MiB"));
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var tiles = TileSet.Open(file);
            report.Add(new("memory of an open set", (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0, "MiB"));
            report.Add(new("file to first tile", Samples.Of(5, () => TileSet.Open(file).Tile(12, 0, 0)).Median, "ms"));
            for (var zoom = 0; zoom <= TileSet.MaxZoom; zoom += zoom < 10 ? 5 : 1)
                Zoom(report, tiles, zoom);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        report.Finish();
        return 0;
    }

    private static void Zoom(Report report, TileSet tiles, int zoom)
    {
        var random = new Random(1);
        var places = TileBounds.Within(tiles.Bounds, zoom).ToArray();
        random.Shuffle(places);
        places = [.. places.Where(place => tiles.Tile(zoom, place.Column, place.Row).Length > 0).Take(TilesPerZoom)];
        if (places.Length == 0)
            return;
        var sizes = places.Select(place => tiles.Tile(zoom, place.Column, place.Row)).Select(tile => (Plain: tile.Length, Zipped: Zipped(tile))).OrderBy(size => size.Zipped).ToArray();
        var times = Samples.OfAll(Math.Max(places.Length, 50), i => tiles.Tile(zoom, places[i % places.Length].Column, places[i % places.Length].Row));
        report.Add(new($"z{zoom}: a tile, of {places.Length}", times.Median, "ms"));
        report.Add(new($"z{zoom}: 99th percentile", times.P99, "ms"));
        report.Add(new($"z{zoom}: size with gzip, median", sizes[sizes.Length / 2].Zipped / 1024.0, "KiB"));
        report.Add(new($"z{zoom}: size with gzip, largest", sizes[^1].Zipped / 1024.0, "KiB"));
    }

    private static int Zipped(byte[] tile)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(tile);
        return (int)bytes.Length;
    }
}
