using System.Text;

namespace Routing.OsmData;

/// <summary>
/// A block of an .osm.pbf, unpacked: reads of it what is asked for. Strings are made only for objects that are wanted, and
/// of each once. See https://wiki.openstreetmap.org/wiki/PBF_Format.
/// </summary>
internal sealed class PbfBlock
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly List<(int Start, int Length)> _strings = [];
    private readonly List<string?> _texts = [];
    private readonly List<(int Start, int Length)> _groups = [];
    private readonly long _granularity = 100;
    private readonly long _latOffset;
    private readonly long _lonOffset;

    public PbfBlock(ReadOnlyMemory<byte> bytes)
    {
        _bytes = bytes;
        var reader = new ProtoReader(bytes.Span);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    ReadStrings(reader.Range());
                    break;
                case 2:
                    _groups.Add(reader.Range());
                    break;
                case 17:
                    _granularity = (long)reader.Number();
                    break;
                case 19:
                    _latOffset = (long)reader.Number();
                    break;
                case 20:
                    _lonOffset = (long)reader.Number();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (_granularity is <= 0 or > 1_000_000_000)
            throw new InvalidDataException($"its granularity is {_granularity}");
    }

    /// <summary>Called with a node's id, degrees times 1e7, and its tags; null when it has none that are wanted.</summary>
    public delegate void NodeFound(long id, long lonE7, long latE7, TagSet? tags);

    public bool HasNodes
    {
        get
        {
            foreach (var group in _groups)
            {
                var reader = new ProtoReader(Slice(group));
                while (reader.Next())
                {
                    if (reader.Field is 1 or 2)
                        return true;
                    reader.Skip();
                }
            }

            return false;
        }
    }

    /// <param name="keys">Ways with none of these keys are left out; null: all are wanted.</param>
    /// <param name="found">Called for each way.</param>
    public void ReadWays(ReadOnlySpan<string> keys, Action<OsmWay> found)
    {
        var wanted = IndicesOf(keys);
        foreach (var group in _groups)
        {
            var reader = new ProtoReader(Slice(group));
            while (reader.Next())
            {
                if (reader.Field != 3)
                    reader.Skip();
                else if (ReadWay(reader.Bytes(), wanted) is { } way)
                    found(way);
            }
        }
    }

    /// <param name="type">Relations of another <c>type</c> are left out; null: all are wanted.</param>
    /// <param name="found">Called for each relation.</param>
    public void ReadRelations(string? type, Action<OsmRelation> found)
    {
        var key = IndexOf("type");
        foreach (var group in _groups)
        {
            var reader = new ProtoReader(Slice(group));
            while (reader.Next())
            {
                if (reader.Field != 4)
                    reader.Skip();
                else if (ReadRelation(reader.Bytes(), key, type) is { } relation)
                    found(relation);
            }
        }
    }

    /// <param name="keys">Nodes with none of these keys are given without tags; null: all tags are wanted.</param>
    /// <param name="found">Called for each node.</param>
    public void ReadNodes(ReadOnlySpan<string> keys, NodeFound found)
    {
        var wanted = IndicesOf(keys);
        foreach (var group in _groups)
        {
            var reader = new ProtoReader(Slice(group));
            while (reader.Next())
            {
                if (reader.Field == 1)
                    ReadNode(reader.Bytes(), wanted, found);
                else if (reader.Field == 2)
                    ReadDenseNodes(reader.Bytes(), wanted, found);
                else
                    reader.Skip();
            }
        }
    }

    private OsmWay? ReadWay(ReadOnlySpan<byte> bytes, HashSet<int>? wanted)
    {
        long id = 0;
        ReadOnlySpan<byte> keys = default, values = default, refs = default;
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    id = (long)reader.Number();
                    break;
                case 2:
                    keys = reader.Bytes();
                    break;
                case 3:
                    values = reader.Bytes();
                    break;
                case 8:
                    refs = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        // Most ways are buildings: nothing is made of them where they are not wanted.
        return HoldsAny(keys, wanted) ? new OsmWay(id, Tags(keys, values), Deltas(refs)) : null;
    }

    private OsmRelation? ReadRelation(ReadOnlySpan<byte> bytes, int typeKey, string? type)
    {
        long id = 0;
        ReadOnlySpan<byte> keys = default, values = default, roles = default, members = default, types = default;
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    id = (long)reader.Number();
                    break;
                case 2:
                    keys = reader.Bytes();
                    break;
                case 3:
                    values = reader.Bytes();
                    break;
                case 8:
                    roles = reader.Bytes();
                    break;
                case 9:
                    members = reader.Bytes();
                    break;
                case 10:
                    types = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (type is not null && !Holds(keys, typeKey))
            return null;
        var tags = Tags(keys, values);
        if (type is not null && !tags.Has("type", type))
            return null;
        var ids = Deltas(members);
        var found = new OsmMember[ids.Length];
        var roleReader = new ProtoReader(roles);
        var typeReader = new ProtoReader(types);
        for (var i = 0; i < ids.Length; i++)
            found[i] = new OsmMember((OsmType)Math.Min(3, typeReader.Varint()), ids[i], Text((int)Math.Min(int.MaxValue, roleReader.Varint())));
        return new OsmRelation(id, tags, found);
    }

    private void ReadNode(ReadOnlySpan<byte> bytes, HashSet<int>? wanted, NodeFound found)
    {
        long id = 0, lat = 0, lon = 0;
        ReadOnlySpan<byte> keys = default, values = default;
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    id = reader.Signed();
                    break;
                case 2:
                    keys = reader.Bytes();
                    break;
                case 3:
                    values = reader.Bytes();
                    break;
                case 8:
                    lat = reader.Signed();
                    break;
                case 9:
                    lon = reader.Signed();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var isWanted = !keys.IsEmpty && HoldsAny(keys, wanted);
        found(id, Degrees(lon, _lonOffset), Degrees(lat, _latOffset), isWanted ? Tags(keys, values) : null);
    }

    /// <summary>Nodes as parallel lists of differences; tags as pairs of strings, with a 0 after each node's.</summary>
    private void ReadDenseNodes(ReadOnlySpan<byte> bytes, HashSet<int>? wanted, NodeFound found)
    {
        ReadOnlySpan<byte> idBytes = default, latBytes = default, lonBytes = default, tagBytes = default;
        var reader = new ProtoReader(bytes);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    idBytes = reader.Bytes();
                    break;
                case 8:
                    latBytes = reader.Bytes();
                    break;
                case 9:
                    lonBytes = reader.Bytes();
                    break;
                case 10:
                    tagBytes = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var ids = new ProtoReader(idBytes);
        var lats = new ProtoReader(latBytes);
        var lons = new ProtoReader(lonBytes);
        var tags = new ProtoReader(tagBytes);
        long id = 0, lat = 0, lon = 0;
        var pairs = new List<(int Key, int Value)>();
        while (!ids.IsEnd)
        {
            id += ids.PackedSigned();
            lat += lats.PackedSigned();
            lon += lons.PackedSigned();
            pairs.Clear();
            var isWanted = false;
            while (!tags.IsEnd)
            {
                var key = tags.Varint();
                if (key == 0)
                    break;
                var value = tags.Varint();
                if (key > int.MaxValue || value > int.MaxValue)
                    throw new InvalidDataException("a tag names no string");
                pairs.Add(((int)key, (int)value));
                isWanted |= wanted is null || wanted.Contains((int)key);
            }

            found(id, Degrees(lon, _lonOffset), Degrees(lat, _latOffset), isWanted && pairs.Count > 0 ? Tags(pairs) : null);
        }
    }

    // Nanodegrees to degrees times 1e7, rounded.
    private long Degrees(long value, long offset)
    {
        // What every writer in use writes.
        if (_granularity == 100 && offset == 0)
            return value;
        var nano = (Int128)offset + (Int128)_granularity * value;
        var rounded = (nano + (nano >= 0 ? 50 : -50)) / 100;
        return rounded > long.MaxValue || rounded < long.MinValue ? long.MaxValue : (long)rounded;
    }

    private static bool HoldsAny(ReadOnlySpan<byte> keys, HashSet<int>? wanted)
    {
        if (wanted is null)
            return true;
        foreach (var key in wanted)
        {
            if (Holds(keys, key))
                return true;
        }

        return false;
    }

    private static bool Holds(ReadOnlySpan<byte> keys, int key)
    {
        if (key < 0)
            return false;
        var reader = new ProtoReader(keys);
        while (!reader.IsEnd)
        {
            if (reader.Varint() == (ulong)key)
                return true;
        }

        return false;
    }

    private TagSet Tags(ReadOnlySpan<byte> keys, ReadOnlySpan<byte> values)
    {
        var tags = new List<KeyValuePair<string, string>>();
        var keyReader = new ProtoReader(keys);
        var valueReader = new ProtoReader(values);
        while (!keyReader.IsEnd)
            tags.Add(KeyValuePair.Create(Text((int)Math.Min(int.MaxValue, keyReader.Varint())), Text((int)Math.Min(int.MaxValue, valueReader.Varint()))));
        return new TagSet([.. tags]);
    }

    private TagSet Tags(List<(int Key, int Value)> pairs)
    {
        var tags = new KeyValuePair<string, string>[pairs.Count];
        for (var i = 0; i < tags.Length; i++)
            tags[i] = KeyValuePair.Create(Text(pairs[i].Key), Text(pairs[i].Value));
        return new TagSet(tags);
    }

    private static long[] Deltas(ReadOnlySpan<byte> packed)
    {
        var all = new List<long>(packed.Length / 2);
        var reader = new ProtoReader(packed);
        long at = 0;
        while (!reader.IsEnd)
            all.Add(at += reader.PackedSigned());
        return [.. all];
    }

    private void ReadStrings((int Start, int Length) table)
    {
        var reader = new ProtoReader(Slice(table));
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                var (start, length) = reader.Range();
                _strings.Add((table.Start + start, length));
                _texts.Add(null);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Of those that the block has; null for no keys: everything is wanted.</summary>
    private HashSet<int>? IndicesOf(ReadOnlySpan<string> texts)
    {
        if (texts.IsEmpty)
            return null;
        var found = new HashSet<int>();
        foreach (var text in texts)
            found.Add(IndexOf(text));
        found.Remove(-1);
        return found;
    }

    private int IndexOf(string text)
    {
        Span<byte> utf8 = stackalloc byte[64];
        utf8 = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        for (var i = 0; i < _strings.Count; i++)
        {
            if (Slice(_strings[i]).SequenceEqual(utf8))
                return i;
        }

        return -1;
    }

    private string Text(int index)
    {
        if ((uint)index >= (uint)_strings.Count)
            throw new InvalidDataException("a tag names no string");
        return _texts[index] ??= Encoding.UTF8.GetString(Slice(_strings[index]));
    }

    private ReadOnlySpan<byte> Slice((int Start, int Length) range) => _bytes.Span.Slice(range.Start, range.Length);
}
