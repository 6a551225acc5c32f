using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Routing.Tiles.TileFile;

namespace Routing.Tiles.Archive;

/// <summary>
/// Writes all tiles of a set into one PMTiles file, version 3 (github.com/protomaps/PMTiles, spec/v3): tiles in the order of a
/// Hilbert curve, equal ones once, a directory in front of them.
/// </summary>
public static class TileArchive
{
    private const int HeaderBytes = 127;

    // The first 16 KiB of a file hold its header and its root directory, so that one request reads both.
    private const int RootBytes = 16_384 - HeaderBytes;
    private const int LeafEntries = 4096;
    private const byte Gzip = 2;
    private const byte VectorTile = 1;

    /// <summary>A tile in the directory, or a run of equal ones.</summary>
    private record struct Entry(ulong Id, long Offset, int Length, uint Run);

    /// <summary>Writes beside <paramref name="path"/> and moves it there: a file of that name is whole or absent.</summary>
    /// <param name="tile">Makes a tile's bytes, compressed with gzip; empty where nothing is drawn. Called by several threads.</param>
    /// <param name="metadata">A JSON object, as the specification describes it.</param>
    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <returns>How many tiles the file has, and how many bytes.</returns>
    public static (long Tiles, long Bytes) Write(
        string path, IReadOnlyList<double> bounds, int maxZoom, Func<int, int, int, byte[]> tile, ReadOnlySpan<byte> metadata, IProgress<double>? progress, CancellationToken ct)
    {
        var unfinished = $"{path}.{Environment.ProcessId}.unfinished";
        var data = unfinished + ".data";
        try
        {
            var entries = new List<Entry>();
            long contents;
            using (var file = new FileStream(data, FileMode.Create, FileAccess.ReadWrite))
                contents = WriteTiles(file, bounds, maxZoom, tile, entries, progress, ct);
            using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
                WriteWhole(file, data, entries, contents, bounds, maxZoom, Zip(metadata));
            var length = new FileInfo(unfinished).Length;
            File.Move(unfinished, path, overwrite: true);
            return (entries.Sum(entry => (long)entry.Run), length);
        }
        finally
        {
            File.Delete(data);
            File.Delete(unfinished);
        }
    }

    /// <summary>A tile's number: those of all lower zooms come first, then those before it on the Hilbert curve of its zoom.</summary>
    internal static ulong Id(int zoom, int column, int row) =>
        ((1UL << (2 * zoom)) - 1) / 3 + (zoom == 0 ? 0 : Hilbert.Position(zoom, (uint)column, (uint)row));

    private static long WriteTiles(
        FileStream file, IReadOnlyList<double> bounds, int maxZoom, Func<int, int, int, byte[]> tile, List<Entry> entries, IProgress<double>? progress, CancellationToken ct)
    {
        var known = new Dictionary<UInt128, (long Offset, int Length)>();
        var places = Places(bounds, maxZoom);
        var done = 0;
        foreach (var (id, bytes) in places.AsParallel().AsOrdered().WithCancellation(ct).Select(place => (place.Id, tile(place.Zoom, place.Column, place.Row))))
        {
            if ((++done & 0xFF) == 0)
                progress?.Report((double)done / places.Count);
            if (bytes.Length == 0)
                continue;
            var hash = BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(bytes));
            if (!known.TryGetValue(hash, out var place))
            {
                known[hash] = place = (file.Position, bytes.Length);
                file.Write(bytes);
            }

            if (entries.Count > 0 && entries[^1] is var last && last.Offset == place.Offset && last.Id + last.Run == id)
                entries[^1] = last with { Run = last.Run + 1 };
            else
                entries.Add(new Entry(id, place.Offset, place.Length, 1));
        }

