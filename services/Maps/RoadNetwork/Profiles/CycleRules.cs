using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>What a bicycle and a folding e-scooter share: access like a cycle, walked where riding is not allowed.</summary>
internal abstract class CycleRules : ITravelRules
{
    /// <summary>Pushing it, as a pedestrian.</summary>
    protected const double PushKmh = 4;

    public abstract Profile Profile { get; }

    public abstract ReadOnlySpan<string> AccessKeys { get; }

    public bool ObeysTurnRestrictions => true;

    /// <summary>See <see cref="Directions.Read"/>.</summary>
    protected abstract ReadOnlySpan<string> OnewayKeys { get; }

    /// <summary>Riding speed by <c>highway</c>; 0 when it is not ridden. Without regard to access tags.</summary>
    protected abstract double RideKmh(string highway, TagSet tags);

    protected abstract double SurfaceKmh(SurfaceQuality surface);

    /// <summary>Pushed where feet may go: footways, pedestrian streets, <c>bicycle=dismount</c>. Steps only with a bicycle, and slowly.</summary>
    protected abstract double StepsKmh { get; }

    public WayRule Way(TagSet tags)
    {
        if (FerryTags.IsFerry(tags))
        {
            var aboard = AccessTags.Read(tags, AccessKeys) ?? AccessTags.Read(tags, ["foot"]) ?? Openness.Open;
            return aboard == Openness.Closed ? WayRule.Closed : FerryTags.Read(tags, aboard, OnewayKeys);
        }

        if (tags["highway"] is not { } highway || tags.Has("motorroad", "yes") || tags.Has("area", "yes") || tags.Has("impassable", "yes"))
            return WayRule.Closed;
        var surface = SurfaceTags.Read(tags);
        if (surface == SurfaceQuality.Impassable)
            return WayRule.Closed;
        var directions = Directions.ReadForCycles(tags, OnewayKeys);
        return new WayRule(
            Direction(tags, highway, surface, true, directions.Forward),
            Direction(tags, highway, surface, false, directions.Backward));
    }

    private Travel Direction(TagSet tags, string highway, SurfaceQuality surface, bool forward, bool mayRide)
    {
        var said = AccessTags.Read(tags, AccessKeys, forward);
        var speed = highway == "steps" ? StepsKmh : Math.Min(RideKmh(highway, tags), SurfaceKmh(surface));
        if (SpeedLimit.Read(tags, forward) is { } limit)
            speed = Math.Min(speed, limit);
        if (tags.Has("bicycle", "dismount"))
            speed = Math.Min(speed, PushKmh);

        // Footways count as ridden only when tagged for cycles.
        var ridden = speed > 0 && mayRide && (said ?? Openness.Open) != Openness.Closed;
        if (ridden)
            return new Travel(said ?? Openness.Open, speed);

        // A way that is not ridden may be walked, pushing, where it is made for walking; against a oneway too.
        var walk = AccessTags.Read(tags, ["foot", "access"]);
        var madeForWalking = highway is "footway" or "pedestrian" or "path" || (highway == "cycleway" && walk is not null);
        if (!madeForWalking || walk == Openness.Closed)
            return Travel.Closed;
        return new Travel(walk ?? Openness.Open, Math.Min(PushKmh, SurfaceKmh(surface)));
    }

    public Openness Point(TagSet tags)
    {
        var riding = AccessTags.Read(tags, AccessKeys) ?? tags["barrier"] switch
        {
            "wall" or "fence" or "hedge" or "ditch" or "stile" or "turnstile" or "full-height_turnstile" => Openness.Closed,
            not null when tags.Has("locked", "yes") => Openness.Restricted,
            _ => Openness.Open,
        };

        // One that shuts out vehicles can be passed pushing where feet may pass.
        return AccessTags.Read(tags, ["foot"]) is { } foot && foot > riding ? foot : riding;
    }

    public int TurnDeciseconds(Turn turn) => turn.IsUTurn ? 50 : turn.AtSignals ? 30 : 0;
}
