using System.Text;
using OsmSharp;
using OsmSharp.Tags;
using Routing.OsmData;

namespace Routing.Addresses.Reading;

/// <summary>Reads an extract once, as a stream, and keeps what has an address or a name.</summary>
internal static class ExtractReader
{
    // Keys that make a named thing worth finding, the telling ones first.
    private static readonly string[] PointKeys =
    [
        "shop", "amenity", "tourism", "office", "craft", "healthcare", "aeroway", "railway", "leisure", "historic",
        "building", "landuse", "natural", "man_made",
    ];

    private static readonly HashSet<string> PlaceValues = new(StringComparer.Ordinal)
    {
        "city", "borough", "town", "village", "suburb", "quarter", "neighbourhood", "city_block", "hamlet",
        "isolated_dwelling", "locality", "square", "island", "islet", "farm", "municipality",
    };

    private static readonly HashSet<string> NoStreets = new(StringComparer.Ordinal)
    {
        "proposed", "construction", "platform", "bus_stop", "rest_area", "services", "razed", "abandoned", "elevator",
    };

    /// <exception cref="ExtractException">The extract cannot be used.</exception>
    public static Seeds Read(string path, IProgress<double>? progress, CancellationToken ct)
    {
        var seeds = new Seeds();
        var ways = new List<Way>();
        var countries = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var geo in ExtractFile.Read(path, progress is null ? null : progress.Report, ct))
        {
            if (geo is Node { Id: long id, Longitude: double lon, Latitude: double lat } node)
            {
                int x = Fixed(lon), y = Fixed(lat);
                seeds.Positions.Add(id, x, y);
                if (node.Tags is { Count: > 0 })
                    Take(seeds, node.Tags, x, y, new OsmId(OsmKind.Node, id), countries);
            }
            else if (geo is Way { Tags.Count: > 0, Nodes.Length: > 0 } way)
            {
                // Where it is can be told once all nodes are read; most ways are neither named nor have an address.
                if (way.Tags.ContainsKey("name") || way.Tags.ContainsKey("addr:housenumber"))
                    ways.Add(way);
            }
        }
        foreach (var way in ways)
        {
            ct.ThrowIfCancellationRequested();
            var osm = new OsmId(OsmKind.Way, way.Id ?? 0);
            if (way.Tags.TryGetValue("highway", out var highway) && !NoStreets.Contains(highway))
            {
                if (way.Tags.TryGetValue("name", out var name) && name.Length > 0)
                    seeds.Roads.Add(new RoadSeed(name, OtherNames(way.Tags, name), highway, way.Nodes, osm));
            }
            else if (seeds.Positions.TryCentre(way.Nodes, out var x, out var y))
            {
                Take(seeds, way.Tags, x, y, osm, countries);
            }
        }
        seeds.CountryCode = countries.Count == 0 ? null : countries.MaxBy(pair => pair.Value).Key;
        return seeds;
    }

    internal static int Fixed(double degrees) => (int)Math.Round(degrees * 1e7);

    private static void Take(Seeds seeds, TagsCollectionBase tags, int lon, int lat, OsmId osm, Dictionary<string, int> countries)
    {
        string? street = null, number = null, city = null, suburb = null, postcode = null, name = null, place = null, locale = null;
        foreach (var tag in tags)
        {
            switch (tag.Key)
            {
                case "addr:street":
                    street = tag.Value;
                    break;
                case "addr:place":
                    locale = tag.Value;
                    break;
                case "addr:housenumber":
                    number = tag.Value;
                    break;
                case "addr:city":
                    city = tag.Value;
                    break;
                case "addr:suburb":
                    suburb = tag.Value;
                    break;
                case "addr:postcode":
                    postcode = tag.Value;
                    break;
                case "addr:country" when tag.Value.Length == 2:
                    var country = tag.Value.ToUpperInvariant();
                    countries[country] = countries.GetValueOrDefault(country) + 1;
                    break;
                case "name":
                    name = tag.Value;
                    break;
                case "place":
                    place = tag.Value;
                    break;
            }
        }
        street ??= locale;
        if (!string.IsNullOrEmpty(street) && !string.IsNullOrEmpty(number))
            seeds.Houses.Add(new HouseSeed(street, number, city, suburb, postcode, lon, lat, osm));
        if (string.IsNullOrEmpty(name))
            return;
        if (place is not null && PlaceValues.Contains(place))
        {
            seeds.Places.Add(new PlaceSeed(name, OtherNames(tags, name), place, lon, lat, osm));
            return;
        }
        foreach (var key in PointKeys)
        {
            if (!tags.TryGetValue(key, out var value) || value is "no" or "bus_stop" or "tree")
                continue;
            seeds.Points.Add(
                new PointSeed(name, OtherNames(tags, name), key, value, street, number, city, postcode, lon, lat, osm)
            );
            return;
        }
    }

    private static string? OtherNames(TagsCollectionBase tags, string name)
    {
        StringBuilder? lines = null;
        foreach (var tag in tags)
        {
            string language;
            if (tag.Key.StartsWith("name:", StringComparison.Ordinal) && tag.Key.Length is 7 or 8)
                language = tag.Key[5..];
            else if (tag.Key is "alt_name" or "old_name" or "short_name" or "official_name" or "loc_name" or "int_name")
                language = "";
            else
                continue;
            foreach (var other in tag.Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (other.Contains('\n', StringComparison.Ordinal) || (language.Length == 0 && other == name))
                    continue;
                lines ??= new StringBuilder();
                if (lines.Length > 0)
                    lines.Append('\n');
                lines.Append(language).Append('\t').Append(other);
            }
        }
        return lines?.ToString();
    }
}