        progress?.Report(1);
        return known.Count;
    }

    private static List<(ulong Id, int Zoom, int Column, int Row)> Places(IReadOnlyList<double> bounds, int maxZoom)
    {
        var places = new List<(ulong Id, int Zoom, int Column, int Row)>();
        for (var zoom = 0; zoom <= maxZoom; zoom++)
        {
            var size = World.TileSize(zoom);
            var (west, east) = ((int)(World.X(bounds[0]) / size), (int)(World.X(bounds[2]) / size));
            var (north, south) = ((int)(World.Y(bounds[3]) / size), (int)(World.Y(bounds[1]) / size));
            for (var column = west; column <= east; column++)
            {
                for (var row = north; row <= south; row++)
                    places.Add((Id(zoom, column, row), zoom, column, row));
            }
        }

        places.Sort();
        return places;
    }

    private static void WriteWhole(FileStream file, string data, List<Entry> entries, long contents, IReadOnlyList<double> bounds, int maxZoom, byte[] metadata)
    {
        var (root, leaves) = Directories(entries);
        var header = new byte[HeaderBytes];
        "PMTiles"u8.CopyTo(header);
        header[7] = 3;
        var at = 8;
        var offset = (long)HeaderBytes;
        using var tiles = new FileStream(data, FileMode.Open, FileAccess.Read);
        foreach (var length in (ReadOnlySpan<long>)[root.Length, metadata.Length, leaves.Length, tiles.Length])
        {
            Put(offset);
            Put(length);
            offset += length;
        }

        Put(entries.Sum(entry => (long)entry.Run));
        Put(entries.Count);
        Put(contents);
        ReadOnlySpan<byte> kinds = [1, Gzip, Gzip, VectorTile, 0, (byte)maxZoom];
        kinds.CopyTo(header.AsSpan(at));
        at += kinds.Length;
        PutPlace(bounds[0], bounds[1]);
        PutPlace(bounds[2], bounds[3]);
        header[at++] = (byte)Math.Min(12, maxZoom);
        PutPlace((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2);
        file.Write(header);
        file.Write(root);
        file.Write(metadata);
        file.Write(leaves);
        tiles.CopyTo(file);

        void Put(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(header.AsSpan(at), value);
            at += 8;
        }

        void PutPlace(double lon, double lat)
        {
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(at), (int)Math.Round(lon * 1e7));
            BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(at + 4), (int)Math.Round(lat * 1e7));
            at += 8;
        }
    }

    /// <summary>The root directory, and leaves where the root alone would be too large: then it tells where each leaf is.</summary>
    private static (byte[] Root, byte[] Leaves) Directories(List<Entry> entries)
    {
        var whole = Directory(entries);
        if (whole.Length <= RootBytes)
            return (whole, []);
        for (var size = LeafEntries; ; size *= 2)
        {
            var leaves = new MemoryStream();
            var root = new List<Entry>();
            foreach (var chunk in entries.Chunk(size))
            {
                var leaf = Directory(chunk);
                root.Add(new Entry(chunk[0].Id, leaves.Length, leaf.Length, 0));
                leaves.Write(leaf);
            }

            if (Directory(root) is { Length: <= RootBytes } fits)
                return (fits, leaves.ToArray());
        }
    }

    private static byte[] Directory(IReadOnlyList<Entry> entries)
    {
        var bytes = new MemoryStream();
        Varint((ulong)entries.Count);
        ulong last = 0;
        foreach (var entry in entries)
        {
            Varint(entry.Id - last);
            last = entry.Id;
        }

        foreach (var entry in entries)
            Varint(entry.Run);
        foreach (var entry in entries)
            Varint((ulong)entry.Length);
        for (var i = 0; i < entries.Count; i++)
        {
            // 0: right behind the one before.
            var follows = i > 0 && entries[i].Offset == entries[i - 1].Offset + entries[i - 1].Length;
            Varint(follows ? 0 : (ulong)entries[i].Offset + 1);
        }

        return Zip(bytes.ToArray());

        void Varint(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
                bytes.WriteByte((byte)(value | 0x80));
            bytes.WriteByte((byte)value);
        }
    }

    private static byte[] Zip(ReadOnlySpan<byte> plain)
    {
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Optimal))
            gzip.Write(plain);
        return zipped.ToArray();
    }
}
