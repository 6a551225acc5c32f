namespace Routing.Contracts.Values;

/// <summary>The car that is moved.</summary>
/// <param name="Plate">Licence plate, as written on the car.</param>
/// <param name="Make">Maker, or null when not told.</param>
/// <param name="Model">Model, or null when not told.</param>
/// <param name="Colour">Colour in the customer's words, or null when not told.</param>
/// <param name="Gearbox">What the driver must be able to handle.</param>
/// <param name="Drive">What makes it move; an electric car needs a driver and technicians with that skill.</param>
public sealed record Vehicle(
    string Plate,
    string? Make,
    string? Model,
    string? Colour,
    Gearbox Gearbox,
    Drive Drive)
{
    /// <summary>True when it can only be carried, until the workshop has seen to it.</summary>
    public bool CannotBeDriven { get; init; }

    /// <summary>How far it gets on the charge or fuel that is in it, metres; null: far enough.</summary>
    public int? RangeMetres { get; init; }

    /// <summary>Charge or fuel that is in it, percent of the whole; null when not told.</summary>
    public int? EnergyPercent { get; init; }

    /// <summary>The licence that its driver needs, such as <c>C1</c>; null: <c>B</c>.</summary>
    public string? LicenceClass { get; init; }

    /// <summary>What it is worth, in whole units of the area's currency: its driver is insured for as much; null when not told.</summary>
    public int? Value { get; init; }

    /// <summary>The last day on which it is insured; null when not told.</summary>
    public DateOnly? InsuredUntil { get; init; }

    /// <summary>The last day on which its inspection holds; null when not told.</summary>
    public DateOnly? InspectedUntil { get; init; }

    /// <summary>The last four to eight characters of the VIN, which tells the car apart from another where the plate cannot; null when not told.</summary>
    public string? VinEnd { get; init; }
}
