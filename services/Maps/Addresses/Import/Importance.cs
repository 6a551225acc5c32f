namespace Routing.Addresses.Import;

/// <summary>How likely a thing is what a searcher means, 0 to 100: the order of rows in the index, and a small bonus in the ranking.</summary>
internal static class Importance
{
    public static int OfPlace(string value) =>
        value switch
        {
            "city" => 100,
            "town" => 90,
            "village" or "municipality" => 80,
            "borough" or "suburb" or "quarter" => 70,
            "postcode" => 60,
            "neighbourhood" or "hamlet" or "square" => 50,
            _ => 30,
        };

    public static int OfStreet(Street street) =>
        street.Value switch
        {
            "motorway" or "trunk" or "primary" => 50,
            "secondary" => 45,
            "tertiary" => 40,
            "residential" or "unclassified" or "living_street" or "pedestrian" => 25,
            _ => 10,
        } + Math.Min(10, street.Houses.Count / 20);

    public static int OfPoint(string key) =>
        key switch
        {
            "aeroway" or "railway" or "tourism" => 20,
            "shop" or "amenity" or "healthcare" => 15,
            _ => 10,
        };
}
