using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// A workshop was made or changed.
/// </summary>
/// <remarks>Sent by Planning. Handled by Intake, Dispatch and Notifications.</remarks>
public sealed record WorkshopChanged
{
    /// <summary>The workshop.</summary>
    public required Guid WorkshopId { get; init; }

    /// <summary>Raised by each change.</summary>
    public required int Revision { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where cars are checked in.</summary>
    public required Place Place { get; init; }

    /// <summary>The area's IANA time zone.</summary>
    public required string TimeZone { get; init; }

    /// <summary>When it is open.</summary>
    public required IReadOnlyList<OpeningHours> OpeningHours { get; init; }

    /// <summary>Holidays and other days on which it is shut all the same.</summary>
    public IReadOnlyList<Closure> Closures { get; init; } = [];

    /// <summary>Cars worked on at a time.</summary>
    public required int Lifts { get; init; }

    /// <summary>Technicians at work.</summary>
    public required int Technicians { get; init; }

    /// <summary>Those of them who may work on electric cars.</summary>
    public required int HighVoltageTechnicians { get; init; }

    /// <summary>Cars checked in per quarter of an hour.</summary>
    public required int ReceptionPerQuarter { get; init; }

    /// <summary>Cars that may wait, before the work or after it.</summary>
    public required int Parking { get; init; }

    /// <summary>Courtesy cars for swaps, wherever they are, where it does not matter which; null when there are always enough. A workshop that has named its cars (<see cref="CourtesyCarChanged"/>) has those.</summary>
    public int? CourtesyCars { get; init; }

    /// <summary>Where cars are collected and brought back; null: everywhere. <see cref="ServiceAreaChanged"/> has its outline.</summary>
    public ServiceArea? ServiceArea { get; init; }
}
