using System.IO.Compression;
using OsmSharp;
using OsmSharp.Streams;

namespace Routing.RoadNetwork.Reading;

/// <summary>
/// Reads an OSM file twice: ways and relations first, then only the nodes that those ways use, so that memory grows
/// with the roads and not with the houses. PBF is read here, XML by OsmSharp.
/// </summary>
internal sealed class ExtractReader
{
    private enum Format
    {
        Pbf,
        Xml,
        GzippedXml,
    }

    private readonly string _path;
    private readonly Func<TagSet, bool> _isRoad;
    private readonly Action<double> _report;
    private readonly CancellationToken _ct;
    private readonly List<PbfBlob> _blobs = [];

    private ExtractReader(string path, Func<TagSet, bool> isRoad, Action<double> report, CancellationToken ct)
    {
        _path = path;
        _isRoad = isRoad;
        _report = report;
        _ct = ct;
    }

    /// <param name="path">.osm.pbf, .osm or .osm.gz; told apart by content.</param>
    /// <param name="isRoad">Whether some profile may use a way with these tags.</param>
    /// <param name="report">Told the fraction read, 0 to 1.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="ExtractException">The file cannot be used.</exception>
    public static Extract Read(string path, Func<TagSet, bool> isRoad, Action<double> report, CancellationToken ct)
    {
        var reader = new ExtractReader(path, isRoad, report, ct);
        try
        {
            return reader.Read();
        }
        catch (Exception e) when (e is not (OperationCanceledException or ExtractException or OutOfMemoryException))
        {
            // OsmSharp and its parsers throw all sorts of exceptions at damaged bytes: whatever it is, the file is the cause.
            throw new ExtractException(
                $"The OSM extract '{path}' is damaged: {e.Message} Download it again, and compare its checksum with the one published.", e);
        }
    }

    private Extract Read()
    {
        var format = Recognise();
        var extract = new Extract();
        using var pbf = format == Format.Pbf ? Open() : null;
        var blocks = pbf is null ? null : new PbfExtract(_path, pbf.SafeFileHandle, _blobs, _isRoad);
        if (blocks is null)
            ReadWaysAndRestrictions(format, extract);
        else
            ReadWaysAndRestrictions(blocks, extract);
        if (extract.Ways.Count == 0)
        {
            throw new ExtractException(
                $"The OSM extract '{_path}' holds no roads. Take an extract that covers a place with streets, and that was not filtered by tag.");
        }

        extract.PointIds = DistinctPoints(extract.Ways);
        extract.Lon = new int[extract.PointIds.Length];
        extract.Lat = new int[extract.PointIds.Length];
        extract.Lon.AsSpan().Fill(Extract.Missing);
        extract.Lat.AsSpan().Fill(Extract.Missing);
        var found = blocks?.ReadPoints(extract, f => _report(0.4 + 0.6 * f), _ct) ?? ReadPoints(format, extract);

        // A cut-out of an extract may lack nodes at its border; one that lacks them all was written without nodes.
        if (found < 2)
        {
            throw new ExtractException(
                $"The OSM extract '{_path}' has roads but not the nodes that they run through. Take a complete extract.");
        }

        return extract;
    }

    private Format Recognise()
    {
        if (!File.Exists(_path))
            throw new ExtractException($"There is no OSM extract at '{_path}'. Give the path of an .osm.pbf, .osm or .osm.gz file.");
        using var file = Open();
        if (file.Length == 0)
            throw new ExtractException($"The OSM extract '{_path}' is empty. Download it again.");
        Span<byte> start = stackalloc byte[16];
        var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..read];
        if (start.StartsWith<byte>([0x1F, 0x8B]))
            return Format.GzippedXml;
        if (start.StartsWith("<"u8) || start.StartsWith<byte>([0xEF, 0xBB, 0xBF, (byte)'<']))
            return Format.Xml;

        // A PBF opens with the length of a BlobHeader whose first field is the type "OSMHeader".
        if (read < 15 || !start[4..15].SequenceEqual("\n\u0009OSMHeader"u8))
        {
            throw new ExtractException(
                $"'{_path}' is not an OSM extract: it begins like neither .osm.pbf, .osm nor .osm.gz. Download the region's .osm.pbf.");
        }

