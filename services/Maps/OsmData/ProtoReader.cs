using System.Runtime.CompilerServices;

namespace Routing.OsmData;

/// <summary>
/// Walks the fields of a protocol buffer message in place. Whatever the bytes are, it ends: with the message, or with an
/// <see cref="InvalidDataException"/>. See https://protobuf.dev/programming-guides/encoding.
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> bytes)
{
    private readonly int _length = bytes.Length;
    private ReadOnlySpan<byte> _rest = bytes;
    private int _wire;

    /// <summary>The number of the field that <see cref="Next"/> came to.</summary>
    public int Field { get; private set; }

    /// <summary>How many bytes of the message have been read.</summary>
    public readonly int Position => _length - _rest.Length;

    public readonly bool IsEnd => _rest.IsEmpty;

    /// <summary>Moves to the next field; its value has to be read or skipped before the next call.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var key = Varint();
        if (key >> 3 is 0 or > int.MaxValue)
            throw Broken("a field has no number");
        Field = (int)(key >> 3);
        _wire = (int)(key & 7);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Varint()
    {
        if (!_rest.IsEmpty && _rest[0] < 0x80)
        {
            ulong small = _rest[0];
            _rest = _rest[1..];
            return small;
        }

        return LongVarint();
    }

    /// <summary>The value of a field that holds one number.</summary>
    public ulong Number()
    {
        if (_wire != 0)
            throw Broken("a number was expected");
        return Varint();
    }

    public long Signed() => Unzigzag(Number());

    /// <summary>The value of a field that holds bytes: a message, a text, or packed numbers.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        if (_wire != 2)
            throw Broken("bytes were expected");
        return Take(Varint());
    }

    /// <summary>Where the bytes of such a field lie in the message.</summary>
    public (int Start, int Length) Range()
    {
        var length = Bytes().Length;
        return (Position - length, length);
    }

    public void Skip()
    {
        switch (_wire)
        {
            case 0:
                Varint();
                break;
            case 1:
                Take(8);
                break;
            case 2:
                Take(Varint());
                break;
            case 5:
                Take(4);
                break;
            default:
                throw Broken("a field is of an unknown type");
        }
    }

    /// <summary>One of packed signed numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long PackedSigned() => Unzigzag(Varint());

    private static long Unzigzag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private ulong LongVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_rest.IsEmpty)
                throw Broken("a number is cut off");
            var b = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return value;
        }

        throw Broken("a number is too long");
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw Broken("a field is longer than its message");
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private static InvalidDataException Broken(string what) => new(what);
}
