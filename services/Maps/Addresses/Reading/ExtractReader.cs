using OsmSharp;
using OsmSharp.Tags;
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
    private readonly List<Way> ways = [];
    private readonly List<Relation> streets = [];
    private readonly List<InterpolationSeed> lines = [];

    // Where each way is, for relations, which hold ways.
    private readonly Dictionary<long, Extent> boxes = [];

    private ExtractReader() => things = new TaggedThings(seeds);

    /// <exception cref="ExtractException">The extract cannot be used.</exception>
    public static Seeds Read(string path, IProgress<double>? progress, CancellationToken ct)
    {
        var reader = new ExtractReader();
        foreach (var geo in ExtractFile.Read(path, progress is null ? null : progress.Report, ct))
            reader.Take(geo);
        reader.Finish(ct);
        return reader.seeds;
    }

    internal static int Fixed(double degrees) => (int)Math.Round(degrees * 1e7);

    private void Take(OsmGeo geo)
    {
        switch (geo)
        {
            case Node { Id: { } id, Longitude: { } lon, Latitude: { } lat } node:
                int x = Fixed(lon), y = Fixed(lat);
                seeds.Positions.Add(id, x, y);
                if (node.Tags is { Count: > 0 })
                    things.Take(node.Tags, new Extent(x, y, x, y), new OsmId(OsmKind.Node, id));
                break;
            case Way { Id: { } id, Nodes: { Length: > 0 } nodes } way:
                boxes[id] = seeds.Positions.Around(nodes);
                // Where it is can be told once all nodes are read; most ways are neither named nor have an address.
                if (way.Tags is { Count: > 0 } tags && (tags.ContainsKey("name") || tags.ContainsKey("addr:housenumber") || tags.ContainsKey("addr:interpolation")))
                    ways.Add(way);
                break;
            case Relation { Id: { } id, Members.Length: > 0, Tags: { } ofRelation } relation:
                if (ofRelation.Contains("type", "associatedStreet"))
                    streets.Add(relation);
                else if (ofRelation.ContainsKey("addr:housenumber") || ofRelation.ContainsKey("name"))
                    TakeArea(relation, ofRelation, id);
                break;
        }
    }

    // Buildings with courtyards, parks of several parts, boundaries of quarters. Routes and the like are nowhere.
    private void TakeArea(Relation relation, TagsCollectionBase tags, long id)
    {
        if (!tags.Contains("type", "multipolygon") && !tags.Contains("type", "boundary") && !tags.Contains("type", "site"))
            return;
        var box = Extent.Nothing;
        foreach (var member in relation.Members)
        {
            if (member.Type == OsmGeoType.Way && boxes.TryGetValue(member.Id, out var part))
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
            var osm = new OsmId(OsmKind.Way, way.Id ?? 0);
            if (way.Tags.TryGetValue("addr:interpolation", out var kind))
                lines.Add(new InterpolationSeed(kind, way.Tags.TryGetValue("addr:street", out var street) ? street : null, way.Nodes, osm));
            else if (way.Tags.TryGetValue("highway", out var highway) && !NoStreets.Contains(highway))
            {
                if (way.Tags.TryGetValue("name", out var name) && name.Length > 0)
                    seeds.Roads.Add(new RoadSeed(name, TaggedThings.OtherNames(way.Tags, name), highway, way.Nodes, osm));
            }
            else if (seeds.Positions.Around(way.Nodes) is { IsNothing: false } box)
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
    private void TakeStreet(Relation relation)
    {
        var ofStreet = relation.Members.Where(member => member.Role == "street" && member.Type == OsmGeoType.Way).Select(member => member.Id).ToHashSet();
        var name = relation.Tags.TryGetValue("name", out var given) ? given : seeds.Roads.Find(road => ofStreet.Contains(road.Osm.Id))?.Name;
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
