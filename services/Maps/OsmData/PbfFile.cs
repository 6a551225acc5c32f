using System.Buffers;
using System.IO.Compression;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Routing.OsmData;

/// <summary>An .osm.pbf as its blocks, each of which can be unpacked apart, on any thread.</summary>
/// <param name="file">Open for reading as long as this is used.</param>
/// <param name="blobs">Where its blocks lie; see <see cref="PbfFraming"/>.</param>
internal sealed class PbfFile(SafeFileHandle file, IReadOnlyList<PbfBlob> blobs)
{
    private const int MaxBlockBytes = 32 * 1024 * 1024;

    public IReadOnlyList<PbfBlob> Blobs { get; } = blobs;

    /// <summary>Refuses a file that says that it cannot be read as plain objects, such as one with their history.</summary>
    /// <exception cref="InvalidDataException">The text says which feature it needs.</exception>
    public void CheckHeader()
    {
        foreach (var blob in Blobs.Where(blob => !blob.IsData))
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

    /// <summary>Gives the block's bytes, which are only there during the call.</summary>
    /// <exception cref="InvalidDataException">The block is damaged.</exception>
    // Blob { bytes raw = 1; int32 raw_size = 2; bytes zlib_data = 3; } and others that are hardly ever used.
    public void Unpack(PbfBlob blob, Action<ReadOnlyMemory<byte>> read)
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