        if (PbfFraming.FindDamage(file, _blobs) is { } damage)
            throw new ExtractException($"The OSM extract '{_path}' is damaged or incomplete: {damage}. Download it again.");
        return Format.Pbf;
    }

    private void ReadWaysAndRestrictions(PbfExtract blocks, Extract extract)
    {
        blocks.CheckHeader();
        blocks.ReadWaysAndRestrictions(
            extract,
            relation => ToRestriction(relation.Tags, [.. relation.Members.Select(member => ((OsmGeoType)member.Type, member.Id, member.Role))]),
            f => _report(0.4 * f),
            _ct);
    }

    private void ReadWaysAndRestrictions(Format format, Extract extract)
    {
        foreach (var item in Stream(format, nodes: false, from: 0, to: 0.4))
        {
            switch (item)
            {
                case Way { Nodes.Length: >= 2, Tags: not null } way:
                    var tags = ToTagSet(way.Tags);
                    if (_isRoad(tags))
                        extract.Ways.Add(new RoadWay(way.Id ?? 0, tags, way.Nodes));
                    break;
                case Relation { Members: not null, Tags: not null } relation when relation.Tags.Contains("type", "restriction"):
                    if (ToRestriction(ToTagSet(relation.Tags), [.. relation.Members.Select(member => (member.Type, member.Id, member.Role))]) is { } restriction)
                        extract.Restrictions.Add(restriction);
                    break;
            }
        }
    }

    private int ReadPoints(Format format, Extract extract)
    {
        var found = 0;
        foreach (var item in Stream(format, nodes: true, from: 0.4, to: 1))
        {
            if (item is not Node { Id: { } id, Longitude: { } lon, Latitude: { } lat } node)
                continue;
            var index = extract.IndexOf(id);
            if (index < 0)
                continue;
            if (Math.Abs(lon) > 180 || Math.Abs(lat) > 90 || double.IsNaN(lon) || double.IsNaN(lat))
                throw new ExtractException($"The OSM extract '{_path}' is damaged: node {id} lies at {lon}, {lat}. Download it again.");
            if (extract.Lon[index] == Extract.Missing)
                found++;
            extract.Lon[index] = (int)Math.Round(lon * 1e7);
            extract.Lat[index] = (int)Math.Round(lat * 1e7);
            if (node.Tags is { Count: > 0 } && (node.Tags.ContainsKey("barrier") || node.Tags.ContainsKey("highway") || node.Tags.ContainsKey("access") || node.Tags.ContainsKey("maxheight") || node.Tags.ContainsKey("maxwidth")))
                extract.PointTags[index] = ToTagSet(node.Tags);
        }

        return found;
    }

    private IEnumerable<OsmGeo> Stream(Format format, bool nodes, double from, double to)
    {
        using var file = Open();
        using var unzipped = format == Format.GzippedXml ? new GZipStream(file, CompressionMode.Decompress) : null;
        using var wholeXml = new WholeXml((Stream?)unzipped ?? file, _path);
        var source = new XmlOsmStreamSource(wholeXml);
        var count = 0;
        while (source.MoveNext(ignoreNodes: !nodes, ignoreWays: nodes, ignoreRelations: nodes))
        {
            if ((++count & 0xFFF) == 0)
            {
                _ct.ThrowIfCancellationRequested();
                _report(from + (to - from) * file.Position / file.Length);
            }

            yield return source.Current();
        }

        wholeXml.DemandEnd();
        _ct.ThrowIfCancellationRequested();
        _report(to);
    }

    private FileStream Open()
    {
        try
        {
            return new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new ExtractException($"The OSM extract '{_path}' cannot be opened: {e.Message} Check the path and its permissions.", e);
        }
    }

    private static TagSet ToTagSet(OsmSharp.Tags.TagsCollectionBase tags) =>
        new(tags.Select(tag => KeyValuePair.Create(tag.Key, tag.Value)));

    private static TurnRestriction? ToRestriction(TagSet tags, List<(OsmGeoType Type, long Id, string Role)> members)
    {
        long[] WaysOf(string role) => [.. members.Where(m => m.Type == OsmGeoType.Way && m.Role == role).Select(m => m.Id)];
        var viaNodes = members.Where(m => m.Type == OsmGeoType.Node && m.Role == "via").Select(m => m.Id).ToArray();
        var from = WaysOf("from");
        var via = WaysOf("via");
        var to = WaysOf("to");

        // Without a from, a to and one kind of via it does not say which turn it means.
        if (from.Length == 0 || to.Length == 0 || viaNodes.Length > 1 || viaNodes.Length + via.Length == 0)
            return null;
        if (viaNodes.Length == 1 && via.Length > 0)
            return null;
        return new TurnRestriction(
            tags, from, viaNodes.Length == 1 ? viaNodes[0] : TurnRestriction.NoNode, via, to);
    }

    private static long[] DistinctPoints(List<RoadWay> ways)
    {
        var all = new long[ways.Sum(way => (long)way.Points.Length)];
        var n = 0;
        foreach (var way in ways)
        {
            way.Points.CopyTo(all, n);
            n += way.Points.Length;
        }

        Array.Sort(all);
        var distinct = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (i == 0 || all[i] != all[i - 1])
                all[distinct++] = all[i];
        }

        Array.Resize(ref all, distinct);
        return all;
    }
}
