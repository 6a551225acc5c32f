using Routing.Addresses.Reading;
using Routing.Addresses.Storage;

namespace Routing.Addresses.Import;

/// <summary>A street as the index knows it: all roads and houses of one name that hang together in one town.</summary>
internal sealed class Street
{
    /// <summary>The name as it was first read; roads spell it better than addresses.</summary>
    public required string Spelling { get; init; }
    public string Name => Roads.Count > 0 ? Roads[0].Name : Spelling;
    public string? Locality { get; init; }
    public List<RoadSeed> Roads { get; } = [];
    public List<House> Houses { get; } = [];

    /// <summary>A point on the street near its middle, 1e-7 degrees.</summary>
    public int Lon { get; set; }
    public int Lat { get; set; }

    /// <summary>Around its roads and houses.</summary>
    public Extent Extent { get; set; } = Extent.Nothing;
    public List<string> Quarters { get; } = [];
    public string? OtherNames => Roads.Select(road => road.OtherNames).FirstOrDefault(names => names is not null);
    public string Value => Roads.Count > 0 ? Roads[0].Value : "residential";
    public OsmId Osm => Roads.Count > 0 ? Roads[0].Osm : Houses[0].Osm;
}
