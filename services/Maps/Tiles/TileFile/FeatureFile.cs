using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Routing.Tiles.Reading;

namespace Routing.Tiles.TileFile;

/// <summary>
/// The file that tiles are made from: 8 bytes of magic, the version (int32), the length of what follows the header
/// (int64), its SHA-256, then the columns, each its length in bytes (int64) and its elements, little-endian.
/// </summary>
internal static class FeatureFile
{
    /// <summary>Of the columns and of what the schema puts into them.</summary>
    public const int Version = 4;
    private const int HeaderBytes = 8 + 4 + 8 + 32;

    private static ReadOnlySpan<byte> Magic => [0x89, (byte)'T', (byte)'i', (byte)'l', (byte)'e', (byte)'s', (byte)'\r', (byte)'\n'];

    public static FeatureColumns Columns(FeatureSet set)
    {
        var features = set.Features.ToArray();
        Array.Sort(Array.ConvertAll(features, feature => Hilbert.Position(feature.Box)), features);
        var (firstRing, firstPoint) = (new int[features.Length + 1], new int[set.FirstPoint.Count + 1]);
        var (x, y) = (new int[set.X.Count], new int[set.X.Count]);
        var (rings, points) = (0, 0);
        for (var i = 0; i < features.Length; i++)
        {
            firstRing[i] = rings;
            for (var ring = features[i].FirstRing; ring < features[i].FirstRing + features[i].Rings; ring++)
            {
                firstPoint[rings++] = points;
                var end = ring + 1 < set.FirstPoint.Count ? set.FirstPoint[ring + 1] : set.X.Count;
                for (var p = set.FirstPoint[ring]; p < end; p++, points++)
                    (x[points], y[points]) = (set.X[p], set.Y[p]);
            }
        }

        firstRing[^1] = rings;
        firstPoint[^1] = points;
        return new FeatureColumns
        {
            Layer = Array.ConvertAll(features, f => (byte)f.What.Layer),
            MinZoom = Array.ConvertAll(features, f => f.What.MinZoom),
            Shape = Array.ConvertAll(features, f => (byte)f.Shape),
            Marks = Array.ConvertAll(features, f => (byte)f.Marks),
            Id = Array.ConvertAll(features, f => f.Id),
            Class = Array.ConvertAll(features, f => f.Class),
            Name = Array.ConvertAll(features, f => f.Name),
            Reference = Array.ConvertAll(features, f => f.Reference),
            FirstRing = firstRing,
            FirstPoint = firstPoint,
            X = x,
            Y = y,
            Boxes = BoxTree.Build(Array.ConvertAll(features, f => f.Box)),
            Texts = [.. set.Texts],
        };
    }

    /// <summary>Writes beside and renames, so that a file is there whole or not at all.</summary>
    public static void Write(string path, FeatureColumns columns)
    {
        var body = new MemoryStream();
        Put(body, columns.Layer);
        Put(body, columns.MinZoom);
        Put(body, columns.Shape);
        Put(body, columns.Marks);
        Put(body, columns.Id);
        Put(body, columns.Class);
        Put(body, columns.Name);
        Put(body, columns.Reference);
        Put(body, columns.FirstRing);
        Put(body, columns.FirstPoint);
        Put(body, columns.X);
        Put(body, columns.Y);
        Put(body, columns.Boxes);
        Put(body, Encoding.UTF8.GetBytes(string.Join('\0', columns.Texts)));
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        var unfinished = $"{path}.{Environment.ProcessId}.unfinished";
        using (var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write))
        {
            file.Write(Magic);
            file.Write(MemoryMarshal.AsBytes([Version]));
            file.Write(MemoryMarshal.AsBytes([body.Length]));
            file.Write(SHA256.HashData(bytes));
            file.Write(bytes);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <exception cref="InvalidDataException">It is no such file, of another version, cut off or damaged; the text says so.</exception>
    public static FeatureColumns Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeaderBytes || !bytes.AsSpan().StartsWith(Magic))
            throw new InvalidDataException($"'{path}' is not a file of map features.");
        var version = MemoryMarshal.Read<int>(bytes.AsSpan(8));
        if (version != Version)
            throw new InvalidDataException($"The map features in '{path}' are of version {version}; this program reads {Version}.");
        var body = bytes.AsSpan(HeaderBytes);
        if (body.Length != MemoryMarshal.Read<long>(bytes.AsSpan(12)))
            throw new InvalidDataException($"The map features in '{path}' are cut off or have bytes too many.");
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(20, 32)))
            throw new InvalidDataException($"The map features in '{path}' are damaged: their checksum is wrong.");
        ReadOnlySpan<byte> rest = body;
        return new FeatureColumns
        {
            Layer = Take<byte>(ref rest),
            MinZoom = Take<byte>(ref rest),
            Shape = Take<byte>(ref rest),
            Marks = Take<byte>(ref rest),
            Id = Take<long>(ref rest),
            Class = Take<int>(ref rest),
            Name = Take<int>(ref rest),
            Reference = Take<int>(ref rest),
            FirstRing = Take<int>(ref rest),
            FirstPoint = Take<int>(ref rest),
            X = Take<int>(ref rest),
            Y = Take<int>(ref rest),
            Boxes = Take<Box>(ref rest),
            Texts = Encoding.UTF8.GetString(Take<byte>(ref rest)).Split('\0'),
        };
    }

    private static void Put<T>(MemoryStream to, T[] column)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes<T>(column);
        to.Write(MemoryMarshal.AsBytes([(long)bytes.Length]));
        to.Write(bytes);
    }

    private static T[] Take<T>(ref ReadOnlySpan<byte> from)
        where T : unmanaged
    {
        var length = (int)MemoryMarshal.Read<long>(from);
        var column = MemoryMarshal.Cast<byte, T>(from.Slice(8, length)).ToArray();
        from = from[(8 + length)..];
        return column;
    }
}
