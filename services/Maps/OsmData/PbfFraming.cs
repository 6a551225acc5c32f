using System.Buffers.Binary;

namespace Routing.OsmData;

/// <summary>
/// Walks the frames of an .osm.pbf (length, BlobHeader, Blob) without opening the blobs: O(number of blobs) reads.
/// A streaming reader takes the end of a cut file for its end; this does not.
/// See https://wiki.openstreetmap.org/wiki/PBF_Format.
/// </summary>
internal static class PbfFraming
{
    private const int MaxHeaderBytes = 64 * 1024;
    private const int MaxBlobBytes = 32 * 1024 * 1024;

    /// <summary>Null when the frames join up to the end of the file, else what is wrong.</summary>
    public static string? FindDamage(Stream file, List<PbfBlob> found)
    {
        file.Position = 0;
        Span<byte> lengthBytes = stackalloc byte[4];
        var headerBytes = new byte[MaxHeaderBytes];
        var blobs = 0;
        while (file.Position < file.Length)
        {
            var start = file.Position;
            if (file.ReadAtLeast(lengthBytes, 4, throwOnEndOfStream: false) < 4)
                return $"it is cut off at byte {file.Length}";
            var headerLength = BinaryPrimitives.ReadInt32BigEndian(lengthBytes);
            if (headerLength is <= 0 or > MaxHeaderBytes)
                return $"the block at byte {start} has an impossible header length ({headerLength})";
            var header = headerBytes.AsSpan(0, headerLength);
            if (file.ReadAtLeast(header, headerLength, throwOnEndOfStream: false) < headerLength)
                return $"it is cut off at byte {file.Length}";
            if (!TryReadBlobHeader(header, out var type, out var dataLength))
                return $"the block header at byte {start} is unreadable";
            if (blobs == 0 && type != "OSMHeader")
                return "it does not begin with an OSMHeader block";
            if (type is not ("OSMHeader" or "OSMData"))
                return $"the block at byte {start} is of the unknown kind '{type}'";
            if (dataLength is < 0 or > MaxBlobBytes)
                return $"the block at byte {start} has an impossible length ({dataLength})";
            if (file.Position + dataLength > file.Length)
                return $"it is cut off at byte {file.Length}; the last block needs {file.Position + dataLength - file.Length} bytes more";
            found.Add(new PbfBlob(file.Position, (int)dataLength, type == "OSMData"));
            file.Position += dataLength;
            blobs++;
        }

        return blobs < 2 ? "it has a header and no data" : null;
    }

    // BlobHeader { string type = 1; bytes indexdata = 2; int32 datasize = 3; }
    private static bool TryReadBlobHeader(ReadOnlySpan<byte> bytes, out string type, out long dataLength)
    {
        type = "";
        dataLength = -1;
        while (!bytes.IsEmpty)
        {
            if (!TryReadVarint(ref bytes, out var key))
                return false;
            switch (key)
            {
                case (1 << 3) | 2:
                case (2 << 3) | 2:
                    if (!TryReadVarint(ref bytes, out var length) || length > (ulong)bytes.Length)
                        return false;
                    if (key >> 3 == 1)
                        type = System.Text.Encoding.UTF8.GetString(bytes[..(int)length]);
                    bytes = bytes[(int)length..];
                    break;
                case 3 << 3:
                    if (!TryReadVarint(ref bytes, out var size))
                        return false;
                    dataLength = size > int.MaxValue ? int.MaxValue : (long)size;
                    break;
                default:
                    return false;
            }
        }

        return dataLength >= 0 && type.Length > 0;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var shift = 0; shift < 64 && !bytes.IsEmpty; shift += 7)
        {
            var b = bytes[0];
            bytes = bytes[1..];
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
                return true;
        }

        return false;
    }
}
