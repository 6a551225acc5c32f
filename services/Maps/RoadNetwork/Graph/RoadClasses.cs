using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Graph;

internal static class RoadClasses
{
    public static RoadClass Of(TagSet tags) => tags["highway"] switch
    {
        null => RoadClass.Ferry,
        "motorway" or "motorway_link" => RoadClass.Motorway,
        "trunk" or "trunk_link" => RoadClass.Trunk,
        "primary" or "primary_link" => RoadClass.Primary,
        "secondary" or "secondary_link" => RoadClass.Secondary,
        "tertiary" or "tertiary_link" => RoadClass.Tertiary,
        "unclassified" or "road" => RoadClass.Unclassified,
        "residential" => RoadClass.Residential,
        "living_street" => RoadClass.LivingStreet,
        "service" => RoadClass.Service,
        "track" => RoadClass.Track,
        "pedestrian" => RoadClass.Pedestrian,
        "cycleway" => RoadClass.Cycleway,
        "footway" or "corridor" or "platform" => RoadClass.Footway,
        "steps" => RoadClass.Steps,
        _ => RoadClass.Path,
    };

    public static WayTraits TraitsOf(TagSet tags)
    {
        var traits = WayTraits.None;
        if (tags.HasAny("junction", "roundabout", "circular"))
            traits |= WayTraits.Roundabout;
        if (tags["highway"]?.EndsWith("_link", StringComparison.Ordinal) == true)
            traits |= WayTraits.Link;
        if (tags["highway"] is null)
            traits |= WayTraits.Ferry;
        return traits;
    }
}
