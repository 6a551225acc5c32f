using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>
/// The access hierarchy: the most specific key that says something known decides
/// (for a car: motorcar, motor_vehicle, vehicle, access). See https://wiki.openstreetmap.org/wiki/Key:access.
/// </summary>
internal static class AccessTags
{
    /// <summary>Null when no key says anything known.</summary>
    public static Openness? Read(TagSet tags, ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (tags[key] is { } value && Meaning(value) is { } openness)
                return openness;
        }

        return null;
    }

    /// <summary>For one direction: <c>motor_vehicle:backward=no</c> and its like say more than the plain key.</summary>
    public static Openness? Read(TagSet tags, ReadOnlySpan<string> keys, bool forward)
    {
        var suffix = forward ? ":forward" : ":backward";
        foreach (var key in keys)
        {
            var value = tags[key + suffix] ?? tags[key];
            if (value is not null && Meaning(value) is { } openness)
                return openness;
        }

        return null;
    }

    private static Openness? Meaning(string value) => value switch
    {
        "yes" or "permissive" or "designated" or "official" or "public" or "allowed" or "dismount" or "discouraged" => Openness.Open,
        "private" or "destination" or "delivery" or "customers" or "permit" or "residents" => Openness.Restricted,

        // Forest and field roads are for their workers, not for reaching an address.
        "no" or "forestry" or "agricultural" or "agricultural;forestry" or "forestry;agricultural" => Openness.Closed,
        "emergency" or "psv" or "bus" or "military" or "use_sidepath" => Openness.Closed,
        _ => null,
    };
}
