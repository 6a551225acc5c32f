using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>
/// Walking at 5 km/h: everything but motorways and motor roads, both ways of any oneway (unless <c>oneway:foot</c>),
/// steps at 3 km/h. Vehicle tags and turn restrictions mean nothing to it.
/// </summary>
internal sealed class FootRules : ITravelRules
{
    private static readonly string[] Keys = ["foot", "access"];

    public Profile Profile => Profile.Foot;

    public ReadOnlySpan<string> AccessKeys => Keys;

    public bool ObeysTurnRestrictions => false;

    public WayRule Way(TagSet tags)
    {
        if (FerryTags.IsFerry(tags))
        {
            var aboard = AccessTags.Read(tags, Keys) ?? Openness.Open;
            return aboard == Openness.Closed ? WayRule.Closed : FerryTags.Read(tags, aboard, ["oneway:foot"]);
        }

        var speed = WalkKmh(tags["highway"], SurfaceTags.Read(tags));
        var said = AccessTags.Read(tags, Keys);
        if (tags.Has("motorroad", "yes") && said is null)
            said = Openness.Closed;
        if (tags.HasAny("highway", "motorway", "motorway_link"))
            said = AccessTags.Read(tags, ["foot"]) ?? Openness.Closed;
        if (speed == 0 || said == Openness.Closed)
            return WayRule.Closed;

        var travel = new Travel(said ?? Openness.Open, speed);
        return tags["oneway:foot"] switch
        {
            "yes" or "1" or "true" => new WayRule(travel, Travel.Closed),
            "-1" or "reverse" => new WayRule(Travel.Closed, travel),
            _ => new WayRule(travel, travel),
        };
    }

    public Openness Point(TagSet tags)
    {
        if (AccessTags.Read(tags, ["foot"]) is { } said)
            return said;
        return tags["barrier"] switch
        {
            "wall" or "fence" or "hedge" or "ditch" => Openness.Closed,
            null => Openness.Open,

            // Without a word on feet, access on a barrier point says who may drive through, but a locked private gate stops all.
            _ when tags.Has("locked", "yes") || tags.HasAny("access", "private", "no") => Openness.Restricted,
            _ => Openness.Open,
        };
    }

    public int TurnDeciseconds(Turn turn) => 0;

    private static double WalkKmh(string? highway, SurfaceQuality surface) => highway switch
    {
        "motorway" or "motorway_link" or "trunk" or "trunk_link" or "primary" or "primary_link" or "secondary" or "secondary_link"
            or "tertiary" or "tertiary_link" or "unclassified" or "residential" or "road" or "living_street" or "service"
            or "track" or "path" or "footway" or "pedestrian" or "cycleway" or "bridleway" or "corridor" or "platform"
            => surface >= SurfaceQuality.Rough ? 3.5 : 5,
        "steps" => 3,
        _ => 0,
    };
}
