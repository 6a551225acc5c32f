using OsmSharp;
using OsmSharp.Streams;

namespace Routing.Benchmarks.Map;

/// <summary>An address as the extract has it.</summary>
internal sealed record SampleHouse(string Street, string Number, string? City, double Lon, double Lat);

internal static class SampleHouses
{
    /// <summary>The address nodes of an extract whose number is a number, in the order of the file.</summary>
    public static IEnumerable<SampleHouse> Read(string osm)
    {
        using var file = File.OpenRead(osm);
        using OsmStreamSource source = osm.EndsWith(".pbf", StringComparison.OrdinalIgnoreCase) ? new PBFOsmStreamSource(file) : new XmlOsmStreamSource(file);
        foreach (var geo in source)
        {
            if (geo is not Node { Tags: { } tags, Longitude: { } lon, Latitude: { } lat })
            {
                if (geo is Way)
                    yield break;
                continue;
            }

            if (tags.TryGetValue("addr:street", out var street) && tags.TryGetValue("addr:housenumber", out var number) && number.All(char.IsAsciiDigit) && number.Length is > 0 and < 6 && street.Length > 3)
                yield return new SampleHouse(street, number, tags.TryGetValue("addr:city", out var city) ? city : null, lon, lat);
        }
    }
}
