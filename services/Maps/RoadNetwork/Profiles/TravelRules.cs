using Routing.RoadNetwork.Reading;

namespace Routing.RoadNetwork.Profiles;

/// <summary>How freely a road or a barrier may be used.</summary>
internal enum Openness : byte
{
    /// <summary>Never.</summary>
    Closed = 0,

    /// <summary>
    /// Only to get to or from a place that lies on it (private, destination, delivery, customers): a route may begin
    /// and end with such roads, and never passes through them from one open road to another.
    /// </summary>
    Restricted = 1,

    Open = 2,
}

/// <summary>A road in one direction. Closed roads have speed 0.</summary>
internal readonly record struct Travel(Openness Openness, double KilometresPerHour)
{
    public static readonly Travel Closed = new(Openness.Closed, 0);
}

/// <summary>A road in both directions. A ferry's <see cref="WholeWaySeconds"/>, if it is tagged, replaces speeds.</summary>
internal readonly record struct WayRule(Travel Forward, Travel Backward, double? WholeWaySeconds = null)
{
    public static readonly WayRule Closed = new(Travel.Closed, Travel.Closed);

    public bool IsClosed => Forward.Openness == Openness.Closed && Backward.Openness == Openness.Closed;
}

/// <summary>What a turn looks like to the rules. Angle: 0 straight on, positive right (left where traffic keeps left), 180 back; degrees.</summary>
internal readonly record struct Turn(double Angle, bool IsUTurn, bool AtJunction, bool AtSignals);

/// <summary>One profile's reading of the tags. Pure and stateless; one file each.</summary>
internal interface ITravelRules
{
    Profile Profile { get; }

    /// <summary>Access keys, the most specific first.</summary>
    ReadOnlySpan<string> AccessKeys { get; }

    /// <summary>Whether turn restrictions without a vehicle in their key are meant for this profile.</summary>
    bool ObeysTurnRestrictions { get; }

    WayRule Way(TagSet tags);

    /// <summary>What passing a point with these tags allows.</summary>
    Openness Point(TagSet tags);

    int TurnDeciseconds(Turn turn);
}

internal static class Rules
{
    /// <summary>Indexed by <see cref="Profile"/>.</summary>
    public static readonly ITravelRules[] All = [new CarRules(VehicleSize.Car), new ScooterRules(), new BicycleRules(), new FootRules()];

    public static bool IsRoad(TagSet tags)
    {
        if (tags["highway"] is null && !FerryTags.IsFerry(tags))
            return false;
        foreach (var rules in All)
        {
            if (!rules.Way(tags).IsClosed)
                return true;
        }

        return false;
    }
}
