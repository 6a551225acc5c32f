using Routing.OsmData;

namespace Routing.Addresses.Reading;

/// <summary>Reads an extract once, as a stream, and keeps what has an address or a name.</summary>
internal sealed class ExtractReader
{
    private static readonly HashSet<string> NoStreets = new(StringComparer.Ordinal)
    {
        "proposed", "construction", "platform", "bus_stop", "rest_area", "services", "razed", "abandoned", "elevator",
    };

    private readonly Seeds seeds = new();
    private readonly TaggedThings things;
    private readonly List<OsmWay> ways = [];
    private readonly List<OsmRelation> streets = [];
    private readonly List<InterpolationSeed> lines = [];

    // Where each way is, for relations, which hold ways.
    private readonly Dictionary<long, Extent> boxes = [];

    private ExtractReader() => things = new TaggedThings(seeds);

    /// <exception cref="ExtractException">The extract cannot be used.</exception>
    public static Seeds Read(string path, IProgress<double>? progress, CancellationToken ct)
    {
        var reader = new ExtractReader();
        foreach (var item in ExtractFile.Read(path, progress is null ? null : progress.Report, ct))
            reader.Take(item);
        reader.Finish(ct);
        return reader.seeds;
    }

    internal static int Fixed(double degrees) => (int)Math.Round(degrees * 1e7);

    private void Take(OsmObject item)
    {
        switch (item)
        {
            case OsmNode { Id: var id, Tags: var tags } node:
                int x = Clamp(node.LonE7), y = Clamp(node.LatE7);
                seeds.Positions.Add(id, x, y);
                if (!tags.IsEmpty)
                    things.Take(tags, new Extent(x, y, x, y), new OsmId(OsmKind.Node, id));
                break;
            case OsmWay { Nodes.Length: > 0, Tags: var tags } way:
                boxes[way.Id] = Extent.Around(way.Nodes, seeds.Positions);
                // Where it is can be told once all nodes are read; most ways are neither named nor have an address.
                if (tags.Has("name") || tags.Has("addr:housenumber") || tags.Has("addr:interpolation"))
                    ways.Add(way);
                break;
            case OsmRelation { Members.Length: > 0, Tags: var tags } relation:
                if (tags.Has("type", "associatedStreet"))
                    streets.Add(relation);
                else if (tags.Has("addr:housenumber") || tags.Has("name"))
                    TakeArea(relation, tags, relation.Id);
                break;
        }
    }

    // A damaged extract may say anything; the world's places all fit.
    private static int Clamp(long e7) => (int)Math.Clamp(e7, int.MinValue, int.MaxValue);

    // Buildings with courtyards, parks of several parts, boundaries of quarters. Routes and the like are nowhere.
    private void TakeArea(OsmRelation relation, TagSet tags, long id)
    {
        if (!tags.Has("type", "multipolygon") && !tags.Has("type", "boundary") && !tags.Has("type", "site"))
            return;
        var box = Extent.Nothing;
        foreach (var member in relation.Members)
        {
            if (member.Type == OsmType.Way && boxes.TryGetValue(member.Id, out var part))
                box = box.With(part);
        }
        if (!box.IsNothing)
            things.Take(tags, box, new OsmId(OsmKind.Relation, id));
    }

    private void Finish(CancellationToken ct)
    {
        foreach (var way in ways)
        {
            ct.ThrowIfCancellationRequested();
            var osm = new OsmId(OsmKind.Way, way.Id);
            if (way.Tags.TryGet("addr:interpolation", out var kind))
                lines.Add(new InterpolationSeed(kind, way.Tags.TryGet("addr:street", out var street) ? street : null, way.Nodes, osm));
            else if (way.Tags.TryGet("highway", out var highway) && !NoStreets.Contains(highway))
            {
                if (way.Tags.TryGet("name", out var name) && name.Length > 0)
                    seeds.Roads.Add(new RoadSeed(name, TaggedThings.OtherNames(way.Tags, name), highway, way.Nodes, osm));
            }
            else if (Extent.Around(way.Nodes, seeds.Positions) is { IsNothing: false } box)
            {
                things.Take(way.Tags, box, osm);
            }
        }
        foreach (var street in streets)
            TakeStreet(street);
        TakeLines();
        seeds.CountryCode = things.CountryCode;
        TakePostcodes();
    }

    // type=associatedStreet: the relation says of which street its houses are.
    private void TakeStreet(OsmRelation relation)
    {
        var ofStreet = relation.Members.Where(member => member.Role == "street" && member.Type == OsmType.Way).Select(member => member.Id).ToHashSet();
        var name = relation.Tags.TryGet("name", out var given) ? given : seeds.Roads.Find(road => ofStreet.Contains(road.Osm.Id))?.Name;
        if (string.IsNullOrEmpty(name))
            return;
        foreach (var member in relation.Members)
        {
            var osm = new OsmId((OsmKind)(int)member.Type, member.Id);
            if (member.Role is "house" or "address" && things.Streetless.Remove(osm, out var house))
                seeds.Houses.Add(house with { Street = name });
        }
    }

    private void TakeLines()
    {
        if (lines.Count == 0)
            return;
        var nodes = lines.SelectMany(line => line.Nodes).ToHashSet();
        var knownAt = new Dictionary<long, HouseSeed>();
        foreach (var house in seeds.Houses.Concat(things.Streetless.Values))
        {
            if (house.Osm.Kind == OsmKind.Node && nodes.Contains(house.Osm.Id))
                knownAt.TryAdd(house.Osm.Id, house);
        }
        foreach (var line in lines)
        {
            seeds.Houses.AddRange(Interpolation.Houses(line, seeds.Positions, knownAt));
            foreach (var end in line.Nodes)
            {
                if (line.Street is { Length: > 0 } street && things.Streetless.Remove(new OsmId(OsmKind.Node, end), out var house))
                    seeds.Houses.Add(house with { Street = street });
            }
        }
    }

    // A postcode is a place too: in the middle of its houses.
    private void TakePostcodes()
    {
        foreach (var houses in seeds.Houses.Where(house => house.Postcode is { Length: > 2 }).GroupBy(house => house.Postcode!, StringComparer.Ordinal))
        {
            var box = houses.Aggregate(Extent.Nothing, (whole, house) => whole.With(house.Lon, house.Lat));
            var middle = houses.MinBy(house => Geo.Metres(Geo.Degrees(house.Lon), Geo.Degrees(house.Lat), Geo.Degrees(box.MiddleLon), Geo.Degrees(box.MiddleLat)));
            seeds.Places.Add(new PlaceSeed(houses.Key, null, "postcode", middle.Lon, middle.Lat, middle.Osm, box));
        }
    }
}
