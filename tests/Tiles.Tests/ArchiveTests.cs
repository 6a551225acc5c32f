using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Routing.Tiles.Archive;

namespace Routing.Tiles.Tests;

/// <summary>The archive as another program reads it: by the specification alone, from the bytes on.</summary>
public sealed class ArchiveTests
{
    private static readonly double[] Bounds = [9.40, 47.00, 9.60, 47.20];

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(1, 0, 1, 2)]
    [InlineData(1, 1, 1, 3)]
    [InlineData(1, 1, 0, 4)]
    [InlineData(2, 0, 0, 5)]
    [InlineData(12, 3423, 1763, 19078479)]
    public void Tiles_are_numbered_as_the_specification_says(int zoom, int column, int row, ulong id) => Assert.Equal(id, TileArchive.Id(zoom, column, row));

    [Fact]
    public void Every_tile_is_found_again_and_no_other()
    {
        // By place, one in three empty, many equal.
        static byte[] Tile(int zoom, int column, int row) => (column + row) % 3 == 0 ? [] : Zip($"tile {zoom} {(column ^ row) % 7}");
        using var folder = new Folder();
        var path = Path.Combine(folder.Path, "map.pmtiles");
        var (tiles, bytes) = TileArchive.Write(path, Bounds, 14, Tile, """{"name":"test"}"""u8, null, TestContext.Current.CancellationToken);
        Assert.Equal(new FileInfo(path).Length, bytes);
        var reader = new Reader(File.ReadAllBytes(path));
        Assert.Equal("""{"name":"test"}""", reader.Metadata);
        var found = 0;
        for (var zoom = 0; zoom <= 14; zoom++)
        {
            var (west, north) = Decoded.At(Bounds[0], Bounds[3], zoom);
            var (east, south) = Decoded.At(Bounds[2], Bounds[1], zoom);
            for (var column = west; column <= east; column++)
            {
                for (var row = north; row <= south; row++)
                {
                    var expected = Tile(zoom, column, row);
                    Assert.Equal(expected, reader.Tile(TileArchive.Id(zoom, column, row)));
                    found += expected.Length > 0 ? 1 : 0;
                }
            }
        }

        Assert.Equal((found, found), ((int)tiles, (int)reader.AddressedTiles));
        Assert.Empty(reader.Tile(TileArchive.Id(14, 0, 0)));
    }

    [Fact]
    public void A_directory_that_is_too_large_for_the_first_bytes_has_leaves()
    {
        // All different and of odd lengths, so that the directory does not pack well.
        var random = new Random(7);
        var contents = new Dictionary<(int, int, int), byte[]>();
        byte[] Tile(int zoom, int column, int row)
        {
            lock (contents)
            {
                if (!contents.TryGetValue((zoom, column, row), out var known))
                {
                    contents[(zoom, column, row)] = known = new byte[random.Next(0, 60)];
                    random.NextBytes(known);
                }

                return known;
            }
        }

        using var folder = new Folder();
        var path = Path.Combine(folder.Path, "map.pmtiles");
        TileArchive.Write(path, [9, 47, 10, 48], 16, Tile, "{}"u8, null, TestContext.Current.CancellationToken);
        var reader = new Reader(File.ReadAllBytes(path));
        Assert.True(reader.HasLeaves);
        Assert.All(contents.Keys, place => Assert.Equal(contents[place], reader.Tile(TileArchive.Id(place.Item1, place.Item2, place.Item3))));
    }

    [Fact]
    public void A_file_that_is_not_finished_is_not_there()
    {
        using var folder = new Folder();
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => TileArchive.Write(Path.Combine(folder.Path, "map.pmtiles"), Bounds, 10, (_, _, _) => [1], "{}"u8, null, stop.Token));
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static byte[] Zip(string text)
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    /// <summary>PMTiles 3, read as its specification describes it.</summary>
    private sealed class Reader
    {
        private readonly byte[] file;

        public Reader(byte[] file)
        {
            this.file = file;
            Assert.Equal("PMTiles\u0003"u8.ToArray(), file[..8]);
            Assert.Equal([1, 2, 2, 1], file[96..100]);
            // The header and the root directory are had with one request of 16 KiB.
            Assert.InRange(At(8) + At(16), 127, 16_384);
        }

        public string Metadata => Encoding.UTF8.GetString(Unzip(At(24), At(32)));

        public bool HasLeaves => At(48) > 0;

        public long AddressedTiles => At(72);

        public byte[] Tile(ulong id)
        {
            var (offset, length) = (At(8), At(16));
            for (var depth = 0; depth < 4; depth++)
            {
                var entry = Entries(offset, length).LastOrDefault(entry => entry.Id <= id);
                if (entry.Length == 0)
                    return [];
                if (entry.Run > 0)
                    return id < entry.Id + entry.Run ? file[(int)(At(56) + entry.Offset)..(int)(At(56) + entry.Offset + entry.Length)] : [];
                (offset, length) = (At(40) + entry.Offset, entry.Length);
            }

            throw new InvalidDataException("The directories do not end.");
        }

        private List<(ulong Id, long Offset, long Length, ulong Run)> Entries(long offset, long length)
        {
            var bytes = Unzip(offset, length);
            var at = 0;
            var count = (int)Next();
            ulong[] ids = new ulong[count], runs = new ulong[count], lengths = new ulong[count], offsets = new ulong[count];
            ulong last = 0;
            for (var i = 0; i < count; i++)
                ids[i] = last += Next();
            for (var i = 0; i < count; i++)
                runs[i] = Next();
            for (var i = 0; i < count; i++)
                lengths[i] = Next();
            for (var i = 0; i < count; i++)
                offsets[i] = Next() is var given and > 0 ? given - 1 : offsets[i - 1] + lengths[i - 1];
            return [.. Enumerable.Range(0, count).Select(i => (ids[i], (long)offsets[i], (long)lengths[i], runs[i]))];

            ulong Next()
            {
                ulong value = 0;
                for (var shift = 0; ; shift += 7)
                {
                    var part = bytes[at++];
                    value |= (ulong)(part & 0x7F) << shift;
                    if (part < 0x80)
                        return value;
                }
            }
        }

        private long At(int offset) => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(offset));

        private byte[] Unzip(long offset, long length)
        {
            using var gzip = new GZipStream(new MemoryStream(file, (int)offset, (int)length), CompressionMode.Decompress);
            var plain = new MemoryStream();
            gzip.CopyTo(plain);
            return plain.ToArray();
        }
    }
}
