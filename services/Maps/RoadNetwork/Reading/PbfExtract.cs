using System.Collections.Concurrent;

namespace Routing.RoadNetwork.Reading;

/// <summary>
/// Reads the roads of an .osm.pbf, its blocks in parallel: first ways and restrictions of all blocks, then the nodes that
/// the ways use. What comes of each block is put together in the file's order, so that the same file gives the same
/// extract. Blocks are unpacked anew in the second pass: memory grows with the roads, not with the file.
/// </summary>
internal sealed class PbfExtract(string path, PbfFile file, Func<TagSet, bool> isRoad)
{
    private static readonly string[] WayKeys = ["highway", "route", ChargingPlaces.Key];
    private static readonly string[] NodeKeys = [.. Extract.PointKeys, ChargingPlaces.Key];

    private readonly bool[] _hasNodes = new bool[file.Blobs.Count];

    public void ReadWaysAndRestrictions(Extract extract, Func<OsmRelation, TurnRestriction?> toRestriction, Action<double> report, CancellationToken ct)
    {
        file.CheckHeader();
        var ways = new List<RoadWay>[file.Blobs.Count];
        var restrictions = new List<TurnRestriction>[file.Blobs.Count];
        var areas = new List<RoadWay>[file.Blobs.Count];
        ForEachBlock(
            report,
            ct,
            (block, i) =>
            {
                _hasNodes[i] = block.HasNodes;
                ways[i] = [];
                restrictions[i] = [];
                areas[i] = [];
                block.ReadWays(WayKeys, way =>
                {
                    if (way.Nodes.Length < 2)
                        return;
                    if (isRoad(way.Tags))
                        ways[i].Add(new RoadWay(way.Id, way.Tags, way.Nodes));
                    else if (ChargingPlaces.IsOne(way.Tags))
                        areas[i].Add(new RoadWay(way.Id, way.Tags, way.Nodes));
                });
                block.ReadRelations("restriction", relation =>
                {
                    if (toRestriction(relation) is { } restriction)
                        restrictions[i].Add(restriction);
                });
            },
            _ => true);
        extract.Ways.AddRange(ways.Where(list => list is not null).SelectMany(list => list));
        extract.ChargingAreas.AddRange(areas.Where(list => list is not null).SelectMany(list => list));
        extract.Restrictions.AddRange(restrictions.Where(list => list is not null).SelectMany(list => list));
    }

    /// <summary>Fills the extract's points; returns how many are there.</summary>
    public int ReadPoints(Extract extract, Action<double> report, CancellationToken ct)
    {
        var tags = new List<(int Point, TagSet Tags)>[file.Blobs.Count];
        var charging = new List<ChargingPlace>[file.Blobs.Count];
        var corners = extract.ChargingAreas.SelectMany(area => area.Points).ToHashSet();
        var cornersAt = new ConcurrentDictionary<long, (int Lon, int Lat)>();
        var found = 0;
        ForEachBlock(
            report,
            ct,
            (block, i) =>
            {
                tags[i] = [];
                charging[i] = [];
                var here = 0;
                block.ReadNodes(NodeKeys, (id, lon, lat, tagged) =>
                {
                    var index = extract.IndexOf(id);
                    var isCharging = tagged is not null && ChargingPlaces.IsOne(tagged);
                    var isCorner = corners.Count > 0 && corners.Contains(id);
                    if (index < 0 && !isCharging && !isCorner)
                        return;
                    if (Math.Abs(lon) > 1_800_000_000 || Math.Abs(lat) > 900_000_000)
                        throw new ExtractException($"The OSM extract '{path}' is damaged: node {id} lies at {lon / 1e7}, {lat / 1e7}. Download it again.");
                    if (isCharging)
                        charging[i].Add(new ChargingPlace(id, tagged!, (int)lon, (int)lat));
                    if (isCorner)
                        cornersAt[id] = ((int)lon, (int)lat);
                    if (index < 0)
                        return;
                    if (extract.Lon[index] == Extract.Missing)
                        here++;
                    extract.Lon[index] = (int)lon;
                    extract.Lat[index] = (int)lat;
                    if (tagged is not null && Extract.IsAboutPassing(tagged))
                        tags[i].Add((index, tagged));
                });
                Interlocked.Add(ref found, here);
            },
            i => _hasNodes[i]);
        foreach (var (point, set) in tags.Where(list => list is not null).SelectMany(list => list))
            extract.PointTags[point] = set;
        extract.ChargingPlaces.AddRange(charging.Where(list => list is not null).SelectMany(list => list));
        extract.PlaceChargingAreas(cornersAt);
        return found;
    }

    private void ForEachBlock(Action<double> report, CancellationToken ct, Action<PbfBlock, int> read, Func<int, bool> isWanted)
    {
        var done = 0;
        var gate = new Lock();
        try
        {
            Parallel.For(0, file.Blobs.Count, new ParallelOptions { CancellationToken = ct }, i =>
            {
                if (file.Blobs[i].IsData && isWanted(i))
                    file.Unpack(file.Blobs[i], bytes => read(new PbfBlock(bytes), i));
                lock (gate)
                    report((double)++done / file.Blobs.Count);
            });
        }
        catch (AggregateException several)
        {
            throw several.Flatten().InnerExceptions[0];
        }
    }
}
