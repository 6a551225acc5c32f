namespace Routing.Contracts.Values;

/// <summary>
/// Where a workshop collects cars and brings them back, as said of it: exactly one of a radius, a time and an area.
/// </summary>
public sealed record ServiceArea
{
    /// <summary>As the crow flies around the workshop, metres.</summary>
    public int? RadiusMetres { get; init; }

    /// <summary>The longest drive in a car from the place to the workshop, minutes.</summary>
    public int? Minutes { get; init; }

    /// <summary>An area of its own drawing.</summary>
    public MultiPolygon? Area { get; init; }
}
