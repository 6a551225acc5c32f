namespace Routing.RoadNetwork.Live;

/// <summary>
/// What is out of the ordinary on some roads for some time: they are closed, or driven at another speed. It names no arc
/// of a region, so it holds for any region of the same country, of today's extract and of tomorrow's.
/// Exactly one of <see cref="IsClosed"/>, <see cref="KilometresPerHour"/> and <see cref="SpeedFactor"/> is given.
/// </summary>
public sealed record RoadCondition
{
    public required RoadSelection On { get; init; }

    public bool IsClosed { get; init; }

    /// <summary>The speed that is driven, instead of what the rules say.</summary>
    public double? KilometresPerHour { get; init; }

    /// <summary>Times the usual speed: 0.5 is half as fast.</summary>
    public double? SpeedFactor { get; init; }

    /// <summary>For whom; empty: for all, or for cars alone where it is a speed in km/h, at which nobody walks.</summary>
    public IReadOnlyList<Profile> Profiles { get; init; } = [];

    /// <summary>In force from then on.</summary>
    public DateTimeOffset From { get; init; } = DateTimeOffset.MinValue;

    /// <summary>No more in force from then on.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;

    public bool IsInForce(DateTimeOffset at) => From <= at && at < Until;

    /// <summary>Whether it is in force at some moment of an interval, its end not counted.</summary>
    public bool IsInForce(DateTimeOffset from, DateTimeOffset until) => From < until && from < Until;

    public bool Touches(Profile profile) =>
        Profiles.Count > 0 ? Profiles.Contains(profile) : KilometresPerHour is null || profile == Profile.Car;
}

/// <summary>A piece of a road with all the names by which it may be found in another extract.</summary>
/// <param name="Name">Of the street; "" when it has none.</param>
/// <param name="MetresAway">From the place that was asked for.</param>
public sealed record PinnedRoad(RoadSelection.Stretch Stretch, string Name, double MetresAway);

/// <summary>Which roads a condition is on.</summary>
public abstract record RoadSelection
{
    private RoadSelection()
    {
    }

    /// <summary>
    /// A piece of a road, named so that it is found again in another extract: by the way and two of its points; when that
    /// way is gone (OSM's mappers split and join ways, and keep the points), by the points on any way; when they are gone
    /// too, by the place. What lies between two junctions is closed as a whole.
    /// </summary>
    /// <param name="WayOsmId">Null: the road nearest to <paramref name="At"/>.</param>
    /// <param name="FromNode">OSM id of the point of the way at which it begins; null, as <paramref name="ToNode"/>: the whole way.</param>
    /// <param name="ToNode">OSM id of the point at which it ends.</param>
    /// <param name="OneDirection">Only driving from the first point to the second, or with a whole way as it is drawn, or with a place in its bearing.</param>
    /// <param name="At">A place on it; null where none is known.</param>
    /// <param name="Bearing">Compass degrees in which the road is driven at the place; null: unknown.</param>
    public sealed record Stretch(
        long? WayOsmId, long? FromNode = null, long? ToNode = null, bool OneDirection = false, Coordinate? At = null, int? Bearing = null) : RoadSelection;

    /// <summary>
    /// All roads that touch an area. Rings are closed lines in any direction; what lies inside an odd number of them is in
    /// the area, so that a second ring inside a first is a hole, and one beside it another part.
    /// </summary>
    public sealed record Area(IReadOnlyList<IReadOnlyList<Coordinate>> Rings) : RoadSelection;
}
