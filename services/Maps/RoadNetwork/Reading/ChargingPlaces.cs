using System.Globalization;

namespace Routing.RoadNetwork.Reading;

/// <summary>A charging station as the extract has it.</summary>
/// <param name="OsmId">Of its node; of its way negative.</param>
/// <param name="Tags">As tagged.</param>
/// <param name="Lon">Degrees times 1e7; of an area the middle of its corners.</param>
/// <param name="Lat">The same.</param>
internal sealed record ChargingPlace(long OsmId, TagSet Tags, int Lon, int Lat);

/// <summary>
/// What tags say of charging stations for cars that anybody may use
/// (https://wiki.openstreetmap.org/wiki/Tag:amenity%3Dcharging_station).
/// </summary>
internal static class ChargingPlaces
{
    public const string Key = "amenity";
    private static readonly string[] Closed = ["no", "private", "permit", "residents", "employees", "delivery"];
    private static readonly string[] Small = ["bicycle", "scooter", "moped", "motorcycle", "small_electric_vehicle"];

    public static bool IsOne(TagSet tags) =>
        tags.Has(Key, "charging_station")
        && !tags.HasAny("access", Closed) && !tags.HasAny("motor_vehicle", Closed)
        && !tags.HasAny("motorcar", Closed) && !tags.Has("car", "no")
        && !IsForSmallOnes(tags);

    /// <summary>What its strongest socket gives, watts; 0 where it is not tagged.</summary>
    public static int Watts(TagSet tags)
    {
        var most = 0;
        foreach (var (key, value) in tags.All)
        {
            if (!key.StartsWith("socket:", StringComparison.Ordinal) && key != "charging_station:output")
                continue;
            if (!key.EndsWith(":output", StringComparison.Ordinal))
                continue;
            foreach (var one in value.Split(';', '/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                most = Math.Max(most, Power(one));
        }

        return most;
    }

    /// <summary>Cars that can be charged at a time; 0 where it is not tagged.</summary>
    public static int Places(TagSet tags) =>
        int.TryParse(tags["capacity"], NumberStyles.None, CultureInfo.InvariantCulture, out var places) && places < 10_000 ? places : 0;

    public static string NameOf(TagSet tags) => tags["name"] ?? tags["operator"] ?? tags["brand"] ?? tags["network"] ?? "";

    // Whether a station is for bicycles alone is seldom said: it is for them, and nothing is said of cars.
    private static bool IsForSmallOnes(TagSet tags)
    {
        if (!Array.Exists(Small, key => tags.HasAny(key, "yes", "designated")) || tags.HasAny("motorcar", "yes", "designated") || tags.Has("car", "yes"))
            return false;
        foreach (var (key, _) in tags.All)
        {
            if (key.StartsWith("socket:type2", StringComparison.Ordinal) || key.StartsWith("socket:chademo", StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    // "22 kW", "3.7kw", "50", "11000 W": without a unit, up to a thousand are kilowatts.
    private static int Power(string text)
    {
        var digits = 0;
        while (digits < text.Length && (char.IsAsciiDigit(text[digits]) || text[digits] is '.' or ','))
            digits++;
        if (!double.TryParse(text[..digits].Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return 0;
        var unit = text[digits..].Trim();
        double? watts = unit.ToUpperInvariant() switch
        {
            "KW" => number * 1000,
            "W" => number,
            "" => number <= 1000 ? number * 1000 : number,
            _ => null, // kVA, amperes and what else there is
        };
        return watts is >= 1 and <= 2_000_000 ? (int)watts : 0;
    }
}
