using System.IO.Compression;
using Microsoft.Extensions.Caching.Memory;
using Routing.Tiles;

namespace Routing.Maps.Import;

/// <summary>The vector tiles of a map, made when asked for and kept compressed. Thread-safe.</summary>
internal sealed class DrawnMap(TileSet tiles, string extractSha256) : IDisposable
{
    // Of a city all tiles are some tens of megabytes; of a country those that people look at.
    private const long CacheBytes = 64L << 20;
    private const int EntryBytes = 200;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = CacheBytes });

    public TileSet Tiles => tiles;

    /// <summary>Changes with the extract and with the form of the tiles: whoever holds a tile of this version holds the right one.</summary>
    public string Version { get; } = $"{extractSha256[..12]}-{TileSet.Version}";

    /// <summary>The tile compressed with gzip; empty where nothing is drawn.</summary>
    public byte[] Tile(int zoom, int column, int row)
    {
        var key = (zoom, column, row);
        if (cache.TryGetValue(key, out byte[]? known))
            return known!;
        var tile = tiles.Tile(zoom, column, row);
        if (tile.Length > 0)
            tile = Zip(tile);
        using var entry = cache.CreateEntry(key);
        entry.Value = tile;
        entry.Size = tile.Length + EntryBytes;
        return tile;
    }

    public void Dispose() => cache.Dispose();

    private static byte[] Zip(byte[] plain)
    {
        using var zipped = new MemoryStream(plain.Length / 2);
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(plain);
        return zipped.ToArray();
    }
}
