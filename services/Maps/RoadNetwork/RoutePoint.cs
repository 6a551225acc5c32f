namespace Routing.RoadNetwork;

/// <summary>On which side of the road a place is to be reached.</summary>
public enum Approach
{
    Unrestricted,

    /// <summary>With the place on the side of the kerb: right where traffic keeps right. One-way roads are reached as they run.</summary>
    Curb,

    /// <summary>With the place across the road.</summary>
    Opposite,
}

/// <summary>A place on a road that an earlier answer gave, to be found again without a search. Of the same region only.</summary>
public readonly record struct RoadHint(int Segment, int Centimetres);

/// <summary>A point to route through, and which roads may be taken for it.</summary>
/// <param name="At">Where it is.</param>
public readonly record struct RoutePoint(Coordinate At)
{
    /// <summary>Roads farther away do not count, metres; null: <see cref="RouterOptions.MaxSnapMetres"/>.</summary>
    public double? RadiusMetres { get; init; }

    /// <summary>Only roads driven in this direction, compass degrees; null: any.</summary>
    public int? Bearing { get; init; }

    /// <summary>By how many degrees a road's direction may differ from <see cref="Bearing"/>.</summary>
    public int BearingRange { get; init; } = 180;

    public Approach Approach { get; init; }

    /// <summary>
    /// Whether roads count on which nobody can stop and hand over a car: motorways, tunnels, ferries. When false, they
    /// count only where no other road is near.
    /// </summary>
    public bool AnyRoad { get; init; }

    /// <summary>Roads that do not count. The route that the point is of leaves out those of all its points.</summary>
    public RoadKinds Excluded { get; init; }

    /// <summary>Where an earlier answer found this point; null, or of no such place: it is searched for.</summary>
    public RoadHint? Hint { get; init; }

    public static implicit operator RoutePoint(Coordinate at) => new(at);

    public static RoutePoint ToRoutePoint(Coordinate at) => at;
}

/// <summary>What a route is asked for besides its duration and distance.</summary>
public sealed record RouteRequest
{
    /// <summary>Whether legs have coordinates.</summary>
    public bool Geometry { get; init; }

    /// <summary>Whether legs have steps; gives coordinates too.</summary>
    public bool Steps { get; init; }

    /// <summary>Whether legs have <see cref="LegAnnotation"/>; gives coordinates too.</summary>
    public bool Annotations { get; init; }

    /// <summary>Whether a route goes on at a point in between in the direction in which it came, where it can.</summary>
    public bool ContinueStraight { get; init; }

    /// <summary>How many more routes are wanted that differ from the fastest and are not much slower; between two points only.</summary>
    public int Alternatives { get; init; }

    /// <summary>
    /// When one sets out: its hour's speeds and the conditions in force then count for the whole way. The hour is that of a wall
    /// clock with its offset. Null: the usual speeds, and what <see cref="Router.Apply"/> said is in force now.
    /// </summary>
    public DateTimeOffset? Departure { get; init; }
}

/// <summary>What a table is asked for.</summary>
public sealed record TableRequest
{
    /// <summary>Farther destinations are -1; <see cref="int.MaxValue"/> for no bound.</summary>
    public int MaxDeciseconds { get; init; } = int.MaxValue;

    /// <summary>Whether lengths are wanted besides durations: they take two thirds more time.</summary>
    public bool Distances { get; init; } = true;

    /// <summary>As <see cref="RouteRequest.Departure"/>, for all cells.</summary>
    public DateTimeOffset? Departure { get; init; }

    /// <summary>Told the part that is done, 0 to 1, from any thread and not in order.</summary>
    public IProgress<double>? Progress { get; init; }
}
