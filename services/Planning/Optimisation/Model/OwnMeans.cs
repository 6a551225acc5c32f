namespace Routing.Optimisation.Model;

/// <summary>
/// Own means as a thing that has to be somewhere: a scooter or a bicycle. It rides along in a moved car that has room
/// for it (<see cref="Job.CarriesMeans"/>); where it has not, it stays at the place where the driver got into the car,
/// and is taken up again when the driver is next at that place.
/// </summary>
/// <param name="Kind">What a car must have room for, such as <c>scooter</c>.</param>
public sealed record OwnMeans(string Kind)
{
    /// <summary>Where it stands when the shift starts; null: the driver has it.</summary>
    public int? Location { get; init; }

    /// <summary>
    /// It goes with the driver on wheels of its own, whatever the car: the second of a crew of two drives the chase
    /// car. The crew is one resource, whose prices are those of two people and two cars.
    /// </summary>
    public bool Follows { get; init; }

    public Battery? Battery { get; init; }
}

/// <summary>What limits own means beside the reach on one leg. Metres.</summary>
/// <param name="RangeMetres">On one charge.</param>
/// <param name="ChargedMetres">What is left when the shift starts.</param>
public sealed record Battery(int RangeMetres, int ChargedMetres)
{
    /// <summary>Where a charged battery is to be had, such as the workshops.</summary>
    public IReadOnlyList<int> ChangePlaces { get; init; } = [];

    /// <summary>What a change takes. It is part of the leg that follows.</summary>
    public int ChangeSeconds { get; init; }

    /// <summary>Who sets out from such a place with less than this, or too little for the leg, changes first.</summary>
    public int ChangeBelowMetres { get; init; }
}

/// <summary>
/// Another way to a car than own means: a taxi, a bus, a walk. Used where it pays or where own means cannot go, are not
/// at hand or have no charge left.
/// </summary>
public sealed record Ride
{
    public required string Name { get; init; }

    /// <summary>Index of the matrix.</summary>
    public required int Matrix { get; init; }

    /// <summary>Until it comes, on each leg.</summary>
    public int WaitSeconds { get; init; }

    public int? MaxMetres { get; init; }

    /// <summary>Cents.</summary>
    public int PerRide { get; init; }

    /// <summary>Cents.</summary>
    public int PerKm { get; init; }

    /// <summary>Whether own means come along; if not, they stay where the ride begins.</summary>
    public bool TakesMeans { get; init; }
}
