using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// The outline of where a workshop comes to was made anew: it was said otherwise, the workshop moved, or the roads did.
/// </summary>
/// <remarks>Sent by Planning. Handled by Intake.</remarks>
public sealed record ServiceAreaChanged
{
    /// <summary>The workshop.</summary>
    public required Guid WorkshopId { get; init; }

    /// <summary>Raised by each outline of the workshop, whatever the reason.</summary>
    public required int Version { get; init; }

    /// <summary>Metres, where it is a radius.</summary>
    public int? RadiusMetres { get; init; }

    /// <summary>Minutes of driving, where it is a time.</summary>
    public int? Minutes { get; init; }

    /// <summary>Inside, the workshop comes; null: it comes everywhere.</summary>
    public MultiPolygon? Outline { get; init; }
}
