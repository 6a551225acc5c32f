using System.Buffers.Binary;
using System.Text;
using OsmSharp.Tags;

namespace Routing.Benchmarks.Scale;

/// <summary>
/// Writes nodes and ways as an .osm.pbf, in blocks that are not compressed. OsmSharp's own writer does not pack repeated
/// numbers, as the format demands. See https://wiki.openstreetmap.org/wiki/PBF_Format.
/// </summary>
internal sealed class PbfWriter : IDisposable
{
    private const int BlockItems = 8000;

    private readonly FileStream _file;
    private readonly List<(long Id, long Lon, long Lat, TagsCollectionBase? Tags)> _nodes = [];
    private readonly List<(long Id, long[] Nodes, TagsCollectionBase Tags)> _ways = [];
    private readonly Dictionary<string, int> _indices = [];
    private readonly Message _strings = new();

    public PbfWriter(string path)
    {
        _file = File.Create(path);
        var header = new Message();
        header.Bytes(4, "OsmSchema-V0.6"u8);
        header.Bytes(4, "DenseNodes"u8);
        Blob("OSMHeader", header);
        ClearStrings();
    }

    /// <summary>Degrees times 1e7. All nodes come before all ways.</summary>
    public void Node(long id, long lonE7, long latE7, TagsCollectionBase? tags)
    {
        _nodes.Add((id, lonE7, latE7, tags));
        if (_nodes.Count == BlockItems)
            Flush();
    }

    public void Way(long id, long[] nodes, TagsCollectionBase tags)
    {
        if (_nodes.Count > 0)
            Flush();
        _ways.Add((id, nodes, tags));
        if (_ways.Count == BlockItems)
            Flush();
    }

    public void Dispose()
    {
        Flush();
        _file.Dispose();
    }

    private void Flush()
    {
        var group = new Message();
        if (_nodes.Count > 0)
            group.Bytes(2, Dense().Span);
        foreach (var (id, nodes, tags) in _ways)
            group.Bytes(3, WayMessage(id, nodes, tags).Span);
        _nodes.Clear();
        _ways.Clear();
        if (group.Span.IsEmpty)
            return;
        var block = new Message();
        block.Bytes(1, _strings.Span);
        block.Bytes(2, group.Span);
        Blob("OSMData", block);
        ClearStrings();
    }

    private Message Dense()
    {
        Message ids = new(), lats = new(), lons = new(), pairs = new();
        (long Id, long Lon, long Lat) last = default;
        foreach (var (id, lon, lat, tags) in _nodes)
        {
            ids.Signed(id - last.Id);
            lons.Signed(lon - last.Lon);
            lats.Signed(lat - last.Lat);
            last = (id, lon, lat);
            foreach (var tag in tags ?? new TagsCollection())
            {
                pairs.Varint((ulong)IndexOf(tag.Key));
                pairs.Varint((ulong)IndexOf(tag.Value));
            }

            pairs.Varint(0);
        }

        var dense = new Message();
        dense.Bytes(1, ids.Span);
        dense.Bytes(8, lats.Span);
        dense.Bytes(9, lons.Span);
        dense.Bytes(10, pairs.Span);
        return dense;
    }

    private Message WayMessage(long id, long[] nodes, TagsCollectionBase tags)
    {
        Message keys = new(), values = new(), refs = new();
        foreach (var tag in tags)
        {
            keys.Varint((ulong)IndexOf(tag.Key));
            values.Varint((ulong)IndexOf(tag.Value));
        }

        long last = 0;
        foreach (var node in nodes)
        {
            refs.Signed(node - last);
            last = node;
        }

        var way = new Message();
        way.Number(1, (ulong)id);
        way.Bytes(2, keys.Span);
        way.Bytes(3, values.Span);
        way.Bytes(8, refs.Span);
        return way;
    }

    private int IndexOf(string text)
    {
        if (_indices.TryGetValue(text, out var index))
            return index;
        index = _indices.Count + 1; // The first is "", which ends a node's tags.
        _indices.Add(text, index);
        _strings.Bytes(1, Encoding.UTF8.GetBytes(text));
        return index;
    }

    private void ClearStrings()
    {
        _indices.Clear();
        _strings.Clear();
        _strings.Bytes(1, default);
    }

    private void Blob(string type, Message content)
    {
        var blob = new Message();
        blob.Bytes(1, content.Span);
        blob.Number(2, (ulong)content.Span.Length);
        var header = new Message();
        header.Bytes(1, Encoding.UTF8.GetBytes(type));
        header.Number(3, (ulong)blob.Span.Length);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, header.Span.Length);
        _file.Write(length);
        _file.Write(header.Span);
        _file.Write(blob.Span);
    }

    /// <summary>A protocol buffer message while it is written.</summary>
    private sealed class Message
    {
        private byte[] _bytes = new byte[64];
        private int _length;

        public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

        public void Clear() => _length = 0;

        public void Number(int field, ulong value)
        {
            Varint((ulong)field << 3);
            Varint(value);
        }

        public void Bytes(int field, ReadOnlySpan<byte> bytes)
        {
            Varint(((ulong)field << 3) | 2);
            Varint((ulong)bytes.Length);
            Reserve(bytes.Length);
            bytes.CopyTo(_bytes.AsSpan(_length));
            _length += bytes.Length;
        }

        public void Signed(long value) => Varint((ulong)(value << 1) ^ (ulong)(value >> 63));

        public void Varint(ulong value)
        {
            Reserve(10);
            while (value >= 0x80)
            {
                _bytes[_length++] = (byte)(value | 0x80);
                value >>= 7;
            }

            _bytes[_length++] = (byte)value;
        }

        private void Reserve(int more)
        {
            if (_length + more > _bytes.Length)
                Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + more));
        }
    }
}
