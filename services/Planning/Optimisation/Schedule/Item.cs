namespace Routing.Optimisation.Schedule;

/// <summary>Which stops of a job a route's item holds.</summary>
internal enum Part
{
    /// <summary>All, one after the other: a driver drives the car.</summary>
    Whole,

    /// <summary>The first of two: a transporter takes the car aboard.</summary>
    Load,

    /// <summary>The second of two.</summary>
    Unload,
}

/// <summary>
/// What a route consists of. <see cref="Ride"/> is the ride by which it is reached, where that is possible; -1 chooses
/// the cheapest way that is.
/// </summary>
internal readonly record struct Item(int Job, int Variant, int Ride, Part Part)
{
    /// <summary>Where the job begins on the route.</summary>
    public bool IsFirst => Part != Part.Unload;
}

/// <summary>A place for a job in a route: before the item at <see cref="Position"/>; for a transporter, unloaded before the one at <see cref="Second"/>.</summary>
internal readonly record struct Spot(int Resource, int Position, int Second, int Variant, int Ride);
