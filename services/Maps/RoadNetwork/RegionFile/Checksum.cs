using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Routing.RoadNetwork.RegionFile;

/// <summary>CRC-32C (Castagnoli), by the processor's instruction where it has one. Finds every burst of up to 32 bits.</summary>
internal struct Checksum
{
    private uint _crc;

    public Checksum() => _crc = uint.MaxValue;

    public readonly uint Value => ~_crc;

    // Compiled well at once: a whole file goes through it first of all.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var b in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, b);
        _crc = crc;
    }

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var checksum = new Checksum();
        checksum.Add(bytes);
        return checksum.Value;
    }
}
