using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>
/// A car with one driver.
/// <list type="bullet">
/// <item>Roads: motorway to service, living streets, ferries that carry cars. Tracks only when tagged open for cars.</item>
/// <item>Speed: four fifths of the limit (nobody drives at the limit from end to end), else a default by class; never
/// faster than the surface allows; parking aisles and driveways at a crawl.</item>
/// <item>Turns at junctions: slight 1 s, right 2 s, left 4 s (oncoming traffic; right-hand driving), sharp 6 s; lights 4 s.</item>
/// <item>A road or a barrier that is too low, narrow, short or weak for a large car is closed.</item>
/// <item>U-turns only where the road ends, 20 s.</item>
/// </list>
/// </summary>
internal sealed class CarRules(VehicleSize size) : ITravelRules
{
    private static readonly string[] Keys = ["motorcar", "motor_vehicle", "vehicle", "access"];
    private static readonly string[] Oneways = ["oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle"];

    // Of the signed limit, what is reached on average between signals.
    private const double OfLimit = 0.8;

    public Profile Profile => Profile.Car;

    public ReadOnlySpan<string> AccessKeys => Keys;

    public bool ObeysTurnRestrictions => true;

    public WayRule Way(TagSet tags)
    {
        if (!size.Fits(tags))
            return WayRule.Closed;
        if (FerryTags.IsFerry(tags))
        {
            // A ferry carries cars when it says so.
            var aboard = AccessTags.Read(tags, Keys) ?? Openness.Closed;
            return aboard == Openness.Closed ? WayRule.Closed : FerryTags.Read(tags, aboard, Oneways);
        }

        var byClass = DefaultKmh(tags["highway"]);
        var surface = SurfaceTags.Read(tags);
        var isTrack = tags.Has("highway", "track");
        if (byClass == 0 || surface == SurfaceQuality.Impassable || tags.HasAny("service", "emergency_access") || tags.Has("area", "yes") || tags.Has("impassable", "yes"))
            return WayRule.Closed;

        var directions = Directions.Read(tags, Oneways);
        return new WayRule(
            directions.Forward ? Direction(true) : Travel.Closed,
            directions.Backward ? Direction(false) : Travel.Closed);

        Travel Direction(bool forward)
        {
            var openness = AccessTags.Read(tags, Keys, forward) ?? (isTrack ? Openness.Closed : Openness.Open);
            if (openness == Openness.Closed)
                return Travel.Closed;
            var speed = SpeedLimit.Read(tags, forward) is { } limit ? limit * OfLimit : byClass;
            speed = Math.Min(speed, SurfaceKmh(surface));
            if (tags.HasAny("service", "parking_aisle", "driveway", "alley", "drive-through"))
                speed = Math.Min(speed, 10);
            return new Travel(openness, Math.Max(speed, 3));
        }
    }

    public Openness Point(TagSet tags)
    {
        if (!size.Fits(tags))
            return Openness.Closed;
        if (AccessTags.Read(tags, Keys) is { } said)
            return said;
        return tags["barrier"] switch
        {
            null or "no" or "gate" or "lift_gate" or "swing_gate" or "sliding_gate" or "toll_booth" or "border_control" or "cattle_grid"
                or "entrance" or "sally_port" or "height_restrictor" or "bump_gate" or "kerb" or "rumble_strip" or "arch"
                => tags.Has("locked", "yes") ? Openness.Restricted : Openness.Open,
            "bollard" when tags.Has("bollard", "rising") => Openness.Restricted,
            _ => Openness.Closed,
        };
    }

    public int TurnDeciseconds(Turn turn)
    {
        if (turn.IsUTurn)
            return 200;
        var signals = turn.AtSignals ? 40 : 0;
        if (!turn.AtJunction)
            return signals;
        return signals + turn.Angle switch
        {
            > 135 or < -135 => 60,
            > 60 => 20,
            < -60 => 40,
            > 30 or < -30 => 10,
            _ => 0,
        };
    }

    private static double DefaultKmh(string? highway) => highway switch
    {
        "motorway" => 95,
        "motorway_link" => 50,
        "trunk" => 75,
        "trunk_link" => 45,
        "primary" => 55,
        "primary_link" => 35,
        "secondary" => 45,
        "secondary_link" => 30,
        "tertiary" => 38,
        "tertiary_link" => 28,
        "unclassified" => 32,
        "residential" => 28,
        "road" => 25,
        "living_street" => 10,
        "service" => 15,
        "track" => 12,
        _ => 0,
    };

    private static double SurfaceKmh(SurfaceQuality surface) => surface switch
    {
        SurfaceQuality.Smooth => double.MaxValue,
        SurfaceQuality.Paved => 60,
        SurfaceQuality.Cobbled => 30,
        SurfaceQuality.Compacted => 50,
        SurfaceQuality.Loose => 30,
        _ => 15,
    };
}
