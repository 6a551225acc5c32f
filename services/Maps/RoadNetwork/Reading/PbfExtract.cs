using System.Buffers;
using System.IO.Compression;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Routing.RoadNetwork.Reading;

/// <summary>
/// Reads the roads of an .osm.pbf, its blocks in parallel: first ways and restrictions of all blocks, then the nodes that
/// the ways use. What comes of each block is put together in the file's order, so that the same file gives the same
/// extract. Blocks are unpacked anew in the second pass: memory grows with the roads, not with the file.
/// </summary>
internal sealed class PbfExtract(string path, SafeFileHandle file, IReadOnlyList<PbfBlob> blobs, Func<TagSet, bool> isRoad)
{
    private const int MaxBlockBytes = 32 * 1024 * 1024;

    private static readonly string[] PointKeys = ["barrier", "highway", "access", "maxheight", "maxwidth"];

    private readonly bool[] _hasNodes = new bool[blobs.Count];

    /// <summary>Refuses a file that says that it cannot be read as plain objects, such as one with their history.</summary>
    public void CheckHeader()
    {
        foreach (var blob in blobs.Where(blob => !blob.IsData))
        {
            Unpack(blob, bytes =>
            {
                var reader = new ProtoReader(bytes.Span);
                while (reader.Next())
                {
                    // HeaderBlock { repeated string required_features = 4; }
                    if (reader.Field != 4)
                        reader.Skip();
                    else if (Encoding.UTF8.GetString(reader.Bytes()) is var feature && feature is not ("OsmSchema-V0.6" or "DenseNodes"))
                        throw new InvalidDataException($"it needs the feature '{feature}', which is not read here");
                }
            });
        }
    }

    public void ReadWaysAndRestrictions(Extract extract, Func<PbfRelation, TurnRestriction?> toRestriction, Action<double> report, CancellationToken ct)
    {
        var ways = new List<RoadWay>[blobs.Count];
        var restrictions = new List<TurnRestriction>[blobs.Count];
        ForEachBlock(
            report,
            ct,
            (block, i) =>
            {
                _hasNodes[i] = block.HasNodes;
                ways[i] = [];
                restrictions[i] = [];
                block.ReadWaysAndRelations(
                    way =>
                    {
                        if (way.Points.Length >= 2 && isRoad(way.Tags))
                            ways[i].Add(way);
                    },
                    relation =>
                    {
                        if (toRestriction(relation) is { } restriction)
                            restrictions[i].Add(restriction);
                    });
            },
            _ => true);
        extract.Ways.AddRange(ways.Where(list => list is not null).SelectMany(list => list));
        extract.Restrictions.AddRange(restrictions.Where(list => list is not null).SelectMany(list => list));
    }

    /// <summary>Fills the extract's points; returns how many are there.</summary>
    public int ReadPoints(Extract extract, Action<double> report, CancellationToken ct)
    {
        var tags = new List<(int Point, TagSet Tags)>[blobs.Count];
        var found = 0;
        ForEachBlock(
            report,
            ct,
            (block, i) =>
            {
                tags[i] = [];
                var here = 0;
                block.ReadNodes(PointKeys, (id, lon, lat, tagged) =>
                {
                    var index = extract.IndexOf(id);
                    if (index < 0)
                        return;
                    if (Math.Abs(lon) > 1_800_000_000 || Math.Abs(lat) > 900_000_000)
                        throw new ExtractException($"The OSM extract '{path}' is damaged: node {id} lies at {lon / 1e7}, {lat / 1e7}. Download it again.");
                    if (extract.Lon[index] == Extract.Missing)
                        here++;
                    extract.Lon[index] = (int)lon;
                    extract.Lat[index] = (int)lat;
                    if (tagged is not null)
                        tags[i].Add((index, tagged));
                });
                Interlocked.Add(ref found, here);
            },
            i => _hasNodes[i]);
        foreach (var (point, set) in tags.Where(list => list is not null).SelectMany(list => list))
            extract.PointTags[point] = set;
        return found;
    }

    private void ForEachBlock(Action<double> report, CancellationToken ct, Action<PbfBlock, int> read, Func<int, bool> isWanted)
    {
        var done = 0;
        var gate = new Lock();
        try
        {
            Parallel.For(0, blobs.Count, new ParallelOptions { CancellationToken = ct }, i =>
            {
                if (blobs[i].IsData && isWanted(i))
                    Unpack(blobs[i], bytes => read(new PbfBlock(bytes), i));
                lock (gate)
                    report((double)++done / blobs.Count);
            });
        }
        catch (AggregateException several)
        {
            throw several.Flatten().InnerExceptions[0];
        }
    }

    // Blob { bytes raw = 1; int32 raw_size = 2; bytes zlib_data = 3; } and others that are hardly ever used.
    private void Unpack(PbfBlob blob, Action<ReadOnlyMemory<byte>> read)
    {
        var packed = ArrayPool<byte>.Shared.Rent(blob.Length);
        byte[]? unpacked = null;
        try
        {
            for (var got = 0; got < blob.Length;)
            {
                var now = RandomAccess.Read(file, packed.AsSpan(got, blob.Length - got), blob.Offset + got);
                if (now == 0)
                    throw new InvalidDataException("it is cut off");
                got += now;
            }

            var reader = new ProtoReader(packed.AsSpan(0, blob.Length));
            var size = -1;
            (int Start, int Length) raw = (0, -1), zlib = (0, -1);
            while (reader.Next())
            {
                switch (reader.Field)
                {
                    case 1:
                        raw = reader.Range();
                        break;
                    case 2:
                        size = (int)Math.Min(int.MaxValue, reader.Number());
                        break;
                    case 3:
                        zlib = reader.Range();
                        break;
                    case 4 or 5 or 6 or 7:
                        throw new InvalidDataException("its blocks are packed in a way other than zlib; convert it with osmium cat");
                    default:
                        throw new InvalidDataException($"the block at byte {blob.Offset} has unknown contents");
                }
            }

            if (raw.Length >= 0)
            {
                read(packed.AsMemory(raw.Start, raw.Length));
                return;
            }

            if (zlib.Length < 0 || size is < 0 or > MaxBlockBytes)
                throw new InvalidDataException($"the block at byte {blob.Offset} has no contents of a possible size");
            unpacked = ArrayPool<byte>.Shared.Rent(size);
            using var stream = new ZLibStream(new MemoryStream(packed, zlib.Start, zlib.Length), CompressionMode.Decompress);
            if (stream.ReadAtLeast(unpacked.AsSpan(0, size), size, throwOnEndOfStream: false) < size)
                throw new InvalidDataException($"the block at byte {blob.Offset} is shorter than it says");

            // Only at its end is a zlib stream's checksum compared.
            if (stream.ReadByte() >= 0)
                throw new InvalidDataException($"the block at byte {blob.Offset} is longer than it says");
            read(unpacked.AsMemory(0, size));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
            if (unpacked is not null)
                ArrayPool<byte>.Shared.Return(unpacked);
        }
    }
}

/// <summary>Where a block's contents lie in the file.</summary>
internal readonly record struct PbfBlob(long Offset, int Length, bool IsData);
