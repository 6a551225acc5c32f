using System.Text;

namespace Routing.Addresses.Storage;

/// <summary>Writes small integers in few bytes: seven bits a byte, the eighth says that more follow.</summary>
internal sealed class ByteWriter
{
    private byte[] bytes = new byte[256];

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public byte[] ToArray() => bytes.AsSpan(0, Length).ToArray();

    public void Unsigned(ulong value)
    {
        if (Length + 10 > bytes.Length)
            Array.Resize(ref bytes, bytes.Length * 2);
        while (value >= 0x80)
        {
            bytes[Length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        bytes[Length++] = (byte)value;
    }

    /// <summary>Small of either sign: 0, -1, 1, -2, ... become 0, 1, 2, 3, ...</summary>
    public void Signed(long value) => Unsigned((ulong)((value << 1) ^ (value >> 63)));

    public void Text(string value)
    {
        var size = Encoding.UTF8.GetByteCount(value);
        Unsigned((ulong)size);
        while (Length + size > bytes.Length)
            Array.Resize(ref bytes, bytes.Length * 2);
        Length += Encoding.UTF8.GetBytes(value, bytes.AsSpan(Length));
    }
}

/// <summary>Reads what <see cref="ByteWriter"/> wrote.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    public int Count() => (int)Unsigned();

    public long Signed()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text()
    {
        var size = Count();
        var text = Encoding.UTF8.GetString(bytes.Slice(at, size));
        at += size;
        return text;
    }
}
