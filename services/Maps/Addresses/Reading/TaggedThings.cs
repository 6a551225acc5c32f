using System.Text;
using Routing.OsmData;

namespace Routing.Addresses.Reading;

/// <summary>From tags to houses, places and named points.</summary>
internal sealed class TaggedThings(Seeds seeds)
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

    private readonly Dictionary<string, int> countries = new(StringComparer.Ordinal);

    /// <summary>House numbers that do not say of which street they are; a relation or an interpolation line may.</summary>
    public Dictionary<OsmId, HouseSeed> Streetless { get; } = [];

    /// <summary>Two letters, the commonest <c>addr:country</c>; null where there is none.</summary>
    public string? CountryCode => countries.Count == 0 ? null : countries.MaxBy(pair => pair.Value).Key;

    public void Take(TagSet tags, Extent box, OsmId osm)
    {
        string? street = null, number = null, city = null, suburb = null, postcode = null, name = null, place = null, locale = null;
        foreach (var tag in tags.All)
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
        if (!string.IsNullOrEmpty(number))
        {
            var house = new HouseSeed(street ?? "", number, city, suburb, postcode, box.MiddleLon, box.MiddleLat, osm);
            if (string.IsNullOrEmpty(street))
                Streetless.TryAdd(osm, house);
            else
                seeds.Houses.Add(house);
        }
        if (string.IsNullOrEmpty(name))
            return;
        if (place is not null && PlaceValues.Contains(place))
        {
            seeds.Places.Add(new PlaceSeed(name, OtherNames(tags, name), place, box.MiddleLon, box.MiddleLat, osm, box));
            return;
        }
        foreach (var key in PointKeys)
        {
            if (!tags.TryGet(key, out var value) || value is "no" or "bus_stop" or "tree")
                continue;
            seeds.Points.Add(
                new PointSeed(name, OtherNames(tags, name), key, value, street, number, city, postcode, box.MiddleLon, box.MiddleLat, osm, box)
            );
            return;
        }
    }

    /// <summary>See <see cref="Names"/>.</summary>
    public static string? OtherNames(TagSet tags, string name)
    {
        StringBuilder? lines = null;
        foreach (var tag in tags.All)
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
