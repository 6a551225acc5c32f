
namespace Routing.RoadNetwork.Reading;

/// <summary>
/// Reads an OSM file twice: ways and relations first, then only the nodes that those ways use, so that memory grows
/// with the roads and not with the houses. PBF is read here, XML by OsmSharp.
/// </summary>
internal sealed class ExtractReader
{
    private readonly string _path;
    private readonly Func<TagSet, bool> _isRoad;
    private readonly Action<double> _report;
    private readonly CancellationToken _ct;

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
            // Whatever damaged bytes lead to, the file is the cause.
            throw ExtractFile.Damaged(path, e);
        }
    }

    private Extract Read()
    {
        using var file = ExtractFile.Open(_path);
        var extract = new Extract();
        var blocks = file.Pbf is { } pbf ? new PbfExtract(_path, pbf, _isRoad) : null;
        if (blocks is null)
            ReadWaysAndRestrictions(file, extract);
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
        var found = blocks?.ReadPoints(extract, f => _report(0.4 + 0.6 * f), _ct) ?? ReadPoints(file, extract);

        // A cut-out of an extract may lack nodes at its border; one that lacks them all was written without nodes.
        if (found < 2)
        {
            throw new ExtractException(
                $"The OSM extract '{_path}' has roads but not the nodes that they run through. Take a complete extract.");
        }

        return extract;
    }

    private void ReadWaysAndRestrictions(PbfExtract blocks, Extract extract)
    {
        blocks.ReadWaysAndRestrictions(
            extract,
            relation => ToRestriction(relation.Tags, [.. relation.Members.Select(member => (member.Type, member.Id, member.Role))]),
            f => _report(0.4 * f),
            _ct);
    }

    private void ReadWaysAndRestrictions(ExtractFile file, Extract extract)
    {
        foreach (var item in file.ReadXml(f => _report(0.4 * f), _ct, skipsNodes: true))
        {
            switch (item)
            {
                case OsmWay { Nodes.Length: >= 2 } way:
                    if (_isRoad(way.Tags))
                        extract.Ways.Add(new RoadWay(way.Id, way.Tags, way.Nodes));
                    else if (ChargingPlaces.IsOne(way.Tags))
                        extract.ChargingAreas.Add(new RoadWay(way.Id, way.Tags, way.Nodes));
                    break;
                case OsmRelation relation when relation.Tags.Has("type", "restriction"):
                    if (ToRestriction(relation.Tags, [.. relation.Members.Select(member => (member.Type, member.Id, member.Role))]) is { } restriction)
                        extract.Restrictions.Add(restriction);
                    break;
            }
        }
    }

    private int ReadPoints(ExtractFile file, Extract extract)
    {
        var found = 0;
        var corners = extract.ChargingAreas.SelectMany(area => area.Points).ToHashSet();
        var cornersAt = new Dictionary<long, (int Lon, int Lat)>();
        foreach (var item in file.ReadXml(f => _report(0.4 + 0.6 * f), _ct, skipsOthers: true))
        {
            if (item is not OsmNode { Id: var id, LonE7: var lon, LatE7: var lat } node)
                continue;
            var index = extract.IndexOf(id);
            var isCharging = ChargingPlaces.IsOne(node.Tags);
            if (index < 0 && !isCharging && !corners.Contains(id))
                continue;
            if (lon is < -180_0000000 or > 180_0000000 || lat is < -90_0000000 or > 90_0000000)
                throw new ExtractException($"The OSM extract '{_path}' is damaged: node {id} lies at {node.Lon}, {node.Lat}. Download it again.");
            if (isCharging)
                extract.ChargingPlaces.Add(new ChargingPlace(id, node.Tags, (int)lon, (int)lat));
            if (corners.Contains(id))
                cornersAt[id] = ((int)lon, (int)lat);
            if (index < 0)
                continue;
            if (extract.Lon[index] == Extract.Missing)
                found++;
            extract.Lon[index] = (int)lon;
            extract.Lat[index] = (int)lat;
            if (!node.Tags.IsEmpty && Extract.IsAboutPassing(node.Tags))
                extract.PointTags[index] = node.Tags;
        }

        extract.PlaceChargingAreas(cornersAt);
        return found;
    }

    private static TurnRestriction? ToRestriction(TagSet tags, List<(OsmType Type, long Id, string Role)> members)
    {
        long[] WaysOf(string role) => [.. members.Where(m => m.Type == OsmType.Way && m.Role == role).Select(m => m.Id)];
        var viaNodes = members.Where(m => m.Type == OsmType.Node && m.Role == "via").Select(m => m.Id).ToArray();
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
