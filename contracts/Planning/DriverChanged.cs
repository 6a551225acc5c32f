using Routing.Contracts.Values;

namespace Routing.Contracts.Planning;

/// <summary>
/// A driver was made or changed.
/// </summary>
/// <remarks>Sent by Planning. Handled by Dispatch, Drivers and Notifications.</remarks>
public sealed record DriverChanged
{
    /// <summary>The driver.</summary>
    public required Guid DriverId { get; init; }

    /// <summary>Raised by each change.</summary>
    public required int Revision { get; init; }

    /// <summary>The planning area.</summary>
    public required string Area { get; init; }

    /// <summary>The driver's name.</summary>
    public required string Name { get; init; }

    /// <summary>Own means.</summary>
    public required Means Means { get; init; }

    /// <summary>Skills, such as <c>manual</c> and <c>electric</c>.</summary>
    public required IReadOnlyList<string> Skills { get; init; }

    /// <summary>Licences; empty: class <c>B</c>, without an end.</summary>
    public IReadOnlyList<LicenceClass> LicenceClasses { get; init; } = [];

    /// <summary>True for who has plates under which a car may be driven that is not insured or inspected any more.</summary>
    public bool TradePlates { get; init; }

    /// <summary>The highest value of a car that they are insured to drive, in whole units of the area's currency; null: any.</summary>
    public int? InsuredValue { get; init; }

    /// <summary>Where the shift begins.</summary>
    public required Place StartPlace { get; init; }

    /// <summary>Where it ends.</summary>
    public required Place EndPlace { get; init; }

    /// <summary>The week.</summary>
    public required IReadOnlyList<Shift> Shifts { get; init; }

    /// <summary>False once the driver has left.</summary>
    public required bool Active { get; init; }
}
