using Routing.RoadNetwork.Profiles;
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

    /// <param name="tags">Of the way.</param>
    /// <param name="keepsLeft">Whether traffic does around it, unless it says otherwise itself.</param>
    public static WayTraits TraitsOf(TagSet tags, bool keepsLeft)
    {
        var traits = WayTraits.None;
        if (tags.HasAny("junction", "roundabout", "circular"))
            traits |= WayTraits.Roundabout;
        if (tags["highway"]?.EndsWith("_link", StringComparison.Ordinal) == true)
            traits |= WayTraits.Link;
        if (tags["highway"] is null)
            traits |= WayTraits.Ferry;
        if (tags["tunnel"] is not (null or "no"))
            traits |= WayTraits.Tunnel;
        if (tags.Has("toll", "yes"))
            traits |= WayTraits.Toll;
        if (tags["driving_side"] is { } side ? side == "left" : keepsLeft)
            traits |= WayTraits.KeepsLeft;
        if (ShutsTransporters(tags))
            traits |= WayTraits.ShutsTransporters;
        return traits;
    }

    /// <summary>
    /// Whether a way, or a point that cars may pass, is too low, narrow, short or weak for a car transporter, or shut to
    /// trucks. A height restrictor without a height is there to keep such vehicles out.
    /// </summary>
    public static bool ShutsTransporters(TagSet tags) =>
        !VehicleSize.Transporter.Fits(tags)
        || tags.HasAny("hgv", "no", "forestry", "agricultural")
        || tags.HasAny("goods", "no")
        || (tags.Has("barrier", "height_restrictor") && tags["maxheight"] is null && tags["maxheight:physical"] is null && !tags.HasAny("hgv", "yes", "designated"));

    /// <summary>The arrows painted on its lanes, left to right, "" where none are tagged.</summary>
    public static string LanesOf(TagSet tags, bool forward)
    {
        var own = tags[forward ? "turn:lanes:forward" : "turn:lanes:backward"];
        if (own is not null)
            return own;

        // Without a direction they are those of a one-way road.
        var oneway = Directions.Read(tags, ["oneway:motor_vehicle", "oneway:vehicle"]);
        return (forward ? oneway is { Forward: true, Backward: false } : oneway is { Forward: false, Backward: true }) ? tags["turn:lanes"] ?? "" : "";
    }

    /// <summary>"A 1: Lyon, Paris" of <c>destination:ref</c> and <c>destination</c>.</summary>
    public static string DestinationOf(TagSet tags)
    {
        var places = List(tags["destination"] ?? tags["destination:forward"] ?? tags["destination:backward"]);
        var refs = List(tags["destination:ref"]);
        return refs.Length > 0 && places.Length > 0 ? $"{refs}: {places}" : refs + places;

        static string List(string? value) => value is null ? "" : string.Join(", ", value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }
}
