namespace Routing.Contracts.Values;

/// <summary>
/// What is out of the ordinary on some roads for some time. Exactly one of <see cref="Closed"/> (as true),
/// <see cref="KilometresPerHour"/> and <see cref="SpeedFactor"/> says what, and one of <see cref="Road"/> and
/// <see cref="Area"/> where.
/// </summary>
public sealed record RoadCondition
{
    /// <summary>The condition.</summary>
    public required Guid ConditionId { get; init; }

    /// <summary>Nobody may pass.</summary>
    public bool Closed { get; init; }

    /// <summary>The speed that is driven, instead of the usual one.</summary>
    public double? KilometresPerHour { get; init; }

    /// <summary>Times the usual speed: 0.5 is half as fast.</summary>
    public double? SpeedFactor { get; init; }

    /// <summary>A piece of a road.</summary>
    public RoadStretch? Road { get; init; }

    /// <summary>All roads that touch an area.</summary>
    public MultiPolygon? Area { get; init; }

    /// <summary>For whom; empty: for all, or for cars alone where it is a speed in km/h.</summary>
    public required IReadOnlyList<RoadProfile> Profiles { get; init; }

    /// <summary>In force from then on.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>No more in force from then on; null: until somebody takes it back.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why, in words.</summary>
    public string? Note { get; init; }

    /// <summary>Who said so: an account, or a driver's id.</summary>
    public required string By { get; init; }

    /// <summary>The driver who reported it; null: staff said it.</summary>
    public Guid? DriverId { get; init; }

    /// <summary>Whether staff said it, or agreed to what a driver reported.</summary>
    public required bool Confirmed { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Whether it is in force at some moment of an interval, its end not counted.</summary>
    public bool IsInForce(DateTimeOffset from, DateTimeOffset until) => From < until && !(Until <= from);

    /// <summary>Whether another says the same: it is the same condition and nobody has changed it in between.</summary>
    public bool IsSame(RoadCondition other) => ConditionId == other.ConditionId && ChangedAt == other.ChangedAt;
}

/// <summary>
/// A piece of a road, named so that it is found again in a newer extract: by its way and two points of it, by the points
/// alone when the way has gone, by the place when they have gone too.
/// </summary>
/// <param name="Way">OSM id of the way; null: the road nearest to the place.</param>
/// <param name="FromNode">OSM id of the point at which it begins; null: the whole way.</param>
/// <param name="ToNode">OSM id of the point at which it ends.</param>
/// <param name="OneDirection">Only from the first point to the second, or with the whole way as it is drawn, or at the place in its bearing.</param>
/// <param name="Lon">Longitude of a place on it, degrees.</param>
/// <param name="Lat">Latitude of that place, degrees.</param>
/// <param name="Bearing">Compass degrees in which the road is driven there; null: unknown.</param>
/// <param name="Name">The street's name, for people.</param>
public sealed record RoadStretch(
    long? Way, long? FromNode, long? ToNode, bool OneDirection, double? Lon, double? Lat, int? Bearing, string? Name);

/// <summary>An area, as GeoJSON.</summary>
/// <param name="Coordinates">Polygons of rings (the outer, then holes) of points of longitude and latitude.</param>
/// <param name="Type"><c>MultiPolygon</c>.</param>
public sealed record MultiPolygon(IReadOnlyList<IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>>> Coordinates, string Type = "MultiPolygon");

/// <summary>How one travels on roads.</summary>
public enum RoadProfile
{
    /// <summary>In a car, moved or a taxi.</summary>
    Car,

    /// <summary>On an e-scooter.</summary>
    Scooter,

    /// <summary>On a bicycle.</summary>
    Bicycle,

    /// <summary>On foot.</summary>
    Foot,
}
