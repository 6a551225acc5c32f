using System.IO.Compression;
using OsmSharp;
using OsmSharp.Streams;

namespace Routing.OsmData;

/// <summary>
/// An OSM extract: .osm.pbf, .osm or .osm.gz, told apart by content. PBF is read here, XML by OsmSharp. Whatever is wrong
/// with a file ends in an <see cref="ExtractException"/> that names it, never in a part of its objects.
/// </summary>
public sealed class ExtractFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly bool _isGzipped;

    private ExtractFile(string path, FileStream file, bool isGzipped, PbfFile? pbf)
    {
        _path = path;
        _file = file;
        _isGzipped = isGzipped;
        Pbf = pbf;
    }

    /// <summary>Null when the file is XML.</summary>
    internal PbfFile? Pbf { get; }

    /// <summary>Opens a file and sees that its frames join up to its end.</summary>
    /// <exception cref="ExtractException">There is no such file, or it is no extract, or cut off.</exception>
    public static ExtractFile Open(string path)
    {
        var file = OpenFile(path);
        try
        {
            return Recognise(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// All objects in the file's order: of a sorted extract first nodes, then ways, then relations. The blocks of a PBF are
    /// unpacked some in advance and in parallel.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="report">Told the fraction read, 0 to 1; null for nobody.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="ExtractException">The file cannot be used.</exception>
    public static IEnumerable<OsmObject> Read(string path, Action<double>? report, CancellationToken ct)
    {
        using var extract = Open(path);
        using var objects = (extract.Pbf is { } pbf ? new PbfObjects(pbf).Read(report, ct) : extract.ReadXml(report, ct)).GetEnumerator();
        while (extract.MoveNext(objects))
            yield return objects.Current;
    }

    public void Dispose() => _file.Dispose();

    /// <summary>What a reader meets in damaged bytes, as an error that says which file it is and what to do.</summary>
    internal static ExtractException Damaged(string path, Exception cause) =>
        new($"The OSM extract '{path}' is damaged: {cause.Message} Download it again, and compare its checksum with the one published.", cause);

    /// <param name="report">Told the fraction read, 0 to 1; null for nobody.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <param name="skipsNodes">Leaves out nodes.</param>
    /// <param name="skipsOthers">Leaves out ways and relations.</param>
    internal IEnumerable<OsmObject> ReadXml(Action<double>? report, CancellationToken ct, bool skipsNodes = false, bool skipsOthers = false)
    {
        _file.Position = 0;
        using var unzipped = _isGzipped ? new GZipStream(_file, CompressionMode.Decompress, leaveOpen: true) : null;
        using var wholeXml = new WholeXml((Stream?)unzipped ?? _file, _path);
        var source = new XmlOsmStreamSource(wholeXml);
        var count = 0;
        while (source.MoveNext(skipsNodes, skipsOthers, skipsOthers))
        {
            if ((++count & 0xFFF) == 0)
            {
                ct.ThrowIfCancellationRequested();
                report?.Invoke((double)_file.Position / _file.Length);
            }

            if (Of(source.Current()) is { } item)
                yield return item;
        }

        wholeXml.DemandEnd();
        ct.ThrowIfCancellationRequested();
        report?.Invoke(1);
    }

    private bool MoveNext(IEnumerator<OsmObject> objects)
    {
        try
        {
            return objects.MoveNext();
        }
        catch (Exception e) when (e is not (OperationCanceledException or ExtractException or OutOfMemoryException))
        {
            // OsmSharp and its parsers throw all sorts of exceptions at damaged bytes: whatever it is, the file is the cause.
            throw Damaged(_path, e);
        }
    }

    /// <summary>Null for one that lacks what makes it usable: an id, a place, nodes or members.</summary>
    private static OsmObject? Of(OsmGeo read)
    {
        if (read.Id is not { } id) return null;
        var tags = read.Tags is { Count: > 0 } some ? new TagSet([.. some.Select(tag => KeyValuePair.Create(tag.Key, tag.Value))]) : TagSet.Empty;
        return read switch
        {
            Node { Longitude: { } lon, Latitude: { } lat } => new OsmNode(id, E7(lon), E7(lat), tags),
            Way { Nodes: { } nodes } => new OsmWay(id, tags, nodes),
            Relation { Members: { } members } => new OsmRelation(id, tags, Array.ConvertAll(members, member => new OsmMember((OsmType)member.Type, member.Id, member.Role))),
            _ => null,
        };
    }

    // Not a number ends up beyond the world, where it is refused like any other place there.
    private static long E7(double degrees) => double.IsFinite(degrees) ? (long)Math.Round(degrees * 1e7) : long.MaxValue;

    private static ExtractFile Recognise(string path, FileStream file)
    {
        if (file.Length == 0)
            throw new ExtractException($"The OSM extract '{path}' is empty. Download it again.");
        Span<byte> start = stackalloc byte[16];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..read];
        if (start.StartsWith<byte>([0x1F, 0x8B]))
            return new ExtractFile(path, file, isGzipped: true, pbf: null);
        if (start.StartsWith("<"u8) || start.StartsWith<byte>([0xEF, 0xBB, 0xBF, (byte)'<']))
            return new ExtractFile(path, file, isGzipped: false, pbf: null);

        // A PBF opens with the length of a BlobHeader whose first field is the type "OSMHeader".
        if (read < 15 || !start[4..15].SequenceEqual("\n\u0009OSMHeader"u8))
        {
            throw new ExtractException(
                $"'{path}' is not an OSM extract: it begins like neither .osm.pbf, .osm nor .osm.gz. Download the region's .osm.pbf.");
        }

        var blobs = new List<PbfBlob>();
        if (PbfFraming.FindDamage(file, blobs) is { } damage)
            throw new ExtractException($"The OSM extract '{path}' is damaged or incomplete: {damage}. Download it again.");
        return new ExtractFile(path, file, isGzipped: false, new PbfFile(file.SafeFileHandle, blobs));
    }

    private static FileStream OpenFile(string path)
    {
        if (!File.Exists(path))
            throw new ExtractException($"There is no OSM extract at '{path}'. Give the path of an .osm.pbf, .osm or .osm.gz file.");
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ExtractException($"The OSM extract '{path}' cannot be opened: {e.Message} Check the path and its permissions.", e);
        }
    }
}
