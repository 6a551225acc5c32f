using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>Which directions of a way are open; forward is the way's drawing order.</summary>
internal readonly record struct Directions(bool Forward, bool Backward)
{
    public static readonly Directions Both = new(true, true);
    public static readonly Directions None = new(false, false);

    /// <summary>
    /// The most specific key that says something known decides, as for access; without any, what the kind of road implies:
    /// roundabouts and motorways run one way. Spellings: yes, true, 1; -1, reverse; no, false, 0. A reversible road is open
    /// in neither direction unless <c>oneway:conditional</c> says one for all working hours; an alternating one is open in both.
    /// </summary>
    /// <param name="tags">Of the way.</param>
    /// <param name="keys">Such as <c>oneway:motorcar</c>, the most specific first; <c>oneway</c> itself comes last unsaid.</param>
    public static Directions Read(TagSet tags, ReadOnlySpan<string> keys)
    {
        // From the least specific to the most, so that each can weigh its condition against what held before it.
        var directions = tags.HasAny("junction", "roundabout", "circular") || tags.Has("highway", "motorway") ? new(true, false) : Both;
        directions = directions.Heed(tags, "oneway");
        for (var k = keys.Length - 1; k >= 0; k--)
            directions = directions.Heed(tags, keys[k]);
        return directions;
    }

    private Directions Heed(TagSet tags, string key)
    {
        var directions = Meaning(tags[key]) ?? this;
        return tags.HasConditional ? directions.Weigh(tags[key + ":conditional"]) : directions;
    }

    /// <summary>A direction that is shut at some working hour is shut; one that is open at all of them is open.</summary>
    private Directions Weigh(string? conditional)
    {
        var directions = this;
        if (conditional is null)
            return directions;
        foreach (var value in ConditionalTags.Read(conditional))
        {
            if (Meaning(value.Value) is not { } then)
                continue;
            directions = ConditionalTags.HoldsAlways(value)
                ? then
                : new(directions.Forward && then.Forward, directions.Backward && then.Backward);
        }

        return directions;
    }

    /// <summary>As <see cref="Read"/>, and against the oneway where cyclists have a lane or leave to do so.</summary>
    /// <param name="tags">Of the way.</param>
    /// <param name="keys">As there; what they say themselves, a lane does not change.</param>
    public static Directions ReadForCycles(TagSet tags, ReadOnlySpan<string> keys)
    {
        var directions = Read(tags, keys);
        if (directions == Both || directions == None)
            return directions;
        foreach (var key in keys)
        {
            if (key != "oneway:vehicle" && tags[key] is not null)
                return directions;
        }

        return IsOpposite(tags["cycleway"]) || IsOpposite(tags["cycleway:left"]) || IsOpposite(tags["cycleway:right"]) || IsOpposite(tags["cycleway:both"])
            || tags.Has("cycleway:left:oneway", "-1") || tags.Has("cycleway:right:oneway", "-1") || tags.Has("cycleway:left:oneway", "no") || tags.Has("cycleway:right:oneway", "no")
            ? Both
            : directions;
    }

    private static bool IsOpposite(string? value) => value is "opposite" or "opposite_lane" or "opposite_track" or "opposite_share_busway";

    private static Directions? Meaning(string? value) => value switch
    {
        "yes" or "true" or "1" => new(true, false),
        "-1" or "reverse" => new(false, true),
        "no" or "false" or "0" or "alternating" => Both,
        "reversible" => None,
        _ => null,
    };
}
