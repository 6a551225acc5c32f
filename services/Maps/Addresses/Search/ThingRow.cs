using Routing.Addresses.Storage;

namespace Routing.Addresses.Search;

/// <summary>A row of the table <c>thing</c>, its houses left packed until they are asked for.</summary>
internal sealed record ThingRow(
    long Id,
    ThingKind Kind,
    string Name,
    string? Names,
    string? Locality,
    string? Postcode,
    string? Street,
    string? Number,
    string Key,
    string Value,
    OsmId Osm,
    int Lon,
    int Lat,
    int Importance,
    Extent? Extent
);
