using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>
/// The access hierarchy: the most specific key that says something known decides
/// (for a car: motorcar, motor_vehicle, vehicle, access). See https://wiki.openstreetmap.org/wiki/Key:access.
/// <c>KEY:conditional</c> counts where it forbids at some working hour, or allows at all of them.
/// </summary>
internal static class AccessTags
{
    /// <summary>Null when no key says anything known.</summary>
    public static Openness? Read(TagSet tags, ReadOnlySpan<string> keys)
    {
        // From the least specific to the most, so that each can weigh its condition against what held before it.
        Openness? said = null;
        for (var k = keys.Length - 1; k >= 0; k--)
        {
            said = Meaning(tags[keys[k]]) ?? said;
            if (tags.HasConditional)
                said = Weigh(said, tags[keys[k] + ":conditional"]);
        }

        return said;
    }

    /// <summary>For one direction: <c>motor_vehicle:backward=no</c> and its like say more than the plain key.</summary>
    public static Openness? Read(TagSet tags, ReadOnlySpan<string> keys, bool forward)
    {
        if (!tags.HasDirectional)
            return Read(tags, keys);
        var suffix = forward ? ":forward" : ":backward";
        Openness? said = null;
        for (var k = keys.Length - 1; k >= 0; k--)
        {
            said = Meaning(tags[keys[k] + suffix]) ?? Meaning(tags[keys[k]]) ?? said;
            if (tags.HasConditional)
                said = Weigh(Weigh(said, tags[keys[k] + ":conditional"]), tags[keys[k] + suffix + ":conditional"]);
        }

        return said;
    }

    private static Openness? Weigh(Openness? before, string? conditional)
    {
        if (conditional is null)
            return before;
        foreach (var value in ConditionalTags.Read(conditional))
        {
            if (Meaning(value.Value) is not { } openness)
                continue;
            var isStricter = openness < (before ?? Openness.Open);
            if (isStricter ? ConditionalTags.HoldsSometimes(value) : ConditionalTags.HoldsAlways(value))
                before = openness;
        }

        return before;
    }

    /// <summary>Of several values, such as <c>customers;delivery</c>, the freest.</summary>
    private static Openness? Meaning(string? values)
    {
        if (values is null)
            return null;
        if (!values.Contains(';', StringComparison.Ordinal))
            return OneMeaning(values);
        Openness? freest = null;
        foreach (var value in values.Split(';', StringSplitOptions.TrimEntries))
        {
            if (OneMeaning(value) is { } openness && (freest is null || openness > freest))
                freest = openness;
        }

        return freest;
    }

    private static Openness? OneMeaning(string value) => value switch
    {
        "yes" or "permissive" or "designated" or "official" or "public" or "allowed" or "dismount" or "discouraged" => Openness.Open,
        "private" or "destination" or "delivery" or "customers" or "permit" or "residents" => Openness.Restricted,

        // Forest and field roads are for their workers, not for reaching an address.
        "no" or "forestry" or "agricultural" => Openness.Closed,
        "emergency" or "psv" or "bus" or "military" or "use_sidepath" => Openness.Closed,
        _ => null,
    };
}
