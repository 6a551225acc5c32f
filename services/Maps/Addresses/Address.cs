namespace Routing.Addresses;

/// <summary>One answer of a search. Fields that the extract does not know are null.</summary>
/// <param name="Exactness">How well the point is known.</param>
/// <param name="Lon">Degrees east.</param>
/// <param name="Lat">Degrees north.</param>
/// <param name="Name">Name of the place or point; null for houses, corners and streets.</param>
/// <param name="Street">The street; for corners both, joined by " / ".</param>
/// <param name="HouseNumber">The number as the extract writes it, or as it was asked for where it is interpolated.</param>
/// <param name="District">Quarter or suburb.</param>
/// <param name="Locality">City, town or village.</param>
/// <param name="CountryCode">Two capital letters.</param>
/// <param name="Key">The OSM key that made this an answer, such as <c>place</c>, <c>highway</c>, <c>shop</c>.</param>
/// <param name="Value">The value of <paramref name="Key"/>, such as <c>suburb</c>, <c>residential</c>, <c>car_repair</c>.</param>
/// <param name="Osm">The OSM object that the answer comes from.</param>
/// <param name="Extent">West, south, east, north in degrees, of a street, a place or an area; null for a point.</param>
/// <param name="Score">How well the text fits, higher is better; comparable within one search alone.</param>
/// <param name="DistanceMetres">Distance to the point that was asked about; null where none was.</param>
public sealed record Address(
    Exactness Exactness,
    double Lon,
    double Lat,
    string? Name,
    string? Street,
    string? HouseNumber,
    string? Postcode,
    string? District,
    string? Locality,
    string? CountryCode,
    string Key,
    string Value,
    OsmId Osm,
    IReadOnlyList<double>? Extent,
    double Score,
    double? DistanceMetres
)
{
    /// <summary>One line for people: <c>Avenida Italia 2500, Parque Batlle, Montevideo</c>.</summary>
    public string Label
    {
        get
        {
            var street = HouseNumber is null ? Street : $"{Street} {HouseNumber}";
            var town = Postcode is null ? Locality : $"{Postcode} {Locality}".TrimEnd();
            return string.Join(
                ", ",
                new[] { Name, street, District, town }.Where(part => !string.IsNullOrEmpty(part)).Distinct()
            );
        }
    }
}

/// <summary>The kind of an OSM object.</summary>
public enum OsmKind
{
    Node,
    Way,
    Relation,
}

/// <summary>An object of OpenStreetMap.</summary>
public readonly record struct OsmId(OsmKind Kind, long Id)
{
    /// <summary>One integer, so that nearby ids stay near: <c>id * 4 + kind</c>.</summary>
    internal long Packed => (Id << 2) | (long)Kind;

    internal static OsmId Unpack(long packed) => new((OsmKind)(packed & 3), packed >> 2);
}
