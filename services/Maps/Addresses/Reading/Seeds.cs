using Routing.OsmData;

namespace Routing.Addresses.Reading;

// What the extract says, before it is grouped. Coordinates are in 1e-7 degrees, as everywhere in this engine.

internal readonly record struct HouseSeed(
    string Street,
    string Number,
    string? City,
    string? Suburb,
    string? Postcode,
    int Lon,
    int Lat,
    OsmId Osm,
    bool IsInterpolated = false
);

/// <param name="Nodes">Ids of the way's nodes, in order.</param>
internal sealed record RoadSeed(string Name, string? OtherNames, string Value, long[] Nodes, OsmId Osm);

/// <param name="OtherNames">See <see cref="Names"/>.</param>
internal sealed record PlaceSeed(string Name, string? OtherNames, string Value, int Lon, int Lat, OsmId Osm, Extent Extent);

internal sealed record PointSeed(
    string Name,
    string? OtherNames,
    string Key,
    string Value,
    string? Street,
    string? Number,
    string? City,
    string? Postcode,
    int Lon,
    int Lat,
    OsmId Osm,
    Extent Extent
);

/// <summary>Everything of an extract that has an address or a name.</summary>
internal sealed class Seeds
{
    public List<HouseSeed> Houses { get; } = [];
    public List<RoadSeed> Roads { get; } = [];
    public List<PlaceSeed> Places { get; } = [];
    public List<PointSeed> Points { get; } = [];
    public NodePositions Positions { get; } = new();

    /// <summary>Two letters, the commonest <c>addr:country</c>; null where there is none.</summary>
    public string? CountryCode { get; set; }
}

/// <summary>Other names of a thing as one string: lines of <c>language TAB name</c>, the language empty for synonyms.</summary>
internal static class Names
{
    public static string? InLanguage(string? others, string? language)
    {
        if (others is null || string.IsNullOrEmpty(language))
            return null;
        foreach (var line in others.AsSpan().EnumerateLines())
        {
            var tab = line.IndexOf('\t');
            if (tab > 0 && line[..tab].Equals(language, StringComparison.OrdinalIgnoreCase))
                return line[(tab + 1)..].ToString();
        }
        return null;
    }

    public static IEnumerable<string> All(string? others) =>
        others is null ? [] : others.Split('\n').Select(line => line[(line.IndexOf('\t') + 1)..]);
}
