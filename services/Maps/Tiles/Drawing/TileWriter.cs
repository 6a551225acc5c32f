using System.Text;

namespace Routing.Tiles.Drawing;

/// <summary>
/// Mapbox Vector Tile 2.1, in its protocol-buffer bytes. Layers are begun, filled with features and ended one after the
/// other. Not thread-safe; reused by <see cref="Reset"/>.
/// </summary>
internal sealed class TileWriter
{
    public const int Extent = 4096;

    private readonly ByteSink tile = new();
    private readonly ByteSink layer = new();
    private readonly ByteSink feature = new();
    private readonly ByteSink geometry = new();
    private readonly List<uint> tags = [];
    private readonly List<string> keys = [];
    private readonly Dictionary<string, uint> keyNumbers = new(StringComparer.Ordinal);
    private readonly List<object> values = [];
    private readonly Dictionary<object, uint> valueNumbers = [];
    private (int X, int Y) cursor;
    private int features;

    public void Reset() => tile.Clear();

    public byte[] ToArray() => tile.Written.ToArray();

    public void BeginLayer(string name)
    {
        layer.Clear();
        keys.Clear();
        keyNumbers.Clear();
        values.Clear();
        valueNumbers.Clear();
        features = 0;
        layer.Text(1, name);
    }

    public void BeginFeature()
    {
        tags.Clear();
        geometry.Clear();
        cursor = default;
    }

    public void Tag(string key, string value) => Tag(key, (object)value);

    public void Tag(string key, int value) => Tag(key, (object)value);

    public void MoveTo(ReadOnlySpan<(int X, int Y)> points) => Command(1, points);

    public void LineTo(ReadOnlySpan<(int X, int Y)> points) => Command(2, points);

    public void ClosePath() => geometry.Varint(7 | (1 << 3));

    /// <param name="id">Unsigned, OSM's with its kind.</param>
    /// <param name="type">1 point, 2 line, 3 polygon.</param>
    public void EndFeature(long id, int type)
    {
        if (geometry.Written.IsEmpty)
            return;
        feature.Clear();
        if (id > 0)
        {
            feature.Varint(1 << 3);
            feature.Varint((ulong)id);
        }

        if (tags.Count > 0)
        {
            feature.Varint((2 << 3) | 2);
            ulong bytes = 0;
            foreach (var tag in tags)
                bytes += ByteSink.VarintBytes(tag);
            feature.Varint(bytes);
            foreach (var tag in tags)
                feature.Varint(tag);
        }

        feature.Varint(3 << 3);
        feature.Varint((ulong)type);
        feature.Block(4, geometry.Written);
        layer.Block(2, feature.Written);
        features++;
    }

    public void EndLayer()
    {
        if (features == 0)
            return;
        foreach (var key in keys)
            layer.Text(3, key);
        foreach (var value in values)
        {
            feature.Clear();
            if (value is string text)
            {
                feature.Text(1, text);
            }
            else
            {
                feature.Varint(5 << 3);
                feature.Varint((ulong)(int)value);
            }

            layer.Block(4, feature.Written);
        }

        layer.Varint(5 << 3);
        layer.Varint(Extent);
        layer.Varint(15 << 3);
        layer.Varint(2);
        tile.Block(3, layer.Written);
    }

    private void Tag(string key, object value)
    {
        if (!keyNumbers.TryGetValue(key, out var k))
        {
            keyNumbers[key] = k = (uint)keys.Count;
            keys.Add(key);
        }

        if (!valueNumbers.TryGetValue(value, out var v))
        {
            valueNumbers[value] = v = (uint)values.Count;
            values.Add(value);
        }

        tags.Add(k);
        tags.Add(v);
    }

    private void Command(int command, ReadOnlySpan<(int X, int Y)> points)
    {
        geometry.Varint((ulong)(command | (points.Length << 3)));
        foreach (var point in points)
        {
            geometry.Varint(ZigZag(point.X - cursor.X));
            geometry.Varint(ZigZag(point.Y - cursor.Y));
            cursor = point;
        }
    }

    private static uint ZigZag(int value) => (uint)((value << 1) ^ (value >> 31));

    /// <summary>A growing buffer with protocol buffers' wire types.</summary>
    private sealed class ByteSink
    {
        private byte[] bytes = new byte[4096];
        private int count;

        public ReadOnlySpan<byte> Written => bytes.AsSpan(0, count);

        public static uint VarintBytes(ulong value)
        {
            var length = 1u;
            for (; value >= 0x80; value >>= 7)
                length++;
            return length;
        }

        public void Clear() => count = 0;

        public void Varint(ulong value)
        {
            Reserve(10);
            for (; value >= 0x80; value >>= 7)
                bytes[count++] = (byte)(value | 0x80);
            bytes[count++] = (byte)value;
        }

        public void Block(int field, ReadOnlySpan<byte> content)
        {
            Varint((ulong)((field << 3) | 2));
            Varint((ulong)content.Length);
            Reserve(content.Length);
            content.CopyTo(bytes.AsSpan(count));
            count += content.Length;
        }

        public void Text(int field, string text)
        {
            Varint((ulong)((field << 3) | 2));
            var length = Encoding.UTF8.GetByteCount(text);
            Varint((ulong)length);
            Reserve(length);
            count += Encoding.UTF8.GetBytes(text, bytes.AsSpan(count));
        }

        private void Reserve(int more)
        {
            if (count + more > bytes.Length)
                Array.Resize(ref bytes, Math.Max(bytes.Length * 2, count + more));
        }
    }
}
